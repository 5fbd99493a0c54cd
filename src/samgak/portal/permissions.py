from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import held, register

register("portal.see_own_page", held(Role.PARTICIPANT), _("See the own page as a participant"))
