from django import template
from django.utils.translation import get_language

from samgak.core import texts
from samgak.privacy import phrases

register = template.Library()
COLOURS = {
    "agreed": "green",
    "collected": "green",
    "in_use": "blue",
    "missing": "red",
    "draft": "yellow",
    "refused": "orange",
    "withdrawn": "orange",
    "open": "red",
    "retained": "purple",
}


@register.filter
def purpose_name(code):
    """What data are used for."""
    return phrases.PURPOSE_TEXTS[code]


@register.filter
def class_name(code):
    """Which class of data it is."""
    return phrases.CLASS_TEXTS[code]


@register.filter
def item_name(code):
    """What an item of personal data is called."""
    return phrases.ITEM_TEXTS[code]


@register.filter
def item_state(code):
    """How far an item is."""
    return phrases.STATE_TEXTS[code]


@register.filter
def answer_name(code):
    """What somebody answered to a text of consent."""
    return phrases.ANSWER_TEXTS[code]


@register.filter
def purge_rule(code):
    """Why something was deleted."""
    return phrases.RULE_OF_PURGE_TEXTS[code]


@register.filter
def tag_colour(code):
    """The colour of a state."""
    return COLOURS.get(code, "grey")


@register.filter
def in_own_language(words):
    """A text of eight languages in that of the reader."""
    return texts.shown(words, reader=get_language() or "en", working="en").text
