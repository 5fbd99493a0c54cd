from django import template

from samgak.learning import phrases_reports
from samgak.learning.rules import files

register = template.Library()


@register.filter
def ending(name):
    """What kind of file it is, by its ending."""
    return files.ending(name)


@register.filter
def as_written(value):
    """A number of a source in the manner of the reader's language."""
    return phrases_reports.as_written(value)
