"""The words of attendance in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.core.errors import RuleBroken

STATUS_TEXTS = {
    "present": pgettext_lazy("attendance", "Present"),
    "late": pgettext_lazy("attendance", "Late"),
    "excused": pgettext_lazy("attendance", "Excused"),
    "absent": pgettext_lazy("attendance", "Absent"),
}

RULE_TEXTS = {
    "attendance_is_closed": _(
        "Attendance is recorded from the first day until the certificates are issued."
    ),
    "session_is_cancelled": _("This session is cancelled; nobody can have been there."),
    "session_has_no_time": _("This session has no time yet; make the timetable first."),
    "session_has_not_begun": _("This session has not begun yet."),
    "not_a_participant_of_the_session": _(
        "This person is not among the participants of the session."
    ),
    "attendance_status_unknown": _("Choose one of the marks offered."),
    "late_minutes_missing": _("Say how many minutes the person was there."),
    "late_minutes_outside_the_session": _(
        "Somebody who came late was there for at least 1 minute and less than %(minutes)s minutes."
    ),
}


def sentence(broken: RuleBroken) -> str:
    """Why the marks were refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)
