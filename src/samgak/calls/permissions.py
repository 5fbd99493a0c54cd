from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import (
    EVERY_OFFICER,
    OFFICER,
    has_any_role,
    held,
    is_public,
    register,
)

register("calls.read", is_public | has_any_role, _("Read the published course information"))
register(
    "calls.see_versions",
    held(*EVERY_OFFICER),
    _("See the drafts and the earlier versions of the course information"),
)
register("calls.write", held(OFFICER), _("Write and publish the course information"))
register(
    "calls.declare_ready",
    held(Role.FOCAL_POINT),
    _("Say that the documents of the course information are at hand"),
)
register("calls.see_deadlines", held(*EVERY_OFFICER), _("See the deadline and the exceptions"))
register(
    "calls.change_deadlines",
    held(OFFICER),
    _("Extend the deadline and allow late nominations"),
)
