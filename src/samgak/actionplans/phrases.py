"""The words of action plans in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.core.errors import RuleBroken

STATE_TEXTS = {
    "not_begun": pgettext_lazy("action plan", "Not begun"),
    "draft": pgettext_lazy("action plan", "Draft"),
    "submitted": pgettext_lazy("action plan", "Submitted"),
}

RULE_TEXTS = {
    "not_a_participant": _("Only participants of this edition write an action plan."),
    "plans_are_closed": _(
        "Action plans are written from the preparations until the certificates are issued."
    ),
    "plan_is_submitted": _("Your plan is submitted. Take it back if you want to change it."),
    "plan_is_not_submitted": _("This plan is not submitted."),
    "plan_is_certified": _("Your certificate is issued; the plan stays as you submitted it."),
    "plan_title_missing": _("Give your plan a title."),
    "plan_text_missing": _("Write what you will do."),
    "plan_title_too_long": _("A title has at most %(most)s letters."),
    "plan_text_too_long": _("The plan must fit on one page: at most %(most)s letters."),
    "plan_text_has_too_many_lines": _(
        "The plan must fit on one page: it has too many lines. Leave out empty and very short ones."
    ),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act on the plan was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)
