from django import template
from django.utils.translation import get_language

from samgak.core import dates
from samgak.secondments import phrases

register = template.Library()


@register.filter
def week_stand(code):
    """Whether the entry of a week is written."""
    return phrases.STAND_TEXTS[code]


@register.filter
def known_date(event):
    """When something happened, as precisely as it is known."""
    return dates.date_as_known(event.happened_on, event.precision, get_language() or "en")


@register.filter
def signed(number):
    """A difference with its sign; a dash when there is none."""
    return "–" if number is None else f"{number:+d}".replace("-", "−")
