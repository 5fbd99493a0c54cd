"""The words of the services that are clicked through."""

from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.practice.models import PracticeCase
from samgak.practice.phrases import services

STATE_TEXTS = {
    PracticeCase.State.DRAFT: _("Not sent yet"),
    PracticeCase.State.OPEN: _("With the offices"),
    PracticeCase.State.GRANTED: _("Granted"),
    PracticeCase.State.REFUSED: _("Refused"),
}
STATE_COLOURS = {
    PracticeCase.State.DRAFT: "grey",
    PracticeCase.State.OPEN: "blue",
    PracticeCase.State.GRANTED: "green",
    PracticeCase.State.REFUSED: "red",
}

RULE_TEXTS = {
    "nobody_of_that_key": _("Choose one of the invented people."),
    "too_many_cases": _(
        "You have applied %(most)s times at this service; that is enough for practice."
    ),
    "case_is_sent": _("This application has been sent already; it was not sent a second time."),
    "answers_missing": _("Answer every question."),
    "own_case": _("Nobody decides on their own application. Ask somebody else to be the officer."),
    "case_is_decided": _("This application is not with the offices (any more)."),
    "task_is_done": _("This task is done, or it is not its turn yet."),
    "decision_needs_a_reason": _("Give the reason; the applicant reads it in the notice."),
    "task_is_not_the_decision": _("This task is not the decision."),
    "not_printable": _("The document could not be printed: a letter in it has no sign."),
}


def sentence(broken: RuleBroken) -> str:
    """Why an act on a case was refused, or why the service does not work yet."""
    if broken.code in RULE_TEXTS:
        return str(RULE_TEXTS[broken.code]) % broken.params
    return services.sentence(broken)
