"""Who looks after the organisations themselves: the administrators of the one that runs the site."""

from samgak.partners.models import OrganisationRole, Role


def looks_after_site(user, *, on) -> bool:
    """Whether somebody is, that day, an administrator of the organisation that operates the site."""
    if not user.is_authenticated:
        return False
    roles = OrganisationRole.objects.filter(
        user=user, role=Role.ADMINISTRATOR, organisation__operates_site=True
    )
    return roles.on(on).exists()
