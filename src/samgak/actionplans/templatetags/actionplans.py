from django import template

from samgak.actionplans import phrases

register = template.Library()


@register.filter
def plan_state(code):
    """How far a plan is."""
    return phrases.STATE_TEXTS[code]


@register.filter
def plan_status(code):
    """How a plan stands, as its owner answered."""
    return phrases.STATUS_TEXTS.get(code, "")


@register.filter
def obstacles(codes):
    """What stands in the way."""
    return phrases.obstacles_text(codes)


@register.filter
def adoption(code):
    """What a plan became."""
    return phrases.ADOPTION_TEXTS[code]
