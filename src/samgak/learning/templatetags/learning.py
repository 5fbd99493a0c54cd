from django import template

from samgak import uploads
from samgak.learning import phrases_reports

register = template.Library()


@register.filter
def ending(name):
    """What kind of file it is, by its ending."""
    return uploads.ending(name)


@register.filter
def as_written(value):
    """A number of a source in the manner of the reader's language."""
    return phrases_reports.as_written(value)
