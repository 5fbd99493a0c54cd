from datetime import UTC, date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from samgak.core import dates

register = template.Library()


def _reader() -> str:
    return get_language() or "en"


def _there(day: date) -> date:
    """The day at the place of the page (`timezone.override`) of a moment as it is stored."""
    if isinstance(day, datetime) and day.tzinfo is UTC:
        return timezone.localdate(day)
    return day


@register.filter
def long_date(day):
    """The date with its weekday."""
    return dates.long_date(_there(day), _reader()) if day else ""


@register.filter
def plain_date(day):
    """The date without its weekday."""
    return dates.plain_date(_there(day), _reader()) if day else ""


@register.filter
def short_day(day):
    """The day, short, for headings of columns."""
    return dates.short_day(_there(day), _reader()) if day else ""


@register.filter
def clock_time(moment):
    """Hours and minutes."""
    return dates.clock_time(moment) if moment else ""


@register.simple_tag
def date_range(first, last):
    """From the first to the last day."""
    return dates.date_range(first, last, _reader())


@register.simple_tag
def long_date_range(first, last):
    """From the first to the last day, with their weekdays."""
    return dates.long_date_range(first, last, _reader())


@register.simple_tag
def moment_with_place(moment, zone, city=""):
    """Date and time there, with the name of the place."""
    return dates.moment_with_place(moment, str(zone), _reader(), city=str(city)) if moment else ""


@register.simple_tag
def time_with_place(moment, zone, city=""):
    """The time there, with the name of the place."""
    return dates.time_with_place(moment, str(zone), _reader(), city=str(city)) if moment else ""
