from django import template
from django.utils.translation import get_language

from samgak.core.places import language_name
from samgak.places import phrases, phrases_papers
from samgak.places.rules.papers import OWN

register = template.Library()


@register.filter
def seat_state(code):
    """Where somebody stands between the offer and the last day."""
    return phrases.SEAT_STATE_TEXTS[code]


@register.filter
def answer_due(seat):
    """Until when the seat is to be answered, with the place."""
    return phrases.due(seat)


@register.filter
def answered_through(code):
    """How an answer came."""
    return phrases.THROUGH_TEXTS[code]


@register.filter
def appeal_state(code):
    """Where an appeal stands."""
    return phrases.APPEAL_TEXTS[code]


@register.filter
def remedy_name(code):
    """What an answered appeal led to."""
    return phrases.REMEDY_TEXTS[code]


@register.filter
def place_on_list(candidate):
    """Where a reserve stands."""
    return phrases.place_on_list(candidate)


@register.filter
def broken_lines(candidate):
    """Why a reserve can't take the seat."""
    return phrases.broken_lines(candidate)


@register.filter
def paper_kind(code):
    """Which paper it is."""
    return phrases_papers.KIND_TEXTS[code]


@register.filter
def paper_form(code):
    """As which kind of file."""
    return phrases_papers.FORM_TEXTS[code]


@register.filter
def paper_language(code):
    """In which language a paper is; each in the person's own."""
    if code == OWN:
        return phrases_papers.OWN_TEXT
    return language_name(code, get_language() or "en")
