from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import ADMINISTRATOR, OFFICER, held, register

register(
    "applications.see_applications",
    held(OFFICER, ADMINISTRATOR, Role.SCREENER, Role.APPROVER, Role.FOCAL_POINT),
    _("See the applications; a focal point those of the own country"),
)
register(
    "applications.handle_applications",
    held(OFFICER, Role.FOCAL_POINT),
    _("Renew the link of an application, send it back, endorse it or decline to"),
)
register("applications.invite", held(OFFICER), _("Invite the nominated people to apply"))
register(
    "applications.change_form",
    held(OFFICER),
    _("Change what is asked of applicants, and the official forms"),
)
register(
    "applications.print_forms",
    held(OFFICER, Role.FOCAL_POINT),
    _("Print official forms from the applications; a focal point those of the own country"),
)
