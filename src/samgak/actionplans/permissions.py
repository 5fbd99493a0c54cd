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
register(
    "actionplans.read_plan",
    held(OFFICER, Role.EVALUATION_OFFICER, Role.LECTURER, Role.FOCAL_POINT, Role.PARTICIPANT),
    _(
        "Read and comment on action plans: a focal point those of its country, a participant those shared"
    ),
)
register(
    "actionplans.verify",
    held(Role.EVALUATION_OFFICER, Role.FOCAL_POINT),
    _("Verify that a plan was carried out, and record what it became"),
)
