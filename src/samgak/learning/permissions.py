from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, Access, has_any_role, held, register

WRITERS = frozenset({OFFICER, str(Role.LECTURER)})

register("learning.read_lessons", has_any_role, _("Read the lessons and take them along"))
register("learning.mark_reading", held(Role.PARTICIPANT), _("Mark lessons as read"))
register(
    "learning.write_lessons",
    held(*WRITERS),
    _("Write lessons and choose the sessions that use them"),
)
register(
    "learning.see_reading",
    held(OFFICER, Role.LECTURER, Role.EVALUATION_OFFICER),
    _("See how many participants have read each lesson"),
)
register("learning.compare_countries", has_any_role, _("Compare the country reports"))
register(
    "learning.write_report",
    held(Role.PARTICIPANT, Role.FOCAL_POINT),
    _("Write the report of the own country and hand it in"),
)
register(
    "learning.set_terms",
    held(OFFICER),
    _("Set the deadline of the country reports, give one back, and load the indicators"),
)


def writes_for(access: Access, *, country: str, seat_country: str) -> bool:
    """A focal point writes for the own countries, a participant for the own one."""
    return country in access.countries or country == seat_country
