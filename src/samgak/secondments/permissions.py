from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, held, register

READ_EVERYTHING = (OFFICER, Role.EVALUATION_OFFICER, Role.LECTURER)

register(
    "secondments.see",
    held(*READ_EVERYTHING, Role.PARTICIPANT),
    _("Follow a secondment; a seconded person only the own one"),
)
register(
    "secondments.write",
    held(Role.PARTICIPANT),
    _("Write the log, the outputs and the final report of the own secondment"),
)
register("secondments.remark", held(Role.LECTURER), _("Comment as a mentor on the weekly log"))
register(
    "secondments.assess",
    held(Role.PARTICIPANT, Role.LECTURER),
    _("Assess the objectives of a secondment: oneself, or as a mentor"),
)
