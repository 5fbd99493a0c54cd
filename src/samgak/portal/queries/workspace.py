"""What waits for a person, over all editions, in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from samgak.attendance.models import AttendanceRecord
from samgak.certificates.models import Certificate
from samgak.core.regions import REGION_OF
from samgak.correspondence.models import Letter
from samgak.funding.models import Contribution
from samgak.nominations.models import Nomination, Selection, WorkbookImport, WorkbookRow
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.partners.models import OrganisationRole, Role
from samgak.portal.rules.duties import PHASES, Situation, Task, phase_of, tasks
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition, EditionRole, PartnerRole, QuotaLine
from samgak.programmes.permissions import HOUSE_ROLES
from samgak.programmes.rules import State
from samgak.reporting.models import ReportingSnapshot
from samgak.timetable.models import Session

MOST_EDITIONS = 20
RECEIVING = (State.CALL_OPEN, State.CALL_CLOSED, State.SELECTING)
OVER = (State.CLOSED.value, State.CANCELLED.value)


@dataclass(frozen=True)
class Phase:
    """A phase of an edition's life as a stepper shows it."""

    code: str
    stand: str  # done, current, future


@dataclass(frozen=True)
class Deadline:
    code: str
    at: datetime | None  # a moment, shown with its place
    on: date  # at the venue
    days: int


@dataclass(frozen=True)
class Quota:
    """A quota line and how many of the counted people it has."""

    line: QuotaLine
    count: int


@dataclass(frozen=True)
class Arrival:
    """How many people a country has nominated so far."""

    country: str
    count: int


@dataclass(frozen=True)
class Desk:
    """An edition on somebody's workspace; while there is no cohort, `arrivals` stand for the quotas."""

    edition: Edition
    roles: tuple[str, ...]
    countries: frozenset[str]
    situation: Situation
    tasks: tuple[Task, ...]
    phases: tuple[Phase, ...]
    deadlines: tuple[Deadline, ...]
    quotas: tuple[Quota, ...]
    arrivals: tuple[Arrival, ...]
    completeness_percent: int | None  # of all texts in all languages; for officers
    is_staffed: bool  # by somebody who sees counts and the dates of the call


@dataclass
class Post:
    """What somebody is on an edition."""

    roles: dict[str, None]
    countries: set[str]


def posts_of(user, *, on: date) -> dict[int, Post]:
    """What the person is on which edition that day, through its own roles and the partners'."""
    posts: dict[int, Post] = defaultdict(lambda: Post({}, set()))
    for held in EditionRole.objects.filter(user=user).on(on):
        posts[held.edition_id].roles[held.role] = None
        posts[held.edition_id].countries |= {held.country} - {""}
    house = OrganisationRole.objects.filter(user=user, role__in=HOUSE_ROLES).on(on)
    roles_at = defaultdict(list)
    for held in house:
        roles_at[held.organisation_id].append(held.role)
    partners = PartnerRole.objects.filter(organisation__in=list(roles_at)).order_by("edition")
    for edition_id, organisation_id in partners.values_list("edition", "organisation").distinct():
        posts[edition_id].roles |= dict.fromkeys(roles_at[organisation_id])
    return dict(posts)


def wearing(posts: Mapping[int, Post], *, hat: str) -> dict[int, Post]:
    """The posts of one role alone; all of them without a hat."""
    if not hat:
        return dict(posts)
    return {
        edition_id: Post({hat: None}, post.countries)
        for edition_id, post in posts.items()
        if hat in post.roles
    }


def desks(posts: Mapping[int, Post], *, at: datetime) -> tuple[Desk, ...]:
    """The editions of these posts that are not over, with all that waits there, soonest first."""
    editions = list(
        Edition.objects.filter(pk__in=list(posts))
        .exclude(state__in=OVER)
        .select_related("call")
        .order_by("-starts_on", "code")[:MOST_EDITIONS]
    )
    counts = _Counts([edition.pk for edition in editions], at=at)
    quotas = _quotas(editions)
    return tuple(
        _desk(edition, posts[edition.pk], counts, quotas[edition.pk], at=at) for edition in editions
    )


def _desk(edition: Edition, post: Post, counts: "_Counts", quotas, *, at: datetime) -> Desk:
    today = at.astimezone(edition.zone).date()
    countries = frozenset(post.countries)
    situation = counts.situation(edition, today=today, own_countries=countries)
    is_staffed = bool({*post.roles} & {*HOUSE_ROLES, Role.FOCAL_POINT})
    deadlines = _deadlines(edition, today=today, at=at)
    return Desk(
        edition=edition,
        roles=tuple(post.roles),
        countries=countries,
        situation=situation,
        tasks=tasks(situation, roles=post.roles),
        phases=phases(edition.state_before or edition.state),
        deadlines=tuple(one for one in deadlines if is_staffed or one.at is None),
        quotas=counts.quotas[edition.pk] if situation.participants else (),
        arrivals=_arrivals(counts, edition) if set(post.roles) & set(HOUSE_ROLES) else (),
        completeness_percent=_percent(edition, counts.titles[edition.pk])
        if Role.PROGRAMME_OFFICER in post.roles
        else None,
        is_staffed=is_staffed,
    )


def _arrivals(counts: "_Counts", edition: Edition) -> tuple[Arrival, ...]:
    if edition.state not in RECEIVING:
        return ()
    nominated = counts.nominated[edition.pk]
    return tuple(Arrival(country, nominated[country]) for country in counts.sending[edition.pk])


def _percent(edition: Edition, titles: list) -> int:
    written = programmes.completeness(edition, [("session", title) for title in titles])
    by_language = written.percent_by_language.values()
    return sum(by_language) // len(by_language)


def phases(state: str) -> tuple[Phase, ...]:
    """The phases with what is behind, where the edition stands and what is to come."""
    here = phase_of(state)
    stands, stand = [], "done" if here else "future"
    for code in PHASES:
        if code == here:
            stands.append(Phase(code, "current"))
            stand = "future"
        else:
            stands.append(Phase(code, stand))
    return tuple(stands)


def _deadlines(edition: Edition, *, today: date, at: datetime) -> tuple[Deadline, ...]:
    call = getattr(edition, "call", None)  # an edition without a call has no such attribute
    moments = [("call_opens", call.opens_at), ("call_closes", call.closes_at)] if call else []
    found = [
        Deadline(code, moment, here, (here - today).days)
        for code, moment in moments
        if moment and moment > at
        for here in [moment.astimezone(edition.zone).date()]
    ]
    found += [
        Deadline(code, None, day, (day - today).days)
        for code, day in (("starts", edition.starts_on), ("ends", edition.ends_on))
        if day >= today
    ]
    return tuple(sorted(found, key=lambda one: one.on))


class _Counts:
    """Every count of several editions, each asked once for all of them."""

    def __init__(self, editions: list[int], *, at: datetime):
        self.editions = editions
        self.nominated = _by_edition_and_country(editions)
        self.sending = _sending_countries(editions)
        self.rows = self._count(
            WorkbookRow.objects.filter(
                workbook__state=WorkbookImport.State.IMPORTED,
                outcome=WorkbookRow.Outcome.REPORTED,
                mended_at=None,
            ),
            "workbook__edition",
        )
        self.selections = dict(
            Selection.objects.filter(edition__in=editions)
            .order_by("proposed_at", "pk")
            .values_list("edition", "state")
        )
        self.sessions = _sessions(editions, at=at)
        self.participants = self._count(Participant.objects.filter(state__in=PRESENT))
        self.certificates = self._count(Certificate.objects.filter(state=Certificate.State.ISSUED))
        self.letters = _letters(editions)
        self.contributions = self._count(Contribution.objects.all())
        self.quotas = _quotas(editions)
        self.titles = _titles(editions)
        self.problems = self._count(ReportingSnapshot.objects.exclude(problems=[]))

    def _count(self, rows, edition: str = "edition") -> dict[int, int]:
        found = rows.filter(**{f"{edition}__in": self.editions}).order_by()
        return dict(found.values_list(edition).annotate(Count("pk")))

    def situation(
        self, edition: Edition, *, today: date, own_countries: frozenset[str]
    ) -> Situation:
        """What is known of one of them."""
        key = edition.pk
        call = getattr(edition, "call", None)
        closes_at = call.closes_at if call else None
        nominated = self.nominated[key]
        held, without_time, without_sheet = self.sessions.get(key, (0, 0, 0))
        return Situation(
            state=edition.state,
            today=today,
            starts_on=edition.starts_on,
            ends_on=edition.ends_on,
            call_closes_on=closes_at.astimezone(edition.zone).date() if closes_at else None,
            seats=call.seats if call else 0,
            nominated=sum(nominated.values()),
            countries_without_nominees=tuple(
                country for country in self.sending[key] if not nominated[country]
            ),
            rows_to_mend=self.rows.get(key, 0),
            selection=self.selections.get(key, ""),
            sessions=held,
            sessions_without_time=without_time,
            sessions_without_attendance=without_sheet,
            participants=self.participants.get(key, 0),
            certificates=self.certificates.get(key, 0),
            letters_drafted=self.letters[key][Letter.State.DRAFT],
            letters_failed=self.letters[key][Letter.State.FAILED],
            contributions=self.contributions.get(key, 0),
            reports_with_problems=self.problems.get(key, 0),
            own_countries=own_countries,
        )


def _by_edition_and_country(editions: list[int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Nomination.objects.filter(edition__in=editions).standing().order_by()
    for edition_id, country, count in rows.values_list("edition", "country").annotate(Count("pk")):
        found[edition_id][country] = count
    return found


def _sending_countries(editions: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    roles = PartnerRole.objects.filter(
        edition__in=editions, role=PartnerRole.Name.BENEFICIARY
    ).select_related("organisation")
    for role in roles:
        country = role.country or role.organisation.country
        if country not in found[role.edition_id]:
            found[role.edition_id].append(country)
    return found


def _sessions(editions: list[int], *, at: datetime) -> dict[int, tuple[int, int, int]]:
    """Of each edition: its sessions, those without a time, those that ended without a sheet."""
    marked = Exists(AttendanceRecord.objects.filter(session=OuterRef("pk")))
    rows = (
        Session.objects.filter(edition__in=editions, is_cancelled=False)
        .order_by()
        .values_list("edition")
        .annotate(
            held=Count("pk"),
            without_time=Count("pk", filter=Q(starts_at=None)),
            without_sheet=Count("pk", filter=Q(ends_at__lte=at) & ~Q(marked)),
        )
    )
    return {edition_id: tuple(counts) for edition_id, *counts in rows}


def _letters(editions: list[int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Letter.objects.filter(edition__in=editions).order_by()
    for edition_id, state, count in rows.values_list("edition", "state").annotate(Count("pk")):
        found[edition_id][state] = count
    return found


def _titles(editions: list[int]) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    rows = Session.objects.filter(edition__in=editions, is_cancelled=False).order_by()
    for edition_id, title in rows.values_list("edition", "title"):
        found[edition_id].append(title)
    return found


def _quotas(editions: list[int]) -> dict[int, tuple[Quota, ...]]:
    """The quotas of country, sex and region of each edition, with the participants each counts."""
    people = _people(Participant.objects.filter(edition__in=editions, state__in=PRESENT))
    found: dict[int, list[Quota]] = defaultdict(list)
    lines = QuotaLine.objects.filter(
        call__edition__in=editions,
        each_organisation=False,
        level="",
        first_timer="",
        question="",
        weight__isnull=True,
    )
    for line in lines.select_related("call"):
        key = line.call.edition_id
        found[key].append(Quota(line, _counted(line, people[key])))
    return defaultdict(tuple, {key: tuple(quotas) for key, quotas in found.items()})


def _people(rows) -> dict[int, dict[tuple[str, str], int]]:
    found: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    groups = rows.order_by().values_list("edition", "person__country", "person__sex")
    for edition_id, country, sex, count in groups.annotate(Count("pk")):
        found[edition_id][country, sex] = count
    return found


def _counted(line: QuotaLine, people: Mapping[tuple[str, str], int]) -> int:
    return sum(
        count
        for (country, sex), count in people.items()
        if line.country in ("", country)
        and line.sex in ("", sex)
        and line.region in ("", REGION_OF.get(country))
    )
