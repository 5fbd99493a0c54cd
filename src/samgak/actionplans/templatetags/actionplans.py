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


@register.filter
def milestone_state(code):
    """How far an activity of a plan is."""
    return phrases.MILESTONE_TEXTS[code]


@register.filter
def plan_part(code):
    """What a part of a plan is called."""
    return phrases.PART_TEXTS[code]
