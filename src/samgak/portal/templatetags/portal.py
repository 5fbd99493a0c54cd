from django import template
from django.urls import NoReverseMatch, reverse

from samgak.portal import phrases
from samgak.programmes import phrases as programmes

register = template.Library()


@register.filter
def task_title(task):
    """What waits, with its number."""
    return phrases.task_title(task.code, count=task.count)


@register.filter
def phase_name(code):
    """A phase of an edition's life."""
    return phrases.PHASE_TEXTS[code]


@register.filter
def deadline_name(code):
    """What happens on the day."""
    return phrases.DEADLINE_TEXTS[code]


@register.filter
def days_away(days):
    """How far off a day is."""
    return phrases.days_away(days)


@register.filter
def quota_name(line):
    """Whom a quota line counts."""
    return programmes.quota_name(line)


@register.simple_tag
def edition_url(name, edition):
    """The address of a page of the edition."""
    try:  # TEMPORARY until every app has its pages
        return reverse(name, kwargs={"code": edition.code})
    except NoReverseMatch:
        return ""
