"""What anonymous surveys say: nothing of fewer than five, and nothing while people answer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import fmean
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samgak.core.prepared import Given, Prepared
from samgak.participants import queries as participants_queries
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.questionnaires import definition
from samgak.questionnaires.answers import AnswerFault, validate
from samgak.questionnaires.definition import Form, Question, Text, parse
from samgak.surveys.models import AnonymousAnswer, Answered, Survey
from samgak.surveys.rules_reaction import LEAST, MOST_LETTERS, hidden_groups


def surveys_of(edition: Edition):
    """The surveys of an edition, each with how many have answered (`answer_count`)."""
    return Survey.objects.filter(edition=edition).annotate(answer_count=Count("answers"))


def survey_of(edition: Edition, *, key: str) -> Survey | None:
    """The survey of that key, or None."""
    return Survey.objects.filter(edition=edition, key=key).select_related("edition").first()


def surveys_for(seat: Participant) -> list[Survey]:
    """The surveys that are or were open, each with whether this participant answered it."""
    return _opened(edition=seat.edition_id, participant=seat.pk)


@Prepared
def _opened() -> QuerySet[Survey]:
    answered = Answered.objects.filter(survey=OuterRef("pk"), participant=Given("participant"))
    opened = Survey.objects.filter(edition=Given("edition"), opened_at__isnull=False)
    return opened.annotate(is_answered=Exists(answered))


def owes_an_answer(seat: Participant) -> bool:
    """Whether a survey is open that the participant has not answered."""
    return any(one.is_open and not one.is_answered for one in surveys_for(seat))


def has_answered(survey: Survey, seat: Participant) -> bool:
    """Whether the participant has answered; what, nobody knows."""
    return Answered.objects.filter(survey=survey, participant=seat).exists()


def faults_of(survey: Survey, answers: Mapping[str, object]) -> dict[str, list[AnswerFault]]:
    """What is missing or wrong in answers, by question key."""
    clean, faults = validate(parse(survey.definition), answers)
    for key, answer in clean.items():
        if isinstance(answer, str) and len(answer) > MOST_LETTERS:
            faults[key] = [AnswerFault("too-long", {"maximum_length": str(MOST_LETTERS)})]
    return faults


@dataclass(frozen=True)
class Cell:
    """How many gave one answer; of an order, the mean place; of a matrix, in one row."""

    label: Text
    row: Text | None = None
    count: int | None = None
    percent: float | None = None
    mean_place: float | None = None


@dataclass(frozen=True)
class QuestionView:
    """What may be shown of one question; nothing but the counts when fewer than five answered."""

    question: Question
    answered: int
    missing: int
    mean: float | None = None
    cells: tuple[Cell, ...] = ()
    # Words and the language in which they were given, in an order of this question's own.
    texts: tuple[tuple[str, str], ...] = ()
    # Language -> mean, None where it stays hidden.
    by_language: Mapping[str, float | None] | None = None

    @property
    def is_shown(self) -> bool:
        return self.answered >= LEAST


@dataclass(frozen=True)
class SurveyResults:
    """answers of expected people; questions are empty until they may be shown."""

    form: Form
    answers: int
    expected: int
    questions: tuple[QuestionView, ...]

    @property
    def rate(self) -> float | None:
        """In percent."""
        return 100 * self.answers / self.expected if self.expected else None

    @property
    def scales(self) -> list[QuestionView]:
        """The questions on a scale with the range of the first, which can stand in one chart."""
        found = [
            one for one in self.questions if one.question.type == definition.SCALE and one.is_shown
        ]
        limits = [(one.question.minimum, one.question.maximum) for one in found]
        return [one for one, of in zip(found, limits, strict=True) if of == limits[0]]


def survey_results(survey: Survey) -> SurveyResults:
    """The results as far as they may be shown; of an open survey only how many have answered."""
    form = parse(survey.definition)
    rows = list(survey.answers.all())
    answered = Answered.objects.filter(survey=survey).values("participant")
    present = Q(state__in=participants_rules.PRESENT) | Q(pk__in=answered)
    may_be_shown = survey.closed_at is not None and len(rows) >= LEAST
    return SurveyResults(
        form=form,
        answers=len(rows),
        expected=Participant.objects.filter(present, edition=survey.edition_id).count(),
        questions=tuple(_view(one, rows) for one in form.questions) if may_be_shown else (),
    )


def seat_of(user, edition: Edition) -> Participant | None:
    """The seat of the asker, if there is one."""
    return participants_queries.seat_of(user, edition)


def _view(question: Question, rows: Sequence[AnonymousAnswer]) -> QuestionView:
    given = [(row, row.answers[question.key]) for row in rows if question.key in row.answers]
    answered, missing = len(given), len(rows) - len(given)
    if answered < LEAST:
        return QuestionView(question, answered, missing)
    values = [answer for _, answer in given]
    if question.type == definition.TEXT:
        mixed = sorted(given, key=lambda one: _place_of(question, one[0]))
        texts = tuple((answer, row.language) for row, answer in mixed)
        return QuestionView(question, answered, missing, texts=texts)
    if question.type in (definition.SCALE, definition.NUMBER):
        numbers = [(row.language, float(answer)) for row, answer in given]
        return QuestionView(
            question,
            answered,
            missing,
            mean=fmean(number for _, number in numbers),
            cells=_degrees(question, values),
            by_language=_by_language(numbers),
        )
    return QuestionView(question, answered, missing, cells=_cells(question, values))


def _place_of(question: Question, row: AnonymousAnswer) -> str:
    # Another order for each question: two texts of one person don't stand in the same place.
    return sha256(f"{question.key}|{row.pk}".encode()).hexdigest()


def _by_language(numbers: Iterable[tuple[str, float]]) -> dict[str, float | None]:
    groups: dict[str, list[float]] = {}
    for language, number in numbers:
        groups.setdefault(language, []).append(number)
    hidden = hidden_groups({language: len(group) for language, group in groups.items()})
    return {
        language: None if language in hidden else fmean(groups[language])
        for language in sorted(groups)
    }


def _degrees(question: Question, values: list[Any]) -> tuple[Cell, ...]:
    if question.type != definition.SCALE:
        return ()
    counts = Counter(int(float(value)) for value in values)
    low, high = int(question.minimum or 0), int(question.maximum or 0)
    return tuple(
        _counted({"en": str(degree)}, counts[degree], len(values))
        for degree in range(low, high + 1)
    )


def _cells(question: Question, values: list[Any]) -> tuple[Cell, ...]:
    if question.type == definition.ORDER:
        return tuple(
            Cell(option.text, mean_place=fmean(value.index(option.key) + 1 for value in values))
            for option in question.options
        )
    if question.type == definition.MATRIX:
        found: list[Cell] = []
        for row in question.rows:
            chosen = [value[row.key] for value in values if row.key in value]
            counts = Counter(chosen)
            found += [
                _counted(option.text, counts[option.key], len(chosen), row.text)
                if len(chosen) >= LEAST
                else Cell(option.text, row.text)
                for option in question.options
            ]
        return tuple(found)
    ticks = Counter(
        key for value in values for key in (value if isinstance(value, list) else [value])
    )
    return tuple(
        _counted(option.text, ticks[option.key], len(values)) for option in question.options
    )


def _counted(label: Text, count: int, of: int, row: Text | None = None) -> Cell:
    return Cell(label, row, count, 100 * count / of)
