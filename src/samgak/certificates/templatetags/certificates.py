from django import template

from samgak.certificates.phrases import STATE_TEXTS

register = template.Library()


@register.filter
def certificate_state(state):
    """Where somebody stands on the way to the certificate, in the reader's language."""
    return STATE_TEXTS[state]
