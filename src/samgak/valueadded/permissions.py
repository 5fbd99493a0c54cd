from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import EVERY_OFFICER, OFFICER, held, register

register(
    "valueadded.answer",
    held(OFFICER, Role.ADMINISTRATOR, Role.FOCAL_POINT),
    _("Say for the own organisation or country what the triangular co-operation added"),
)
register(
    "valueadded.see",
    held(*EVERY_OFFICER, Role.FOCAL_POINT),
    _("See what the sides say of the value added"),
)
