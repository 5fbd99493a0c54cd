"""The people's own applications follow what is decided on their nominations."""

from collections.abc import Callable, Iterable
from datetime import datetime

from samgak.applications import queries as applications
from samgak.applications import services
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.services import Turn
from samgak.nominations.models import Selection, SelectionLine

NOT_ELIGIBLE = "not-eligible/"
# Why the line says what it says, in the language.
Tell = Callable[[SelectionLine, str], str]


def code(line: SelectionLine, language: str) -> str:
    """The reason as the engine keeps it, for those who have no sentences."""
    return line.reason or line.outcome


def follow(
    selection: Selection, lines: Iterable[SelectionLine], *, tell: Tell, by, at: datetime
) -> None:
    """Take each application to what was decided; those that never got so far stay where they are.

    Whoever proposed has screened; whoever approves decides. The reason is that of the line, in the
    applicant's language: the approver's own words are not for everyone.
    """
    by_person = {line.nomination.person_id: line for line in lines}
    found = applications.applications_of(selection.edition, people=by_person)
    turns = {
        person_id: _turns(application, selection, by_person[person_id], tell=tell, by=by)
        for person_id, application in found.items()
    }
    services.follow_all(selection.edition, turns, at=at)


def _turns(
    application: Application, selection: Selection, line: SelectionLine, *, tell: Tell, by
) -> list[Turn]:
    is_out = line.reason.startswith(NOT_ELIGIBLE)
    verdict = states.INELIGIBLE if is_out else states.ELIGIBLE
    why = tell(line, application.language)
    turns = []
    if application.state in (states.FOCAL_POINT_ENDORSED, states.ELIGIBLE, states.INELIGIBLE):
        turns.append(Turn(verdict, states.SCREENER, selection.proposed_by, why))
    if not is_out or application.state == states.SHORTLISTED:
        turns.append(Turn(line.outcome, states.APPROVER, by, why))
    return turns
