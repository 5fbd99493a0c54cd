"""The words of the portal: tasks, phases, deadlines, where a participant stands."""

from django.utils.translation import gettext, ngettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

PHASE_TEXTS = {
    "prepare": _("Preparation"),
    "call": _("Call"),
    "select": _("Selection"),
    "course": _("Course"),
    "certify": _("Certificates"),
    "follow_up": _("Follow-up"),
    "report": _("Report"),
}
TASK_TEXTS = {
    "prepare_edition": _("Take the next step of the preparation"),
    "approve_concept": _("Decide on the joint concept"),
    "enter_contributions": _("Enter who contributes what"),
    "nominate": _("Nominate the officials of your country"),
    "remind_countries": ngettext_lazy(
        "Remind %(count)s country that has not nominated yet",
        "Remind %(count)s countries that have not nominated yet",
        "count",
    ),
    "mend_rows": ngettext_lazy(
        "Look at %(count)s row of a workbook that could not be imported",
        "Look at %(count)s rows of workbooks that could not be imported",
        "count",
    ),
    "begin_selecting": _("Begin the selection: the call is closed"),
    "propose_cohort": _("Propose a cohort"),
    "approve_proposal": _("Decide on the proposed cohort"),
    "begin_preparing": _("Begin the preparation of the course: the selection is approved"),
    "send_letters": ngettext_lazy(
        "Look at %(count)s drafted letter and send it",
        "Look at %(count)s drafted letters and send them",
        "count",
    ),
    "look_at_failed_letters": ngettext_lazy(
        "%(count)s letter could not be sent",
        "%(count)s letters could not be sent",
        "count",
    ),
    "make_timetable": ngettext_lazy(
        "Make the timetable: %(count)s session has no time yet",
        "Make the timetable: %(count)s sessions have no time yet",
        "count",
    ),
    "open_course": _("Begin the course: the first day has come"),
    "record_attendance": ngettext_lazy(
        "Record the attendance of %(count)s session",
        "Record the attendance of %(count)s sessions",
        "count",
    ),
    "end_course": _("Say that the course has been held: the last day has come"),
    "begin_certifying": _("Begin to certify: the attendance is recorded"),
    "issue_certificates": ngettext_lazy(
        "Issue certificates: %(count)s participant has none yet",
        "Issue certificates: %(count)s participants have none yet",
        "count",
    ),
    "begin_follow_up": _("Begin the follow-up: certificates are issued"),
    "evaluate": _("Evaluate: the results of the tests are in"),
    "report": _("Report what your organisation spent"),
    "mend_reports": ngettext_lazy(
        "Mend %(count)s report with problems",
        "Mend %(count)s reports with problems",
        "count",
    ),
    "close_edition": _("Close the edition: everything is reported"),
}
DEADLINE_TEXTS = {
    "call_opens": _("The call opens"),
    "call_closes": _("The call closes"),
    "starts": _("First day"),
    "ends": _("Last day"),
}


def task_title(code: str, *, count: int) -> str:
    """What waits, in the reader's language."""
    words = TASK_TEXTS[code]
    return words % {"count": count}


def days_away(days: int) -> str:
    """How far off a day is."""
    if days == 0:
        return gettext("today")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


STEP_TEXTS = {
    "nominated": pgettext_lazy("step of a participant", "Nomination"),
    "selected": pgettext_lazy("step of a participant", "Selection"),
    "documents": pgettext_lazy("step of a participant", "Documents"),
    "travel": pgettext_lazy("step of a participant", "Travel"),
    "attending": pgettext_lazy("step of a participant", "Course"),
    "certificate": pgettext_lazy("step of a participant", "Certificate"),
}
STANDING_TEXTS = {
    "": _("Your country has nominated you. The cohort is not chosen yet; a letter will tell you."),
    "reserve": _("You are on the reserve list: should a seat become free, we will write to you."),
    "not_selected": _(
        "You were not selected for this edition. The letter to you gives the reason."
    ),
    "selected": _("You are selected. Please accept your seat, or give it to somebody else."),
    "accepted": _("Your seat is yours. Now your documents are checked."),
    "documents_ok": _("Your documents are complete. Now your travel is arranged."),
    "travel_ok": _("Your travel is arranged. We look forward to seeing you."),
    "arrived": _("You have arrived. Welcome."),
    "attending": _("The course is running."),
    "completed": _("You have completed the course."),
    "partial": _("You took part; something is still missing for the certificate."),
    "declined": _("You declined the seat."),
    "withdrawn": _("You no longer take part in this edition."),
    "dismissed": _("Your participation was ended."),
}
OWED_TEXTS = {
    "accept_seat": _("Accept your seat, or decline it"),
    "confirm_name": _("Confirm the spelling of your name for the certificate"),
    "passport": _("Give the data of your passport"),
    "travel": _("Give the data of your travel"),
    "diet": _("Say what you eat"),
    "emergency": _("Say whom to call in an emergency"),
    "medical": _("Give the verdict of your medical examination"),
    "country_report": _("Write the report of your country together and hand it in"),
    "pre_test": _("Take the pre-test"),
    "missing_weeks": _("Write the entries that are missing in your weekly log"),
    "this_week": _("Write this week's entry of your weekly log"),
    "post_test": _("Take the post-test"),
    "survey": _("Answer the survey of the course"),
    "final_report": _("Write and submit the final report of your secondment"),
    "action_plan": _("Write and submit your action plan"),
}
