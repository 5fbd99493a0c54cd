"""Everybody answers the reaction survey after the course, without a name."""

from django.utils.translation import gettext as _

from samgak.correspondence import queries as correspondence
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.exchange.services import demonstration_reaction
from samgak.participants.models import Participant
from samgak.questionnaires import definition
from samgak.questionnaires.definition import Question, parse
from samgak.surveys import queries_reaction as queries
from samgak.surveys import services_reaction as services

MARK = "Rehearsal: "
ANSWERS = 0.9  # the share of people who answer
WEIGHTS = (0, 1, 2, 5, 4)  # of the degrees from 1 to 5
WRITES = 0.4


def ask(stage: Stage, people: list[Participant]) -> None:
    with stage.scene("reaction", _("Asking the participants what they think of the course")):
        stage.allowed(stage.actor(OFFICER), "surveys.run_surveys")
        questions = demonstration_reaction.definition(stage.folder)
        survey = services.load_survey(stage.edition, definition=questions, at=stage.now)
        services.open_survey(survey, at=stage.now)
        form = parse(survey.definition)
        for seat in people:
            stage.allowed(seat.person.user, "surveys.take_survey")
            if stage.chance.random() < ANSWERS:
                services.hand_in(
                    survey,
                    participant=seat,
                    answers={one.key: _answer(stage, one) for one in form.questions},
                    language=correspondence.language_of(seat.person, edition=stage.edition),
                )
        services.close_survey(survey, at=stage.now)
        survey.refresh_from_db()
        found = queries.survey_results(survey)
        stage.results["reaction"] = {
            "answers": found.answers,
            "expected": found.expected,
            "means": {
                view.question.key: round(view.mean, 4)
                for view in found.questions
                if view.mean is not None
            },
        }


def _answer(stage: Stage, question: Question) -> object:
    if question.type == definition.SCALE:
        low, high = int(question.minimum or 0), int(question.maximum or 0)
        degrees = range(low, high + 1)
        weights = WEIGHTS if len(degrees) == len(WEIGHTS) else None
        return stage.chance.choices(degrees, weights)[0]
    if question.type in (definition.SINGLE, definition.MULTIPLE):
        return stage.chance.choice(question.options).key
    if question.type == definition.TEXT:
        is_written = question.is_required or stage.chance.random() < WRITES
        return f"{MARK}more time for the practical work." if is_written else ""
    if question.type == definition.MATRIX:
        return {row.key: stage.chance.choice(question.options).key for row in question.rows}
    if question.type == definition.ORDER:
        return [option.key for option in question.options]
    return str(question.minimum if question.minimum is not None else question.maximum or 5)
