from django import template

from samgak.calls import phrases

register = template.Library()


@register.filter
def section_name(key):
    """A section of the course information in words."""
    return phrases.SECTION_TEXTS[key]
