from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from samgak.core import texts

register = template.Library()


@register.filter
def text(value, working="en"):
    """The text in the reader's language; one that had to fall back carries its own `lang`."""
    found = texts.shown(value, reader=get_language() or "en", working=working)
    if found.language == (get_language() or "en") or not found.text:
        return found.text
    return format_html('<span lang="{}">{}</span>', found.language, found.text)


@register.filter
def plain_text(value, working="en"):
    """The text in the reader's language without markup, for titles and attributes."""
    return texts.shown(value, reader=get_language() or "en", working=working).text
