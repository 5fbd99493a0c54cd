"""The roles a person holds; the one that is worn chooses what the workspace shows, not what one may."""

from collections.abc import Collection
from datetime import date

from samgak.partners.models import OrganisationRole, Role
from samgak.programmes.models import EditionRole


def roles_of(user, *, on: date) -> tuple[str, ...]:
    """Every role the person holds that day, anywhere, in one query."""
    at_houses = OrganisationRole.objects.filter(user=user).on(on).order_by().values_list("role")
    on_editions = EditionRole.objects.filter(user=user).on(on).order_by().values_list("role")
    return in_order({role for (role,) in at_houses.union(on_editions)})


def in_order(held: Collection[str]) -> tuple[str, ...]:
    """These roles in the order of the table of roles."""
    return tuple(role for role in Role.values if role in held)
