from django import template

from samgak.learning.rules import files

register = template.Library()


@register.filter
def ending(name):
    """What kind of file it is, by its ending."""
    return files.ending(name)
