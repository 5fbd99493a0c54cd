"""Who holds which role where, since when, and what it allows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import rules as permission_rules
from django.db.models import Q

from samgak.accounts.models import User
from samgak.core.texts import shown
from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes.models import Edition, EditionRole, PartnerRole
from samgak.programmes.permissions import HOUSE_ROLES, PERMISSIONS, Access, Held, access_of

HELD, COMING, ENDED = "held", "coming", "ended"
ANYWHERE = "XX"  # a country code that ISO 3166 leaves to its users


@dataclass(frozen=True)
class Post:
    """A role somebody holds, with its source and its days; `last_day` is the last on which it counts."""

    pk: int
    user: User
    role: str
    country: str
    organisation: Organisation | None
    is_of_house: bool
    held_from: date | None
    held_until: date | None
    stand: str
    edition: Edition | None = None

    @property
    def last_day(self) -> date | None:
        return self.held_until - timedelta(days=1) if self.held_until else None

    @property
    def held(self) -> Held:
        organisation_id = self.organisation.pk if self.organisation else None
        return Held(self.role, self.country, organisation_id, from_organisation=self.is_of_house)


def roles_on(edition: Edition, *, user, on: date) -> frozenset[str]:
    """The roles by which somebody acts on an edition that day."""
    return access_of(user, edition, on=on).roles


def roles_of_edition(
    edition: Edition, *, on: date, role: str = "", country: str = "", stand: str = ""
):
    """The roles given on the edition itself, those in force first."""
    found = EditionRole.objects.filter(edition=edition).select_related("user", "organisation")
    if role:
        found = found.filter(role=role)
    if country:
        found = found.filter(country=country)
    return _standing(found, stand, on).order_by("role", "country", "user__name", "pk")


def roles_of_organisation(organisation: Organisation, *, on: date, stand: str = ""):
    """The roles given at an organisation."""
    found = OrganisationRole.objects.filter(organisation=organisation).select_related("user")
    return _standing(found, stand, on).order_by("role", "user__name", "pk")


def _standing(found, stand: str, on: date):
    if stand == HELD:
        return found.on(on)
    if stand == COMING:
        return found.filter(held_from__gt=on).exclude(held_until__lte=on)
    if stand == ENDED:
        return found.filter(held_until__lte=on)
    return found


def house_roles(edition: Edition, *, on: date, user=None):
    """The roles at partner organisations that count on the edition that day."""
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    found = (
        OrganisationRole.objects.filter(
            organisation__in=partners.values("organisation"), role__in=HOUSE_ROLES
        )
        .on(on)
        .select_related("user", "organisation")
    )
    found = found.filter(user=user) if user else found
    return found.order_by("organisation__key", "role", "user__name")


def post(given: EditionRole | OrganisationRole, *, on: date) -> Post:
    """A role as pages show it."""
    is_of_house = isinstance(given, OrganisationRole)
    return Post(
        pk=given.pk,
        user=given.user,
        role=given.role,
        country="" if is_of_house else given.country,
        organisation=given.organisation,
        is_of_house=is_of_house,
        held_from=given.held_from,
        held_until=given.held_until,
        stand=_stand(given, on),
    )


def posts(rows: Iterable[EditionRole | OrganisationRole], *, on: date) -> tuple[Post, ...]:
    """Roles as pages show them."""
    return tuple(post(row, on=on) for row in rows)


def _stand(given, on: date) -> str:
    if given.held_until and given.held_until <= on:
        return ENDED
    return COMING if given.held_from and given.held_from > on else HELD


def posts_of(user: User, edition: Edition, *, on: date) -> tuple[Post, ...]:
    """Everything by which somebody acts on the edition that day: its own roles, then the partners'."""
    own = roles_of_edition(edition, on=on, stand=HELD).filter(user=user)
    return posts([*own, *house_roles(edition, on=on, user=user)], on=on)


@dataclass(frozen=True)
class Right:
    """Something one may or may not do on an edition, and why."""

    name: str
    text: str
    is_allowed: bool
    because: tuple[Post, ...]  # what grants it; empty where everybody may
    roles: tuple[str, ...]  # the roles that would grant it, where it is refused


def rights(held: tuple[Post, ...], edition: Edition, *, user_id: int) -> tuple[Right, ...]:
    """Every permission there is, whether these posts grant it, and which of them."""
    return tuple(
        _right(name, str(text), held, edition, user_id) for name, text in PERMISSIONS.items()
    )


def _right(name: str, text: str, held: tuple[Post, ...], edition: Edition, user_id: int) -> Right:
    def allows(*parts: Held) -> bool:
        access = Access(user_id=user_id, edition=edition, held=parts)
        return permission_rules.has_perm(name, access)

    is_allowed = allows(*(one.held for one in held))
    because = () if allows() else tuple(one for one in held if allows(one.held))
    granting = () if is_allowed else tuple(role for role in Role.values if allows(_anyone(role)))
    return Right(name, text, is_allowed, because, granting)


def _anyone(role: str) -> Held:
    return Held(role, ANYWHERE if role == Role.FOCAL_POINT else "")


def posts_everywhere(user: User, *, on: date) -> tuple[Post, ...]:
    """All the roles of a person, also those to come and those that have ended, the latest first."""
    own = EditionRole.objects.filter(user=user).select_related("user", "edition", "organisation")
    house = OrganisationRole.objects.filter(user=user).select_related("user", "organisation")
    found = [replace(post(row, on=on), edition=row.edition) for row in own]
    found += posts(house, on=on)
    return tuple(sorted(found, key=lambda one: (one.held_until or date.max, one.role)))[::-1]


def editions_through(posts_held: Iterable[Post]) -> dict[int, list[Edition]]:
    """For each organisation of these posts, the editions in which it takes part, in one query."""
    houses = {one.organisation.pk for one in posts_held if one.is_of_house and one.organisation}
    partners = PartnerRole.objects.filter(organisation__in=houses).select_related("edition")
    found: dict[int, dict[int, Edition]] = defaultdict(dict)
    for partner in partners.order_by("-edition__starts_on"):
        found[partner.organisation_id][partner.edition_id] = partner.edition
    return {key: list(editions.values()) for key, editions in found.items()}


def administers(user, organisation: Organisation, *, on: date) -> bool:
    """Whether somebody gives roles there: its administrators, and those who look after the site."""
    return organisations_of(user, on=on).filter(pk=organisation.pk).exists()


def organisations_of(user, *, on: date):
    """The organisations in which somebody gives roles; all of them for those who look after the site."""
    held = OrganisationRole.objects.filter(user=user, role=Role.ADMINISTRATOR).on(on)
    found = Organisation.objects.filter(pk__in=held.values("organisation"))
    if found.filter(operates_site=True).exists():
        return Organisation.objects.all()
    return found


def house_administration(
    user: User, organisation: Organisation, *, on: date
) -> OrganisationRole | None:
    """The role by which somebody is administrator there that day."""
    held = OrganisationRole.objects.filter(user=user, organisation=organisation)
    return held.filter(role=Role.ADMINISTRATOR).on(on).first()


def has_other_house_administrator(
    organisation: Organisation, *, besides: OrganisationRole, on: date
) -> bool:
    """Whether somebody else is administrator there, today and for good."""
    held = OrganisationRole.objects.filter(
        organisation=organisation, role=Role.ADMINISTRATOR, user__is_active=True, held_until=None
    )
    return held.on(on).exclude(pk=besides.pk).exists()


def has_other_administrator(edition: Edition, *, besides: EditionRole, on: date) -> bool:
    """Whether the edition has another administrator, its own or a partner's, today and for good."""
    own = EditionRole.objects.filter(
        edition=edition, role=Role.ADMINISTRATOR, user__is_active=True, held_until=None
    )
    if own.on(on).exclude(pk=besides.pk).exists():
        return True
    house = house_roles(edition, on=on)
    return house.filter(role=Role.ADMINISTRATOR, user__is_active=True, held_until=None).exists()


def organisations_on(edition: Edition):
    """The organisations on whose behalf somebody may act on the edition."""
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    return Organisation.objects.filter(
        Q(pk__in=partners.values("organisation")) | Q(pk__in=edition.organisations.values("pk"))
    ).order_by("key")


def name_of(organisation: Organisation, *, language: str) -> str:
    """The organisation's name in the reader's language."""
    return shown(organisation.name, reader=language, working="en").text


def people_of(edition: Edition, *, on: date):
    """Everybody who holds or held a role on the edition, or holds one at a partner, by name."""
    own = EditionRole.objects.filter(edition=edition).values("user")
    house = house_roles(edition, on=on).order_by().values("user")
    return User.objects.filter(Q(pk__in=own) | Q(pk__in=house)).order_by("name", "email")
