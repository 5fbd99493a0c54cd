from django import template
from django.utils.translation import get_language

from samgak.core import places

register = template.Library()


@register.filter
def country(code):
    """The country's name in the reader's language."""
    return places.country_name(code, get_language() or "en") if code else ""


@register.filter
def language(code):
    """The language's name in the reader's language."""
    return places.language_name(code, get_language() or "en") if code else ""
