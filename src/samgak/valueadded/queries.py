"""Who may answer for whom, what the sides say, and what the record says beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from samgak.funding import queries as funding
from samgak.measures.perception import Gap, gap
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition, EditionStep, PartnerRole
from samgak.programmes.permissions import Access
from samgak.timetable.models import Session
from samgak.valueadded import rules
from samgak.valueadded.models import ValueAnswer


@dataclass(frozen=True)
class Seat:
    """One of the places for which somebody may answer: a partner on a side."""

    side: str
    organisation: Organisation | None
    country: str
    answer: ValueAnswer | None

    @property
    def key(self) -> str:
        return f"{self.side}-{self.organisation.key if self.organisation else self.country}"


@dataclass(frozen=True)
class Row:
    """A dimension: how each side sees it, and what was written as evidence."""

    dimension: str
    gap: Gap
    evidence: tuple[ValueAnswer, ...]


@dataclass(frozen=True)
class Overview:
    rows: tuple[Row, ...]
    answers: tuple[ValueAnswer, ...]
    expected: int


def seats_of(access: Access) -> list[Seat]:
    """For whom the reader may answer, with what was answered already; two roles make two seats."""
    edition = access.edition
    houses = {one.organisation_id for one in access.held if one.organisation_id}
    roles = PartnerRole.objects.filter(edition=edition, role__in=rules.SIDES).filter(
        Q(organisation__in=houses) | Q(country__in=access.countries)
    )
    given = {
        (one.side, one.organisation_id, one.country): one
        for one in ValueAnswer.objects.filter(edition=edition, answered_by=access.user_id)
    }
    seats = {}
    for role in roles.select_related("organisation"):
        key = (role.role, role.organisation_id, role.country)
        seats[key] = Seat(role.role, role.organisation, role.country, given.get(key))
    return sorted(seats.values(), key=lambda seat: (rules.SIDES.index(seat.side), seat.key))


def seat(access: Access, *, key: str) -> Seat | None:
    return next((one for one in seats_of(access) if one.key == key), None)


def overview(edition: Edition) -> Overview:
    """What the sides say, dimension by dimension, of the answers handed in."""
    answers = tuple(
        ValueAnswer.objects.filter(edition=edition, handed_in_at__isnull=False).select_related(
            "organisation", "answered_by"
        )
    )
    expected = (
        PartnerRole.objects.filter(edition=edition, role__in=rules.SIDES)
        .values("role", "organisation", "country")
        .distinct()
        .count()
    )
    rows = tuple(
        Row(
            dimension=dimension,
            gap=gap({side: _marks(answers, side, dimension) for side in rules.SIDES}),
            evidence=tuple(one for one in answers if one.evidence.get(dimension)),
        )
        for dimension in rules.DIMENSIONS
    )
    return Overview(rows, answers, expected)


def _marks(answers: Iterable[ValueAnswer], side: str, dimension: str) -> list[float]:
    """One mark for each answer of the side: the mean of its statements on the dimension."""
    found = []
    for one in answers:
        given = [
            mark
            for statement, mark in one.marks.items()
            if rules.dimension_of(statement) == dimension
        ]
        if one.side == side and given:
            found.append(sum(given) / len(given))
    return found


@dataclass(frozen=True)
class Record:
    """What the record says: sessions by organisation, money by payer, steps by role, sides present."""

    sessions: tuple[tuple[Organisation | None, int], ...]
    money: tuple[tuple[Organisation, object], ...]
    steps: int
    people_in_steps: int
    sides: tuple[tuple[str, int], ...]


def record(edition: Edition, *, on: date) -> Record:
    """The facts beside the perception, each traced to its own page."""
    taught = (
        Session.objects.filter(edition=edition, lecturer__isnull=False)
        .values("lecturer__organisation")
        .annotate(n=Count("pk"))
        .order_by("-n")
    )
    names = Organisation.objects.in_bulk(
        [row["lecturer__organisation"] for row in taught if row["lecturer__organisation"]]
    )
    matrix = funding.cost_matrix(edition, on=on)
    steps = EditionStep.objects.filter(edition=edition)
    sides = (
        PartnerRole.objects.filter(edition=edition, role__in=rules.SIDES)
        .values("role")
        .annotate(n=Count("pk"))
    )
    by_side = {row["role"]: row["n"] for row in sides}
    return Record(
        sessions=tuple((names.get(row["lecturer__organisation"]), row["n"]) for row in taught),
        money=tuple((total.payer, total.in_usd) for total in matrix.payers),
        steps=steps.count(),
        people_in_steps=steps.values("taken_by").distinct().count(),
        sides=tuple((side, by_side.get(side, 0)) for side in rules.SIDES),
    )
