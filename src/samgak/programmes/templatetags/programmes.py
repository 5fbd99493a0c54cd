import re

from django import template

from samgak.programmes import phrases, rules_kinds

register = template.Library()


@register.filter
def state_name(state):
    """The state of an edition in words."""
    return phrases.STATE_TEXTS[str(state)]


@register.filter
def guard_sentence(guard):
    """What must be true before a step, as a sentence."""
    return phrases.GUARD_TEXTS[guard]


@register.filter
def kind_name(kind):
    """The kind of an edition in words."""
    return phrases.KIND_TEXTS[str(kind)]


@register.filter
def has_trait(kind, trait):
    """Whether editions of the kind have what the trait names."""
    return rules_kinds.has(str(kind), trait)


@register.filter
def role_name(role):
    """A person's role in words."""
    return phrases.ROLE_TEXTS[str(role)]


@register.filter
def partner_role_name(role):
    """A partner's role in words."""
    return phrases.PARTNER_ROLE_TEXTS[str(role)]


@register.filter
def quota_sentence(line):
    """A quota line as a sentence."""
    return phrases.quota_sentence(line)


@register.filter
def eligibility_sentences(call):
    """Who may be nominated, a sentence for each rule."""
    return phrases.eligibility_sentences(call)


@register.filter
def completion_sentences(edition):
    """What a participant must do for the certificate, a sentence for each condition."""
    return phrases.completion_sentences(edition)


@register.filter
def claim_sentence(claim):
    """What a source says, as a sentence."""
    return phrases.claim_sentence(claim)


@register.filter
def time_left(left):
    """How long until the deadline."""
    return phrases.time_left(left)


@register.filter
def dialled(number):
    """A telephone number as a telephone dials it."""
    return re.sub(r"[^+0-9]", "", number)
