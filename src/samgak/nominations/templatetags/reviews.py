from django import template

from samgak.nominations.phrases import reviews as phrases

register = template.Library()


@register.filter
def median(value):
    """A median with two decimal places at most."""
    return phrases.median_text(value)


@register.filter
def criterion_name(criterion, working):
    """What is marked, in the reader's language."""
    return phrases.criterion_name(criterion, working)
