from django.utils.translation import gettext_lazy as _

from samgak.programmes.permissions import (
    EVERY_OFFICER,
    OFFICER,
    has_any_role,
    held,
    is_public,
    register,
)

register("timetable.see_agenda", is_public | has_any_role, _("See the agenda"))
register(
    "timetable.see_timetable",
    held(*EVERY_OFFICER),
    _("See the timetable with its interpreters and what clashes"),
)
register(
    "timetable.change_timetable",
    held(OFFICER),
    _("Make the timetable; move, cancel and reinstate sessions"),
)
