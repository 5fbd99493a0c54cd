"""Whom a free seat can go to: as the engine asks them, and what each would do to the quotas."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from samgak.nominations.models import Nomination, SelectionLine
from samgak.nominations.queries import diversity, selections
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.places.models import Appeal
from samgak.planning import selection as planning
from samgak.programmes.models import Edition
from samgak.programmes.rules_questions import Words

# How many who may be seated are shown, the best among them; and how many rows in all.
MOST_CHOICES = 5
MOST_SHOWN = 50


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take the seat: the place on the country's list, if any, and the broken lines."""

    nomination: Nomination
    position: int | None
    is_first_by_appeal: bool
    broken: tuple[str, ...]
    words: Words = field(default_factory=dict)  # what answers mean that broken lines count

    @property
    def key(self) -> str:
        """As a form sends it."""
        return str(self.nomination.pk)

    @property
    def may_be_seated(self) -> bool:
        return not self.broken


@dataclass(frozen=True)
class Replacement:
    """Who was asked for one seat, in order; the best is the first who keeps every quota."""

    freed: Participant
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        return next((one for one in self.candidates if one.may_be_seated), None)

    @property
    def shown(self) -> tuple[Candidate, ...]:
        return self.candidates[:MOST_SHOWN]

    def before(self, chosen: Candidate) -> tuple[Candidate, ...]:
        """Who stands before somebody on the list."""
        return self.candidates[: self.candidates.index(chosen)]


def replacement(freed: Participant) -> Replacement:
    """Who can take this seat: the country's reserves, those of others, then eligible people by score.

    Refuses an edition without a call. Nobody, where nothing was selected or the seat was nobody's.
    """
    edition = freed.edition
    selection = selections.approved_selection(edition)
    gone = Nomination.objects.filter(edition=edition, person=freed.person_id).first()
    if selection is None or gone is None:
        return Replacement(freed, ())
    problem = selections.selection_problem(edition)
    if str(gone.pk) not in {one.key for one in problem.nominees}:
        return Replacement(freed, ())
    lines = {
        str(line.nomination_id): line
        for line in selections.selection_rows(selection).select_related("nomination__person__user")
    }
    first, words = _first_by_appeal(edition), diversity.own_words(edition)
    asked = _asked(edition, problem, str(gone.pk), reserves=_reserves(lines, first))
    return Replacement(
        freed,
        tuple(
            Candidate(
                lines[key].nomination, lines[key].reserve_position, key in first, broken, words
            )
            for key, broken in asked
            if key in lines
        ),
    )


def _asked(
    edition: Edition, problem: planning.Problem, gone: str, *, reserves: dict[str, list[str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each one the engine asks, with the lines they would break, until enough would break none."""
    known = {one.key for one in problem.nominees}
    reserves = {home: [key for key in keys if key in known] for home, keys in reserves.items()}
    held = Participant.objects.filter(edition=edition)
    seated = {gone} | (known & _keys(edition, held.filter(state__in=PRESENT)))
    away = known & _keys(edition, held)
    told: set[str] = set()
    for _ in range(MOST_CHOICES):
        found = planning.replacement(
            problem, seated=seated, gone=gone, reserves=reserves, unavailable=away
        )
        yield from ((key, lines) for key, lines in found.passed_over.items() if key not in told)
        told.update(found.passed_over)
        if found.key is None:
            return
        yield found.key, ()
        away = away | {found.key}


def _keys(edition: Edition, held) -> set[str]:
    found = Nomination.objects.filter(edition=edition, person__in=held.values("person"))
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def _first_by_appeal(edition: Edition) -> set[str]:
    upheld = Appeal.objects.filter(edition=edition, remedy=Appeal.Remedy.FIRST_RESERVE)
    return {str(pk) for pk in upheld.values_list("nomination", flat=True)}


def _reserves(lines: dict[str, SelectionLine], first: set[str]) -> dict[str, list[str]]:
    """By country: those put first by an appeal, then the reserves as they were listed."""
    listed = [
        (key not in first, line.reserve_position or 0, key)
        for key, line in lines.items()
        if key in first or line.outcome == SelectionLine.Outcome.RESERVE
    ]
    found: dict[str, list[str]] = {}
    for _, _, key in sorted(listed):
        found.setdefault(lines[key].nomination.country, []).append(key)
    return found
