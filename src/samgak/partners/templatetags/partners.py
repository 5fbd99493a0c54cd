from django import template

from samgak.partners import phrases

register = template.Library()


@register.filter
def agreement_kind(kind):
    """What kind of agreement it is."""
    return phrases.AGREEMENT_TEXTS[str(kind)]


@register.filter
def event_kind(kind):
    """What kind of event it is."""
    return phrases.EVENT_TEXTS[str(kind)]


@register.filter
def date_of_event(event):
    """When it happened, as precisely as it is known."""
    return phrases.date_of_event(event)
