from django import template

from samgak.nominations.phrases import draws as phrases

register = template.Library()


@register.filter
def chance(value):
    """A probability as a percentage."""
    return phrases.chance_text(value)
