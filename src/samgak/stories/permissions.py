from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import Access, held, register

register(
    "stories.write_story",
    held(Role.PROGRAMME_OFFICER),
    _("Write the public story of the edition, and approve it for one's own organisation"),
)


def agencies_of(access: Access) -> frozenset[int]:
    """The organisations for which the person may approve: as their programme officer."""
    own = (one.organisation_id for one in access.held if one.role == Role.PROGRAMME_OFFICER)
    return frozenset(one for one in own if one is not None)
