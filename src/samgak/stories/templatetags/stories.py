import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from samgak.stories import phrases

register = template.Library()
# What would end the script, or begin another, is written as JSON may write it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def fact_name(fact):
    """What a number of the story counts."""
    return phrases.fact_name(fact)


@register.filter
def story_state(state):
    """Where a story stands, in words."""
    return phrases.STATE_TEXTS[str(state)]


@register.filter
def part_name(part):
    """A part of the story that may be missing in a language."""
    return phrases.PART_TEXTS[part]


@register.filter
def held_sentence(release):
    """Where and when the edition was held."""
    return phrases.held(release)


@register.filter
def partner_name(partner, working="en"):
    """The organisation with its country, or the country."""
    return phrases.partner_name(partner, working=working)


@register.filter
def partner_roles(partner):
    """All that a partner is in the edition."""
    return phrases.partner_roles(partner)


@register.filter
def speaker_name(quotation, working="en"):
    """Who said it, and for whom."""
    return phrases.speaker(quotation, working=working)


@register.filter
def quoted(quotation, working="en"):
    """The words in the reader's language or as they were said, and the language they are in."""
    return phrases.quoted(quotation, working=working)


@register.simple_tag
def structured(release, address):
    """The release for machines: data, which no browser runs."""
    words = json.dumps(phrases.news_article(release, address=address), ensure_ascii=False)
    data = mark_safe(words.translate(ESCAPES))  # noqa: S308 - nothing is left that could end it
    return format_html('<script type="application/ld+json">{}</script>', data)
