from babel.lists import format_list
from django import template
from django.utils.translation import get_language

from samgak.calls import phrases
from samgak.privacy.phrases import ITEM_TEXTS
from samgak.privacy.rules import ITEMS

register = template.Library()


@register.filter
def section_name(key):
    """A section of the course information in words."""
    return phrases.SECTION_TEXTS[key]


@register.simple_tag
def asked_later():
    """What the second stage asks of the selected."""
    return format_list([str(ITEM_TEXTS[item]) for item in ITEMS], locale=get_language() or "en")
