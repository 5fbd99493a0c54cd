"""The partnership through the years: what happened, the editions, and what came of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from samgak.certificates.models import Certificate
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.partners.models import HistoryEvent, Organisation
from samgak.programmes import queries as programmes
from samgak.programmes.models import Claim, Edition, HistoryLink, PartnerRole

SIDES = ("facilitating", "pivotal", "beneficiary")
TOGETHER = ""  # the point of what several sides do together


@dataclass(frozen=True)
class Taking:
    """A partner's role in what happened: an organisation or, without one, a country."""

    role: str
    organisation: Organisation | None
    country: str = ""


@dataclass(frozen=True)
class Moment:
    """A point of the line: an event of the history, or an edition."""

    happened_on: date | None
    side: str  # whose shape the point has, TOGETHER for several
    taking_part: tuple[Taking, ...]
    event: HistoryEvent | None = None
    edition: Edition | None = None
    led_to: tuple[Edition, ...] = ()
    came_from: tuple[Edition, ...] = ()
    claims: tuple[tuple[Claim, ...], ...] = ()
    people: int = 0
    certificates: int = 0
    is_to_come: bool = False


@dataclass(frozen=True)
class Year:
    """All points of one year; `year` is None where it is not known."""

    year: int | None
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Timeline:
    """The line, and the organisations by which it can be narrowed down."""

    years: tuple[Year, ...]
    partners: tuple[Organisation, ...]
    partner: Organisation | None = None


@dataclass
class _Known:
    """What a timeline is made of, read once."""

    today: date
    editions: dict[int, Edition]
    roles: dict[int, list[PartnerRole]] = field(default_factory=dict)
    claims: dict[int, list[Claim]] = field(default_factory=dict)
    editions_of_event: dict[int, list[Edition]] = field(default_factory=dict)
    people: Mapping[int, int] = field(default_factory=dict)
    certificates: Mapping[int, int] = field(default_factory=dict)
    role_of_organisation: dict[int, str] = field(default_factory=dict)


def timeline(user, *, on: date, partner_key: str = "") -> Timeline:
    """What the reader may see of the partnership, oldest first; narrowed down to one partner."""
    known = _read(user, on)
    events = HistoryEvent.objects.prefetch_related("partners")
    moments = [_moment_of_event(one, known) for one in events if _may_be_told(one, known)]
    moments += [_moment_of_edition(one, known) for one in known.editions.values()]
    found = {one.organisation for moment in moments for one in moment.taking_part}
    partners = sorted((one for one in found if one), key=lambda one: one.key)
    partner = next((one for one in partners if one.key == partner_key), None)
    if partner:
        moments = [
            moment
            for moment in moments
            if any(one.organisation == partner for one in moment.taking_part)
        ]
    return Timeline(years=_by_year(moments), partners=tuple(partners), partner=partner)


def _read(user, on: date) -> _Known:
    editions = {one.pk: one for one in programmes.editions_for(user, on=on).order_by("starts_on")}
    known = _Known(today=on, editions=editions)
    roles = PartnerRole.objects.filter(edition__in=editions).select_related("organisation")
    for role in roles:
        known.roles.setdefault(role.edition_id, []).append(role)
        if role.organisation_id:
            known.role_of_organisation.setdefault(role.organisation_id, role.role)
    for claim in Claim.objects.filter(edition__in=editions).select_related("organisation"):
        known.claims.setdefault(claim.edition_id, []).append(claim)
    for event_id, edition_id in HistoryLink.objects.values_list("event", "edition"):
        told = known.editions_of_event.setdefault(event_id, [])
        if edition_id in editions:
            told.append(editions[edition_id])
    people = Participant.objects.filter(edition__in=editions, state__in=PRESENT)
    known.people = _counts(people)
    valid = Certificate.objects.filter(edition__in=editions, state=Certificate.State.ISSUED)
    known.certificates = _counts(valid)
    return known


def _counts(rows) -> dict[int, int]:
    return dict(rows.order_by().values_list("edition").annotate(Count("pk")))


def _may_be_told(event: HistoryEvent, known: _Known) -> bool:
    """What only editions tell that the reader may not see stays untold."""
    return known.editions_of_event.get(event.pk) != []


def _moment_of_event(event: HistoryEvent, known: _Known) -> Moment:
    found = [
        Taking(role=known.role_of_organisation.get(one.pk, ""), organisation=one)
        for one in event.partners.all()
    ]
    taking_part = tuple(sorted(found, key=_place_of_side))
    told_by = known.editions_of_event.get(event.pk, [])
    day = event.happened_on
    return Moment(
        happened_on=day,
        side=_side(one.role for one in taking_part),
        taking_part=taking_part,
        event=event,
        led_to=tuple(one for one in told_by if day and day < one.starts_on),
        came_from=tuple(one for one in told_by if day and day > one.ends_on),
        is_to_come=bool(day and day > known.today),
    )


def _moment_of_edition(edition: Edition, known: _Known) -> Moment:
    roles = known.roles.get(edition.pk, [])
    taking_part = tuple(Taking(one.role, one.organisation, one.country) for one in roles)
    return Moment(
        happened_on=edition.starts_on,
        side=_side(one.role for one in taking_part),
        taking_part=taking_part,
        edition=edition,
        claims=_disagreeing(known.claims.get(edition.pk, [])),
        people=known.people.get(edition.pk, 0) if edition.starts_on <= known.today else 0,
        certificates=known.certificates.get(edition.pk, 0),
        is_to_come=edition.starts_on > known.today,
    )


def _place_of_side(taking: Taking) -> int:
    return SIDES.index(taking.role) if taking.role in SIDES else len(SIDES)


def _side(roles: Iterable[str]) -> str:
    """The one side that takes part, or several together."""
    sides = set(roles)
    return sides.pop() if len(sides) == 1 else TOGETHER


def _disagreeing(claims: list[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """The claims on one subject that say different things, side by side."""
    by_subject: dict[tuple, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault((claim.about, claim.organisation_id), []).append(claim)
    return tuple(
        tuple(several)
        for several in by_subject.values()
        if len({claim.value for claim in several}) > 1
    )


def _by_year(moments: list[Moment]) -> tuple[Year, ...]:
    """Oldest first; a year or a month stands before the days in it, what has no date at the end."""
    years: dict[int | None, list[Moment]] = {}
    ordered = sorted(
        moments, key=lambda one: (one.happened_on is None, one.happened_on or date.max)
    )
    for moment in ordered:
        day = moment.happened_on
        years.setdefault(day.year if day else None, []).append(moment)
    return tuple(Year(year, tuple(found)) for year, found in years.items())
