from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, Access, held, register
from samgak.timetable.models import Session

register(
    "attendance.record_attendance",
    held(OFFICER, Role.LECTURER),
    _("Record who was in a session: officers in all, lecturers in their own"),
)
register(
    "attendance.see_attendance",
    held(OFFICER, Role.LECTURER, Role.EVALUATION_OFFICER),
    _("See the attendance: officers of everyone, lecturers in their own sessions"),
)


def may_record(access: Access, session: Session) -> bool:
    """An officer in every session; a lecturer in those he or she teaches."""
    if OFFICER in access.roles:
        return True
    lecturer = session.lecturer
    return Role.LECTURER in access.roles and bool(lecturer and lecturer.user_id == access.user_id)


def may_see_everyone(access: Access) -> bool:
    """Whoever is more on the edition than a lecturer."""
    return bool(access.roles & {OFFICER, str(Role.EVALUATION_OFFICER)})
