"""Who may do what on an edition: predicates over the dated roles a person holds there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, QuerySet, Value
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samgak.core import clock
from samgak.core.prepared import Given, GivenKeys, Prepared
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes.models import Edition, EditionRole, PartnerRole

# A role at an organisation counts on the editions in which that organisation takes part.
HOUSE_ROLES = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_OFFICER,
    Role.SCREENER,
    Role.APPROVER,
    Role.EVALUATION_OFFICER,
    Role.REPORTING_OFFICER,
)


@dataclass(frozen=True)
class Held:
    """One role somebody holds, and where it comes from: the edition itself or an organisation."""

    role: str
    country: str = ""
    organisation_id: int | None = None
    from_organisation: bool = False


@dataclass(frozen=True)
class Access:
    """What somebody is on an edition on a day: the value on which all predicates decide."""

    user_id: int | None
    edition: Edition | None
    held: tuple[Held, ...] = ()
    # The roles held that day on any edition and at any organisation: the hats of the person.
    anywhere: frozenset[str] = frozenset()
    roles: frozenset[str] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "roles", frozenset(one.role for one in self.held))

    @property
    def countries(self) -> frozenset[str]:
        """The countries for which the person is a focal point."""
        return frozenset(one.country for one in self.held if one.country)

    @property
    def sees_all_countries(self) -> bool:
        return bool(self.roles & {str(role) for role in HOUSE_ROLES})


def access_of(user, edition: Edition, *, on: date) -> Access:
    """What the user is on the edition that day, through the edition's own roles and the partners'."""
    if not user.is_authenticated:
        return Access(user_id=None, edition=edition)
    every = _roles_of(user=user.pk, day=on)
    own = [Held(*role) for *role, at in every if at == edition.pk]
    house = [
        Held(role, "", organisation, from_organisation=True)
        for role, _, organisation, at in every
        if at is None and role in HOUSE_ROLES
    ]
    partners = _partners_among(edition, [one.organisation_id for one in house])
    return Access(
        user_id=user.pk,
        edition=edition,
        held=(*own, *(one for one in house if one.organisation_id in partners)),
        anywhere=frozenset(role for role, *_ in every),
    )


@Prepared
def _roles_of() -> QuerySet:
    """Role, country, organisation and edition of all that a user is on a day; of a role at an
    organisation the edition is None."""
    user, day = Given("user"), Given("day")
    on_editions = EditionRole.objects.filter(user=user).on(day).order_by()
    at_houses = OrganisationRole.objects.filter(user=user).on(day).order_by()
    nowhere = Value(None, output_field=IntegerField())
    return on_editions.values_list("role", "country", "organisation", "edition").union(
        at_houses.values_list("role", Value(""), "organisation", nowhere), all=True
    )


def _partners_among(edition: Edition, organisations: list[int | None]) -> frozenset[int | None]:
    if not organisations:
        return frozenset()
    return frozenset(_partners(edition=edition.pk, organisations=organisations))


@Prepared
def _partners() -> QuerySet:
    """Those of the organisations that take part in an edition."""
    found = PartnerRole.objects.filter(
        edition=Given("edition"), organisation__in=GivenKeys("organisations")
    )
    return found.order_by().values_list("organisation", flat=True)


OFFICER, ADMINISTRATOR = str(Role.PROGRAMME_OFFICER), str(Role.ADMINISTRATOR)
OFFICERS_OF_REPORTS = (Role.EVALUATION_OFFICER, Role.REPORTING_OFFICER)


def held(*roles: str) -> rules.predicates.Predicate:
    """A predicate: does the access hold any of these roles? `.roles` names them for the page that explains."""
    wanted = frozenset(str(role) for role in roles)

    @rules.predicate(name=f"held:{'|'.join(sorted(wanted))}")
    def holds(access):
        return bool(access and wanted & access.roles)

    holds.roles = wanted
    return holds


@rules.predicate
def is_of_the_persons_country(access, country):
    """The access is not tied to countries, or the country is one of them."""
    return country is None or access.sees_all_countries or country in access.countries


PERMISSIONS: dict[str, object] = {}


def register(name: str, predicate: rules.predicates.Predicate, text: object) -> None:
    """Add a permission with the sentence by which the page that explains rights names it."""
    rules.add_perm(name, predicate)
    PERMISSIONS[name] = text


is_public = rules.predicate(lambda access: access.edition.is_public, name="is_public")
has_any_role = rules.predicate(lambda access: bool(access.roles), name="has_any_role")

is_signed_in = rules.predicate(lambda access: access.user_id is not None, name="is_signed_in")

register("programmes.see_edition", is_public | has_any_role, _("See the edition"))
register(
    "programmes.see_rights",
    is_signed_in & (is_public | has_any_role),
    _("See what one may see and do oneself, and why"),
)
EVERY_OFFICER = (OFFICER, ADMINISTRATOR, Role.SCREENER, Role.APPROVER, *OFFICERS_OF_REPORTS)
register("programmes.see_life", held(*EVERY_OFFICER), _("See the life of the edition"))
register(
    "programmes.move_edition",
    held(*EVERY_OFFICER),
    _("Take the edition a step further"),
)
register("programmes.change_edition", held(OFFICER), _("Change the edition"))
register("programmes.change_people", held(OFFICER, ADMINISTRATOR), _("Give and end roles"))
register(
    "programmes.see_audit",
    held(OFFICER, ADMINISTRATOR, Role.APPROVER, Role.EVALUATION_OFFICER),
    _("See who changed what, when and why"),
)


@Prepared
def _editions() -> QuerySet:
    """The edition of an address with its programme and, where it has one, its call."""
    return Edition.objects.select_related("programme", "call").filter(code=Given("code"))


def edition_page(permission: str) -> Callable:
    """View decorator: the edition of the address and what the asker may do there, or a refusal.

    The view gets `edition` in place of `code`, and `request.access`. Nobody learns from a refusal
    whether an edition exists that they may not see.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def checked(request: HttpRequest, code: str, **more):
            edition = _editions.first(code=code)
            if edition is None:
                raise Http404
            request.access = access_of(request.user, edition, on=clock.now(request).date())
            if not rules.has_perm(permission, request.access):
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                raise PermissionDenied
            with timezone.override(edition.zone):  # days are told as calendars show them there
                return view(request, edition, **more)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate
