"""The people's own applications follow what is decided on their nominations."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from samgak.applications import queries as applications
from samgak.applications import services
from samgak.applications.models import Application
from samgak.applications.rules import states
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
    for person_id, application in found.items():
        line = by_person[person_id]
        why = tell(line, application.language)
        _decide(application, selection, line, by=by, at=at, reason=why)


def _decide(
    application: Application, selection: Selection, line: SelectionLine, *, by, **words: Any
) -> None:
    is_out = line.reason.startswith(NOT_ELIGIBLE)
    who: dict[str, Any] = {"edition": selection.edition, "person": line.nomination.person}
    verdict = states.INELIGIBLE if is_out else states.ELIGIBLE
    if application.state in (states.FOCAL_POINT_ENDORSED, states.ELIGIBLE, states.INELIGIBLE):
        services.follow(
            **who, to=verdict, acts_as=states.SCREENER, by=selection.proposed_by, **words
        )
    if not is_out or application.state == states.SHORTLISTED:
        services.follow(**who, to=line.outcome, acts_as=states.APPROVER, by=by, **words)
