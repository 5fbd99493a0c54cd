"""Whom a free seat can go to: the reserves in their order, and what each would do to the quotas."""

from dataclasses import dataclass

from samgak.nominations.models import Nomination, SelectionLine
from samgak.nominations.queries import selections
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.places.models import Appeal
from samgak.places.rules.replacing import verdicts
from samgak.programmes.models import Edition

MOST_SHOWN = 50


@dataclass(frozen=True)
class Candidate:
    """One reserve: the place on the country's list (None: seated first by an appeal), the broken lines."""

    nomination: Nomination
    position: int | None
    broken: tuple[str, ...]

    @property
    def key(self) -> str:
        """As a form sends it."""
        return str(self.nomination.pk)

    @property
    def may_be_seated(self) -> bool:
        return not self.broken


@dataclass(frozen=True)
class Replacement:
    """The reserves for one seat, the own country first; the best is the first who keeps every quota."""

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
    """Who can take this seat; refuses an edition without a call. Nobody, where nothing was selected."""
    edition = freed.edition
    selection = selections.approved_selection(edition)
    if selection is None:
        return Replacement(freed, ())
    problem = selections.selection_problem(edition)
    known = {int(one.key): one for one in problem.nominees}
    held = Participant.objects.filter(edition=edition, state__in=PRESENT).exclude(pk=freed.pk)
    seated = Nomination.objects.filter(edition=edition, person__in=held.values("person"))
    lines = _in_order(freed, edition)
    told = verdicts(
        problem.quota_lines,
        seated=[known[pk] for pk in seated.values_list("pk", flat=True) if pk in known],
        reserves=[known[line.nomination_id] for line, _ in lines if line.nomination_id in known],
        seats=selection.seats,
    )
    broken = {int(one.key): one.broken for one in told}
    return Replacement(
        freed,
        tuple(
            Candidate(line.nomination, None if is_first else line.reserve_position, broken[pk])
            for line, is_first in lines
            if (pk := line.nomination_id) in broken
        ),
    )


def _in_order(freed: Participant, edition: Edition) -> list[tuple[SelectionLine, bool]]:
    """Those without a seat: by an appeal first, the own country before others, then as listed."""
    first = set(
        Appeal.objects.filter(edition=edition, remedy=Appeal.Remedy.FIRST_RESERVE).values_list(
            "nomination", flat=True
        )
    )
    found = SelectionLine.objects.filter(
        selection__edition=edition, selection__state="approved"
    ).exclude(nomination__person__in=Participant.objects.filter(edition=edition).values("person"))
    listed = found.filter(outcome=SelectionLine.Outcome.RESERVE) | found.filter(
        nomination__in=first
    )
    country = freed.person.country

    def place(line: SelectionLine) -> tuple[bool, bool, float, int]:
        home = line.nomination.country == country
        by_list = line.reserve_position or 0
        return (
            not home,
            line.nomination_id not in first,
            by_list if home else -(line.score_sorted or 0.0),
            line.pk,
        )

    ordered = sorted(listed.select_related("nomination__person__user"), key=place)
    return [(line, line.nomination_id in first) for line in ordered]
