"""The words of the rubric."""

from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken

CRITERION_TEXTS = {
    "clear": _("Clear: I knew at each moment what happens next"),
    "asks-little": _("Asks little: nothing that the state holds already"),
    "quick": _("Quick: few steps, few offices, no way for nothing"),
    "open": _("Open: I saw who read which data, and why"),
    "fair": _("Fair: the decision has a reason that I can check"),
}
MARK_TEXTS = {1: _("1 – poor"), 2: "2", 3: "3", 4: "4", 5: _("5 – very good")}

RULE_TEXTS = {
    "scores_are_closed": _("The scores are closed; nobody changes theirs any more."),
    "own_service": _("This is the service of your own team; others score it."),
}


def sentence(broken: RuleBroken) -> str:
    """Why a score was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)
