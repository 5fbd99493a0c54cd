"""What an edition is and where it stands, asked in one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from samgak.core import texts
from samgak.core.prepared import Given, Prepared
from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes import rules, rules_kinds
from samgak.programmes.models import (
    Call,
    Claim,
    Edition,
    EditionRole,
    EditionStep,
    PartnerRole,
    QuotaLine,
)
from samgak.programmes.permissions import HOUSE_ROLES

SIDES = frozenset({"facilitating", "pivotal", "beneficiary"})


def own_facts(edition: Edition, *, at: datetime) -> dict[str, bool]:
    """The facts of the life cycle that the edition itself can answer at this moment."""
    call = Call.objects.filter(edition=edition).first()
    roles = set(PartnerRole.objects.filter(edition=edition).values_list("role", flat=True))
    here = at.astimezone(edition.zone).date()
    written = texts.versions(edition.title, working=edition.working_language)
    facts = {
        "all_three_sides_take_part": roles >= SIDES,
        "title_is_in_every_offered_language": set(edition.offered_languages) <= set(written),
        "call_has_seats": bool(call and call.seats),
        "call_has_begun": bool(call and (call.opens_at is None or call.opens_at <= at)),
        "call_has_ended": bool(call and call.closes_at is not None and call.closes_at < at),
        "first_day_has_come": edition.starts_on <= here,
        "last_day_has_come": edition.ends_on <= here,
    }
    waived = rules_kinds.waived_guards(edition.kind) & facts.keys()
    return facts | dict.fromkeys(waived, True)


def beneficiary_countries(edition: Edition) -> list[str]:
    """The countries that send participants, in the order of the edition's partners."""
    found = _beneficiaries(edition=edition.pk)
    return list(dict.fromkeys(own or of_organisation for own, of_organisation in found))


@Prepared
def _beneficiaries() -> QuerySet:
    """Country and country of the organisation of each partner of an edition that sends participants."""
    roles = PartnerRole.objects.filter(edition=Given("edition"), role=PartnerRole.Name.BENEFICIARY)
    return roles.values_list("country", "organisation__country")


def every_focal_point(edition: Edition, *, on):
    """Who may nominate for a country that day."""
    found = EditionRole.objects.filter(edition=edition, role=Role.FOCAL_POINT).on(on)
    return found.select_related("user")


def focal_points(edition: Edition, *, country: str, on):
    """Who may nominate for the country that day."""
    return every_focal_point(edition, on=on).filter(country=country)


@dataclass(frozen=True)
class Side:
    """One partner of an edition with all its roles."""

    organisation: Organisation | None
    country: str
    roles: tuple[PartnerRole, ...]

    @property
    def has_dual_role(self) -> bool:
        return len(self.roles) > 1


@dataclass(frozen=True)
class FocalPoint:
    """Who puts a country's officials forward: the organisation, where it is known; never the person."""

    country: str
    organisation: Organisation | None


@dataclass(frozen=True)
class CourseInformation:
    """What a reader needs in order to decide whether to nominate or apply."""

    edition: Edition
    call: Call | None
    quota_lines: tuple[QuotaLine, ...]
    sides: tuple[Side, ...]
    claims_by_subject: tuple[tuple[Claim, ...], ...]
    focal_points: tuple[FocalPoint, ...]
    deadline_in: timedelta | None

    @property
    def call_is_open(self) -> bool:
        return self.edition.state == "call_open"


def course_information(edition: Edition, *, at: datetime) -> CourseInformation:
    """The edition as the public page shows it, in a constant number of queries."""
    call = Call.objects.filter(edition=edition).select_related("edition")
    call = call.prefetch_related("quota_lines").first()
    left = call.closes_at - at if call and call.closes_at else None
    return CourseInformation(
        edition=edition,
        call=call,
        quota_lines=tuple(call.quota_lines.all()) if call else (),
        sides=_sides(edition),
        claims_by_subject=_claims_by_subject(edition),
        focal_points=_focal_points(edition, on=at.date()),
        deadline_in=left if left and left > timedelta(0) else None,
    )


def call_to_ask_in(edition: Edition) -> Call | None:
    """The call of the edition with what it asks of every nominee; None where there is no call yet."""
    return Call.objects.select_related("edition").filter(edition=edition).first()


def _sides(edition: Edition) -> tuple[Side, ...]:
    roles = PartnerRole.objects.filter(edition=edition).select_related("organisation")
    by_partner: dict[tuple, list[PartnerRole]] = {}
    for role in roles:
        by_partner.setdefault((role.organisation_id, role.country), []).append(role)
    return tuple(
        Side(organisation=held[0].organisation, country=held[0].country, roles=tuple(held))
        for held in by_partner.values()
    )


def _focal_points(edition: Edition, *, on: date) -> tuple[FocalPoint, ...]:
    held = EditionRole.objects.filter(edition=edition, role=Role.FOCAL_POINT).on(on)
    found = {
        (one.country, one.organisation_id): FocalPoint(one.country, one.organisation)
        for one in held.select_related("organisation").order_by("country", "pk")
    }
    return tuple(found.values())


def _claims_by_subject(edition: Edition) -> tuple[tuple[Claim, ...], ...]:
    by_subject: dict[tuple, list[Claim]] = {}
    for claim in Claim.objects.filter(edition=edition).select_related("organisation"):
        by_subject.setdefault((claim.about, claim.organisation_id), []).append(claim)
    return tuple(tuple(claims) for claims in by_subject.values())


@dataclass(frozen=True)
class Completeness:
    """How far the texts of an edition are written in each language."""

    percent_by_language: dict[str, int]
    # (what the text is, its own words, the languages it lacks)
    gaps: tuple[tuple[str, str, tuple[str, ...]], ...]


def completeness(edition: Edition, texts_: Iterable[tuple[str, object]]) -> Completeness:
    """Count the languages of all texts: the edition's own and those that higher apps hand in."""
    own = [("title", edition.title), *(("objective", text) for text in edition.objectives)]
    own += [("venue", edition.venue_name), ("city", edition.venue_city)]
    counted = [(kind, text) for kind, text in (*own, *texts_) if text]
    lacking = [
        (kind, text, tuple(texts.missing_languages(text, working=edition.working_language)))
        for kind, text in counted
    ]
    total = len(counted) or 1
    return Completeness(
        percent_by_language={
            language: 100 * sum(language not in gone for _, _, gone in lacking) // total
            for language in texts.LANGUAGES
        },
        gaps=tuple(
            (kind, texts.shown(text, reader="en", working=edition.working_language).text, gone)
            for kind, text, gone in lacking
            if gone
        ),
    )


@dataclass(frozen=True)
class LifeStep:
    """A step of the life cycle as the stepper shows it."""

    state: str
    stand: str  # done, current, stopped, future
    taken: EditionStep | None


def life(edition: Edition) -> tuple[LifeStep, ...]:
    """The whole way of the edition: what is behind, where it stands or stopped, what is to come."""
    steps = list(edition.steps.select_related("taken_by"))
    taken = {step.to_state: step for step in steps}
    here = rules.LIFE.index(_place_of(edition, steps))
    stand = "stopped" if edition.state in rules.ASIDE else "current"
    return tuple(
        LifeStep(
            state=state.value,
            stand="done" if index < here else stand if index == here else "future",
            taken=taken.get(state.value),
        )
        for index, state in enumerate(rules.LIFE)
    )


def _place_of(edition: Edition, steps: list[EditionStep]) -> rules.State:
    """Where on its way the edition stands, or stood before it was laid aside."""
    stood = [edition.state, edition.state_before]
    for step in reversed(steps):
        stood += [step.to_state, step.from_state]
    return next((rules.State(one) for one in stood if one in set(rules.LIFE)), rules.State.DEMAND)


@dataclass(frozen=True)
class NextStep:
    """A step that the table allows from here, and what still forbids it."""

    target: str
    roles: frozenset[str]
    guards: tuple[tuple[str, bool], ...]
    needs_reason: bool
    is_mine: bool

    @property
    def is_free(self) -> bool:
        return self.is_mine and all(met for _, met in self.guards)


def next_steps(
    edition: Edition, *, roles: frozenset[str], facts: Mapping[str, bool]
) -> tuple[NextStep, ...]:
    """Every step from here, with the guards that hold and those that don't."""
    before = rules.State(edition.state_before) if edition.state_before else None
    return tuple(
        NextStep(
            target=step.target.value,
            roles=step.roles,
            guards=tuple((guard, bool(facts.get(guard))) for guard in step.guards),
            needs_reason=step.needs_reason,
            is_mine=bool(step.roles & roles),
        )
        for step in rules.steps_from(rules.State(edition.state), state_before=before)
    )


def editions_for(user, *, on):
    """The editions somebody may see in lists: the public ones, and those on which they hold a role."""
    public = Q(state__in=rules.PUBLIC)
    if not user.is_authenticated:
        return Edition.objects.filter(public)
    own = EditionRole.objects.filter(user=user).on(on).values("edition")
    house = OrganisationRole.objects.filter(user=user, role__in=HOUSE_ROLES).on(on)
    organisations = house.values("organisation")
    partner = PartnerRole.objects.filter(organisation__in=organisations).values("edition")
    return Edition.objects.filter(public | Q(pk__in=own) | Q(pk__in=partner))


def may_create_edition(user, *, on: date) -> bool:
    """Whether somebody may begin editions that day: programme officers, of a house or of an edition."""
    if not user.is_authenticated:
        return False
    officers = {"user": user, "role": Role.PROGRAMME_OFFICER}
    return (
        OrganisationRole.objects.filter(**officers).on(on).exists()
        or EditionRole.objects.filter(**officers).on(on).exists()
    )
