from fractions import Fraction

from django import template

from samgak.nominations.phrases import clashes, studio
from samgak.nominations.phrases import selections as phrases
from samgak.programmes.phrases import quota_name as name_of_quota

register = template.Library()


@register.filter
def quota_name(line):
    """Whom a quota line counts."""
    return name_of_quota(line)


@register.filter
def missed_sentence(state):
    """By how much a proposal misses a wish, and what that costs it."""
    return studio.missed_sentence(state.line, state.missed)


@register.filter
def score(line):
    """The exact score of a line of a selection with six decimal places."""
    return phrases.score_text(line.exact_score)


@register.filter
def total_score(selection):
    """The total score with six decimal places."""
    return phrases.score_text(Fraction(selection.total_score)) if selection.total_score else ""


@register.filter
def outcome_text(line):
    """The outcome in words."""
    return phrases.outcome_text(line)


@register.filter
def reasons(row):
    """Why, a sentence for each ground."""
    return phrases.reasons(row.line, row.override)


@register.filter
def turning_point(line):
    """What would have changed it."""
    return phrases.turning_point(line)


@register.filter
def selection_state(selection):
    """The state of a selection in words."""
    return phrases.STATE_TEXTS[selection.state]


@register.filter
def exception_kind(exception):
    """The kind of an exception in words."""
    return phrases.OVERRIDE_TEXTS[exception.kind]


@register.filter
def sex_name(sex):
    """Female or male in words."""
    return phrases.SEX_TEXTS[sex]


@register.filter
def clash_sentences(clash):
    """The lines that clash, each with what alone would free it."""
    return clashes.clash_sentences(clash)


@register.filter
def relaxation_sentences(clash):
    """The smallest changes that together would free the whole call."""
    return clashes.relaxation_sentences(clash)


@register.filter
def reasons_of(line):
    """Why, a sentence for each ground, of a line of an earlier proposal."""
    return phrases.reasons(line)


@register.filter
def gain_text(gain):
    """How the totals of two proposals differ."""
    return studio.gain_text(gain)
