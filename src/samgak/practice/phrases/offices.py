"""The words of the simulated office."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.measures.queues import offices as faults
from samgak.practice.rules.offices import POOLED, SEPARATE

LAYOUT_TEXTS = {SEPARATE: _("Separate counters"), POOLED: _("One-stop desk")}

ABSURD = _("Some number is too large, or not possible, for an office.")
RULE_TEXTS = {
    "minutes-out-of-order": _("The minutes must rise: the least, the likeliest, the most."),
    faults.NO_TASKS: _("Name at least one thing that people come for."),
    faults.NO_ARRIVALS: _("Nobody comes to this office; give the visits of a working day."),
    faults.NOT_OPEN: _("The office is never open; give a number for each hour."),
    faults.NO_COUNTERS: _("An office needs at least one counter for everything people come for."),
    faults.NO_DESK: _("An office needs at least one counter for everything people come for."),
    faults.NO_TIME: _("Service takes some time; give minutes above 0."),
    faults.DESK_UNCLEAR: _(
        "Where people go from counter to counter, each thing is done at one; take away the"
        " counters that do everything."
    ),
    faults.TOO_MANY_VISITS: _("An office has at most 5,000 visits a day here."),
    faults.TOO_MANY_COUNTERS: _("An office has at most 200 counters here."),
    faults.TOO_LONG_A_TIME: _("Nobody stays at a counter for more than 480 minutes."),
    faults.TOO_MANY_HOURS: _("A day has at most 24 hours."),
    faults.TOO_MANY_DAYS: _("Simulate at most 250 days."),
    faults.TOO_FEW_DAYS: _("Simulate at least 2 days; one day says nothing about how days differ."),
    faults.TOO_MUCH_AT_ONCE: _("These are too many visits for so many days; take fewer days."),
    faults.NEVER_ENDS: _(
        "This queue never ends: the work of a day is %(percent)s %% of what the counters can do"
        " while the doors are open. Add counters, or shorten the service."
    ),
}


def sentence(broken: RuleBroken) -> str:
    """Why an office can't be simulated."""
    return str(RULE_TEXTS.get(broken.code, ABSURD) % broken.params)


def minutes(value: float | None) -> str:
    """Minutes to a tenth as the reader's language writes them; a dash for none."""
    return "–" if value is None else number_format(round(value, 1), decimal_pos=1)


def finding(results: dict[str, dict[str, Any]]) -> str:
    """The mean wait of both layouts in a sentence."""
    separate, pooled = results[SEPARATE], results[POOLED]
    return gettext(
        "Mean wait: %(separate)s minutes at separate counters, %(pooled)s minutes at the one-stop desk"
    ) % {
        "separate": minutes(separate["mean_wait"]["value"]),
        "pooled": minutes(pooled["mean_wait"]["value"]),
    }
