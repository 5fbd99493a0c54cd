"""The words of the outbox in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.core.errors import RuleBroken

KIND_TEXTS = {
    "acceptance": _("Acceptance"),
    "regret": _("Regret"),
    "reserve": _("Reserve list"),
    "receipt": _("Receipt of nominations"),
    "invitation": _("Invitation"),
    "sign_in": _("Link to sign in"),
    "timetable": _("Change of the timetable"),
    "certificate": pgettext_lazy("letter", "Certificate"),
    "follow_up": pgettext_lazy("letter", "Question on a plan"),
    "supervisor": pgettext_lazy("letter", "To a supervisor"),
    "returned": _("Nomination to be corrected"),
    "hand_over": _("Hand-over of a desk"),
    "nominee": _("To somebody to be nominated"),
    "answer": pgettext_lazy("letter", "Reminder to answer"),
    "appeal": pgettext_lazy("letter", "Answer to an appeal"),
    "application": pgettext_lazy("letter", "To an applicant"),
    "deadline": pgettext_lazy("letter", "On the deadline"),
    "endorsement": pgettext_lazy("letter", "Endorsement of an application"),
    "course_info": pgettext_lazy("letter", "New version of the course information"),
    "committee": pgettext_lazy("letter", "Question of the committee"),
}

STATE_TEXTS = {
    "draft": pgettext_lazy("letter", "Draft"),
    "queued": pgettext_lazy("letter", "Waiting to be sent"),
    "sending": pgettext_lazy("letter", "Being sent"),
    "sent": pgettext_lazy("letter", "Sent"),
    "failed": pgettext_lazy("letter", "Not sent"),
    "discarded": pgettext_lazy("letter", "Discarded"),
}

FAULT_TEXTS = {
    "interrupted": _(
        "The line broke while the letter was being handed over, so it may or may not have arrived."
        " Ask the person before you send it again."
    ),
    "refused": _("The mail server refused the letter. Check the address."),
    "unreachable": _("The mail server did not take the letter in several attempts."),
}

RULE_TEXTS = {
    "letter_exists": _("This letter to %(name)s exists already."),
    "letter_has_gone_on": _(
        "The letter to %(name)s has gone on in the meantime. Look at it again."
    ),
    "address_missing": _("We have no e-mail address of %(name)s. Write it into the draft first."),
    "nothing_chosen": _("Choose at least one letter."),
    "report_names_no_letter": _(
        "This report names no letter of this edition. Paste all of it, with its headers."
    ),
    "report_is_no_failure": _("This report does not say that the letter could not be delivered."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused, in the reader's language."""
    return str(RULE_TEXTS[broken.code] % broken.params)
