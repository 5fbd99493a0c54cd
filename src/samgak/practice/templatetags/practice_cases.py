"""The words of codes that the pages of the click-through show."""

from django import template
from django.utils.formats import number_format

from samgak.practice.phrases.cases import STATE_COLOURS, STATE_TEXTS
from samgak.practice.phrases.offices import finding
from samgak.practice.phrases.services import NEED_TEXTS, REGISTER_TEXTS, item_text
from samgak.practice.queries import offices

register = template.Library()
register.filter("item_text", item_text)


@register.filter
def need_text(code):
    """The law or agreement by which something is read."""
    return NEED_TEXTS[code]


@register.filter
def register_text(code):
    """The register in which something is read."""
    return REGISTER_TEXTS[code]


@register.inclusion_tag("practice/office_result.html")
def office_result(service, edition):
    """What the newest simulation of the office says, for the team's result; nothing before the first."""
    shown = offices.latest(service)
    return {
        "service": service,
        "edition": edition,
        "finding": finding(shown.results) if shown else "",
    }


@register.filter
def case_state(case):
    """Where a case stands."""
    return STATE_TEXTS[case.state]


@register.filter
def case_colour(case):
    """The colour of its tag."""
    return STATE_COLOURS[case.state]


@register.filter
def mean_text(value):
    """A mean to a tenth; a dash for none."""
    return "–" if value is None else number_format(round(value, 1), decimal_pos=1)
