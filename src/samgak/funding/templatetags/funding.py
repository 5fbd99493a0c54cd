from django import template

from samgak.funding import phrases

register = template.Library()


@register.simple_tag
def money(amount, currency):
    """An amount with the code of its currency."""
    return phrases.money(amount, currency)


@register.filter
def contribution_kind(kind):
    """In cash or in kind."""
    return phrases.KIND_TEXTS[str(kind)]


@register.filter
def purpose_name(purpose):
    """What a contribution pays for."""
    return phrases.PURPOSE_TEXTS[str(purpose)]
