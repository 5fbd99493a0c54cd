from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from samgak.questionnaires.definition import text_in
from samgak.surveys import phrases, phrases_bank

register = template.Library()


@register.filter
def form_text(text, working="en"):
    """A text of a form in the reader's language; one that had to fall back carries its own `lang`."""
    reader = get_language() or "en"
    words, language = text_in(text, own=reader, working=working)
    return (
        words if language == reader else format_html('<span lang="{}">{}</span>', language, words)
    )


@register.filter
def decimal(value, places=2):
    """A number as the reader's language writes it; a dash for none."""
    return phrases.decimal(value, places=places)


@register.filter
def moment_name(moment):
    """Pre-test or post-test."""
    return phrases.MOMENT_TEXTS[moment]


@register.filter
def is_past(moment, now):
    """Whether a moment has come."""
    return moment <= now


@register.filter
def survey_title(survey, working="en"):
    """The title of a survey as plain text in the reader's language."""
    title = survey.definition["title"]
    return text_in(title, own=get_language() or "en", working=working)[0]


@register.filter
def survey_state(survey):
    """Whether a survey is open."""
    return phrases.survey_state(survey)


@register.filter
def is_right(question, option_key):
    """Whether choosing this option is, or belongs to, the right answer."""
    return isinstance(question.correct, frozenset) and option_key in question.correct


@register.filter
def answered_sentence(answered):
    """How many answered a question of the bank right."""
    return phrases_bank.answered_sentence(answered)
