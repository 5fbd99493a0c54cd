"""The words of completion and certificates in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.actionplans.phrases import RULE_TEXTS as PLAN_TEXTS
from samgak.certificates import rules
from samgak.certificates.queries import Completion, requirement_of
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition

STATE_TEXTS = {
    "issued": pgettext_lazy("certificate", "Issued"),
    "ready": pgettext_lazy("certificate", "Ready to be issued"),
    "waiting_for_name": pgettext_lazy("certificate", "Waits for the name to be confirmed"),
    "incomplete": pgettext_lazy("certificate", "Conditions not met"),
    "revoked": pgettext_lazy("certificate", "Revoked"),
    "replaced": pgettext_lazy("certificate", "Replaced"),
}

NAME_TEXTS = {
    "passport_name_missing": _("Write the name as it stands in the passport, in Latin letters."),
    "passport_name_not_latin": _("The name of the passport is written in Latin letters only."),
    "native_name_has_control_characters": _(
        "The name holds a character that can't be printed; type it again."
    ),
    "name_too_long": _("A name has at most 200 letters."),
}

RULE_TEXTS = {
    "edition_is_not_certifying": _(
        "Certificates are issued after the delivery: take the edition to the step Certifying first."
    ),
    "no_issuer": _(
        "Nobody issues the certificates: the edition needs a facilitating or pivotal organisation,"
        " or a host."
    ),
    "name_not_printable": _("The name %(name)s holds a letter that can't be printed."),
    "certificate_reason_missing": _("Say why; the reason is kept with the certificate."),
    "certificate_is_replaced": _("This certificate is replaced already; correct the new one."),
    "certificate_is_not_valid": _("This certificate is not valid any more."),
    "has_a_valid_certificate": _("This person has a valid certificate already."),
    "name_is_on_a_certificate": _(
        "The name stands on a certificate already; ask the officers to correct it."
    ),
    "spelling_is_the_same": _("The spelling is the same as before; nothing needs to be corrected."),
    **NAME_TEXTS,
    **PLAN_TEXTS,
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def completion_sentences(completion: Completion, edition: Edition) -> list[tuple[bool, str]]:
    """Each condition of the edition for this person: whether it is met, and a sentence."""
    required = requirement_of(edition)
    said = [_attendance(completion, edition)] if required.attendance_percent else []
    if required.post_test:
        is_met = completion.post_test_taken
        said.append(
            (
                is_met,
                gettext("The post-test is handed in.")
                if is_met
                else gettext("The post-test is not handed in."),
            )
        )
    if required.action_plan:
        is_met = completion.action_plan_submitted
        said.append(
            (
                is_met,
                gettext("The action plan is submitted.")
                if is_met
                else gettext("The action plan is not submitted."),
            )
        )
    return [*said, *_log(completion)] if required.log else said


def _log(completion: Completion) -> list[tuple[bool, str]]:
    is_logged = rules.WEEKS_NOT_LOGGED not in completion.reasons
    is_reported = rules.FINAL_REPORT_MISSING not in completion.reasons
    missing = completion.done.weeks_without_entry if completion.done else 0
    gap = ngettext("%(weeks)s week without an entry", "%(weeks)s weeks without an entry", missing)
    return [
        (is_logged, gettext("Every week has an entry.") if is_logged else gap % {"weeks": missing}),
        (
            is_reported,
            gettext("The final report is submitted.")
            if is_reported
            else gettext("The final report is not submitted."),
        ),
    ]


def _attendance(completion: Completion, edition: Edition) -> tuple[bool, str]:
    if rules.NO_SESSIONS_HELD in completion.reasons:
        return False, gettext("No session has a time yet.")
    attendance = completion.attendance
    text = ngettext(
        "Present for %(present)s of %(held)s minute (%(percent)s %%);"
        " %(required)s %% are required.",
        "Present for %(present)s of %(held)s minutes (%(percent)s %%);"
        " %(required)s %% are required.",
        attendance.minutes_held,
    )
    is_met = rules.ATTENDANCE_TOO_LOW not in completion.reasons
    percent = attendance.percent
    return is_met, text % {
        "present": attendance.minutes_present,
        "held": attendance.minutes_held,
        "percent": "–" if percent is None else _number(percent),
        "required": edition.attendance_percent_required,
    }


def _number(percent) -> str:
    return number_format(percent, decimal_pos=1)
