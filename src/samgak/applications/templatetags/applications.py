from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from samgak.applications import phrases
from samgak.questionnaires.model import text_in

register = template.Library()

STATE_COLOURS = {
    "draft": "grey",
    "returned": "yellow",
    "submitted": "blue",
    "supervisor_endorsed": "blue",
    "focal_point_endorsed": "blue",
    "eligible": "turquoise",
    "shortlisted": "turquoise",
    "selected": "green",
    "accepted": "green",
    "reserve": "yellow",
    "not_endorsed": "red",
    "ineligible": "red",
    "not_selected": "red",
    "declined": "grey",
    "withdrawn": "grey",
}


@register.filter
def asked_text(text, working="en"):
    """A text of a form in the reader's language; one that had to fall back carries its own `lang`."""
    reader = get_language() or "en"
    words, language = text_in(text, own=reader, working=working)
    return (
        words if language == reader else format_html('<span lang="{}">{}</span>', language, words)
    )


@register.simple_tag
def application_state(code):
    """Where the application stands, as a coloured word."""
    tag = '<strong class="govuk-tag govuk-tag--{}">{}</strong>'
    return format_html(tag, STATE_COLOURS[code], phrases.STATE_TEXTS[code])


@register.filter
def application_actor(code):
    """As what somebody took a step."""
    return phrases.ACTOR_TEXTS[code]
