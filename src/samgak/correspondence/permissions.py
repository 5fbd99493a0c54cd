from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import held, register

register(
    "correspondence.see_outbox",
    held(Role.PROGRAMME_OFFICER, Role.ADMINISTRATOR),
    _("See the letters of the edition"),
)
register(
    "correspondence.send_letters",
    held(Role.PROGRAMME_OFFICER),
    _("Change, send and discard letters"),
)
