from django import template

from samgak.secondments import phrases

register = template.Library()


@register.filter
def week_stand(code):
    """Whether the entry of a week is written."""
    return phrases.STAND_TEXTS[code]


@register.filter
def signed(number):
    """A difference with its sign; a dash when there is none."""
    return "–" if number is None else f"{number:+d}".replace("-", "−")
