"""The words of an edition's life in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.core.errors import RuleBroken

STATE_TEXTS = {
    "demand": pgettext_lazy("edition", "Demand"),
    "screened": pgettext_lazy("edition", "Screened"),
    "joint_concept": pgettext_lazy("edition", "Joint concept"),
    "jsc_approved": pgettext_lazy("edition", "Approved by the joint steering committee"),
    "budgeted": pgettext_lazy("edition", "Budgeted"),
    "ci_published": pgettext_lazy("edition", "Course information published"),
    "call_open": pgettext_lazy("edition", "Call open"),
    "call_closed": pgettext_lazy("edition", "Call closed"),
    "selecting": pgettext_lazy("edition", "Selecting"),
    "selection_approved": pgettext_lazy("edition", "Selection approved"),
    "preparing": pgettext_lazy("edition", "Preparing"),
    "running": pgettext_lazy("edition", "Running"),
    "delivered": pgettext_lazy("edition", "Delivered"),
    "certifying": pgettext_lazy("edition", "Certifying"),
    "following_up": pgettext_lazy("edition", "Following up"),
    "evaluated": pgettext_lazy("edition", "Evaluated"),
    "reported": pgettext_lazy("edition", "Reported"),
    "closed": pgettext_lazy("edition", "Closed"),
    "suspended": pgettext_lazy("edition", "Suspended"),
    "postponed": pgettext_lazy("edition", "Postponed"),
    "cancelled": pgettext_lazy("edition", "Cancelled"),
}

GUARD_TEXTS = {
    "all_three_sides_take_part": _("A facilitating, a pivotal and a beneficiary side take part."),
    "contributions_are_entered": _("The contributions of the partners are entered."),
    "title_is_in_every_offered_language": _("The title is written in every language offered."),
    "call_has_seats": _("The call says how many seats there are."),
    "call_has_begun": _("The opening of the call has come."),
    "call_has_ended": _("The deadline of the call has passed."),
    "people_are_nominated": _("At least one person is nominated."),
    "selection_is_approved": _("The selection is approved by a person who did not propose it."),
    "timetable_is_made": _("Every session has a time and a room."),
    "first_day_has_come": _("The first day has come."),
    "last_day_has_come": _("The last day has come."),
    "attendance_is_recorded": _("Attendance is recorded for every session."),
    "certificates_are_issued": _("The certificates are issued."),
    "reports_are_valid": _("The reports pass their checks."),
}

KIND_TEXTS = {
    "course": _("Course"),
    "third-country-course": _("Third-country course"),
    "study-visit": _("Study visit"),
    "online-course": _("Online course"),
    "seminar": _("Seminar"),
    "secondment": _("Secondment"),
}

ROLE_TEXTS = {
    "administrator": _("Administrator"),
    "programme_officer": _("Programme officer"),
    "focal_point": _("Focal point"),
    "screener": _("Screener"),
    "approver": _("Approver"),
    "lecturer": _("Lecturer"),
    "interpreter": _("Interpreter"),
    "participant": _("Participant"),
    "evaluation_officer": _("Evaluation officer"),
    "reporting_officer": _("Reporting officer"),
}

PARTNER_ROLE_TEXTS = {
    "facilitating": _("Facilitating partner"),
    "pivotal": _("Pivotal partner"),
    "beneficiary": _("Beneficiary partner"),
    "host": _("Host"),
    "implementing": _("Implementing partner"),
    "supporting": _("Supporting partner"),
}

IATI_ROLE_TEXTS = {
    "funding": _("Funding"),
    "accountable": _("Accountable"),
    "extending": _("Extending"),
    "implementing": pgettext_lazy("IATI", "Implementing"),
}

RULE_TEXTS = {
    "no_such_step": _("This step is not possible from here."),
    "role_missing": _("Your role does not allow this step."),
    "reason_missing": _("Say why: this step needs a reason."),
    **GUARD_TEXTS,
}

NOT_YET = _("This must be true first: %(guard)s")


def sentence(broken: RuleBroken) -> str:
    """Why the step was refused, in the reader's language."""
    if broken.code in GUARD_TEXTS:
        return NOT_YET % {"guard": GUARD_TEXTS[broken.code]}
    return str(RULE_TEXTS[broken.code] % broken.params)
