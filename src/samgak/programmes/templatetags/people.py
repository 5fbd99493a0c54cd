import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from samgak.programmes import phrases_people as phrases

register = template.Library()

register.filter("post_role", phrases.role_name)
register.filter("post_days", phrases.days)
register.filter("post_source", phrases.source)


@register.filter
def breakable(address):
    """An e-mail address that a narrow column may break at its dots."""
    escaped = conditional_escape(address)
    return mark_safe(re.sub(r"([.@-])", r"\1<wbr>", escaped))  # noqa: S308 - escaped above
