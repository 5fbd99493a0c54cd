"""Everybody selected takes the seat; somebody appeals in vain; badges and the list are printed."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samgak.correspondence import queries as correspondence
from samgak.correspondence.models import Letter
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.nominations.models import SelectionLine
from samgak.participants import queries as participants
from samgak.participants.models import Participant
from samgak.places import jobs, services
from samgak.places.models import Answer, CohortPaper
from samgak.places.rules import papers
from samgak.places.services import appeals

MARK = "Rehearsal: "


def answer(stage: Stage) -> None:
    """One thinks again, all accept in time; the cohort stays as it was approved."""
    with stage.scene("seats", _("Seats and answers")):
        for number, seat in enumerate(participants.participants(stage.edition)):
            if number == 0:
                _say(stage, seat, Answer.Word.DECLINED, reason=MARK + "needed at the office")
            _say(stage, seat, Answer.Word.ACCEPTED)
        accepted = Participant.objects.filter(
            edition=stage.edition, state=Participant.State.ACCEPTED
        )
        is_whole = accepted.count() == stage.summary.selected
        stage.summary.check("every_seat_is_accepted", is_whole)
        _appeal(stage)
        _print(stage)


def _say(stage: Stage, seat: Participant, word: str, *, reason: str = "") -> None:
    services.answer(seat, word=word, through=Answer.Through.LINK, reason=reason, at=stage.now)


def _appeal(stage: Stage) -> None:
    line = SelectionLine.objects.filter(
        selection__edition=stage.edition,
        selection__state="approved",
        outcome=SelectionLine.Outcome.NOT_SELECTED,
    ).first()
    if line is None:
        return
    person = line.nomination.person
    kept = appeals.appeal(
        line,
        words=MARK + "I have served longer than the list says.",
        language=correspondence.language_of(person, edition=stage.edition),
        until=stage.now + timedelta(days=1),
        at=stage.now,
    )
    reviewer = stage.allowed(stage.actor(OFFICER), "places.see_appeals")
    appeals.answer(kept, remedy="", answer=MARK + "It stands.", by=reviewer, at=stage.now)
    drafted = Letter.objects.filter(edition=stage.edition, kind=Letter.Kind.APPEAL)
    stage.summary.check("the_appeal_is_answered", drafted.exists())


def _print(stage: Stage) -> None:
    officer = stage.allowed(stage.actor(OFFICER), "places.make_papers")
    day = stage.now.astimezone(stage.edition.zone).date().isoformat()
    for kind in (papers.BADGES, papers.ROSTER):
        stage.job(
            jobs.make_paper,
            by=officer,
            kind=kind,
            form=papers.PDF,
            language=papers.OWN,
            on=day,
            then="",
        )
    for made in CohortPaper.objects.filter(edition=stage.edition):
        (stage.out / f"{made.kind}.{made.form}").write_bytes(bytes(made.content))
