from django import template

from samgak.nominations.phrases import screening as phrases

register = template.Library()


@register.filter
def evidence(screened):
    """What the rules of the call say, a sentence each."""
    return phrases.evidence(screened)


@register.filter
def eligibility(verdict):
    """Eligible or not, in words."""
    return phrases.VERDICT_TEXTS[verdict]
