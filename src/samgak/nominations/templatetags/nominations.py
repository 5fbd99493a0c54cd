from babel.lists import format_list
from django import template
from django.utils.translation import get_language

from samgak.nominations.phrases import imports as phrases
from samgak.nominations.phrases import lists
from samgak.nominations.phrases.nominations import (
    GROUND_TEXTS,
    STATE_TEXTS,
    TYPE_TEXTS,
    VERDICT_TEXTS,
)
from samgak.nominations.rules.nominees import OWN
from samgak.questionnaires.definition import text_in

register = template.Library()


@register.filter
def field_name(field):
    """The name of a field of a nominee."""
    return phrases.field_name(field)


@register.filter
def change_sentences(changes):
    """What changes from and to: a list of field, before and after."""
    return [
        {
            "field": phrases.field_name(field),
            "before": phrases.value_text(field, before),
            "after": phrases.value_text(field, after),
        }
        for field, (before, after) in changes.items()
    ]


@register.filter
def finding_sentence(finding):
    """What is to be said of a cell, and what to do."""
    return phrases.finding_sentence(finding)


@register.filter
def row_outcome(row):
    """What comes of a row, in words."""
    return phrases.OUTCOME_TEXTS[row.outcome]


@register.filter
def workbook_state(workbook):
    """The state of a workbook in words."""
    return phrases.STATE_TEXTS[workbook.state]


@register.filter
def decision(listed):
    """What was decided about a nominee; empty while nothing was."""
    return lists.decision(listed)


@register.filter
def why(listed):
    """The reasons, a sentence each."""
    return lists.why(listed)


@register.filter
def nomination_state(nomination):
    """The state of a nomination or a draft in words."""
    return STATE_TEXTS[nomination.state]


@register.filter
def grounds(record):
    """What an earlier record has in common with the nominee, in one line."""
    return format_list(
        [str(GROUND_TEXTS[code]) for code in record.grounds], locale=get_language() or "en"
    )


@register.filter
def verdict(record):
    """What a person found of an earlier record; empty while nobody said."""
    return VERDICT_TEXTS.get(record.verdict, "")


@register.filter
def question_words(question, working):
    """A question of the country in the reader's language."""
    return text_in(question.text, own=get_language() or "en", working=working)[0]


@register.filter
def question_kind(question):
    """What kind of answer a question asks for."""
    return TYPE_TEXTS[question.type]


@register.filter
def fact_rows(facts):
    """The facts of a nominee as key and value, those that are empty left out."""
    return [
        {"key": phrases.field_name(name), "value": phrases.fact_text(name, facts)}
        for name, value in facts.items()
        if value and not name.startswith(("level_", OWN))
    ]
