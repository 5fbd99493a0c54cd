from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, held, register

register(
    "actionplans.write_plan",
    held(Role.PARTICIPANT),
    _("Write and submit an action plan as a participant"),
)
register(
    "actionplans.read_plans",
    held(OFFICER, Role.EVALUATION_OFFICER),
    _("Read the action plans of everyone"),
)
