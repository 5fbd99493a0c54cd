from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import ADMINISTRATOR, OFFICER, held, register

SIDES_OF_THE_TABLE = (OFFICER, Role.APPROVER, Role.FOCAL_POINT)

register(
    "demand.see",
    held(*SIDES_OF_THE_TABLE, ADMINISTRATOR, Role.SCREENER, Role.EVALUATION_OFFICER),
    _("See concept papers, the joint concept and what the committee decided"),
)
register(
    "demand.write_paper",
    held(OFFICER, Role.FOCAL_POINT),
    _("Write, send and withdraw concept papers; a focal point those of the own country"),
)
register(
    "demand.screen_paper",
    held(OFFICER),
    _("Accept, decline or return concept papers, with reasons"),
)
register(
    "demand.write_concept",
    held(*SIDES_OF_THE_TABLE),
    _("Write the joint concept and agree to it for the own side"),
)
register(
    "demand.lead_committee",
    held(OFFICER),
    _("Seat the members of the steering committee, lay questions before it, record decisions"),
)
register(
    "demand.answer",
    held(*SIDES_OF_THE_TABLE, ADMINISTRATOR, Role.SCREENER, Role.EVALUATION_OFFICER),
    _("Answer the committee's questions as a member"),
)
