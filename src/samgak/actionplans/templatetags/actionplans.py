from django import template

from samgak.actionplans.phrases import STATE_TEXTS

register = template.Library()


@register.filter
def plan_state(state):
    """How far a plan is, in the reader's language."""
    return STATE_TEXTS[state]
