import re

from django import template

from samgak.correspondence.phrases import FAULT_TEXTS, KIND_TEXTS, STATE_TEXTS

register = template.Library()

# Whoever opens such a link acts as its reader, so nobody else reads the whole of it.
KEY_OF_A_LINK = re.compile(r"(/(?:apply|endorse)/)[^\s/]+")
STATE_COLOURS = {
    "draft": "grey",
    "queued": "blue",
    "sending": "blue",
    "sent": "green",
    "failed": "red",
    "discarded": "grey",
}


@register.filter
def letter_kind(code):
    """What kind of letter it is, in the reader's language."""
    return KIND_TEXTS[code]


@register.filter
def without_keys(text):
    """The text of a letter for other eyes: without what makes the links of its reader open."""
    return KEY_OF_A_LINK.sub(r"\1…", text)


@register.filter
def letter_fault(code):
    """Why it did not go out, in the reader's language."""
    return FAULT_TEXTS[code]


@register.inclusion_tag("correspondence/state.html")
def letter_state(code):
    """Where the letter stands, as a coloured word."""
    return {"text": STATE_TEXTS[code], "colour": STATE_COLOURS[code]}
