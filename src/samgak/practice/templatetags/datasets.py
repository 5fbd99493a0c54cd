from django import template

from samgak.practice.phrases import datasets as phrases

register = template.Library()
TABLES = {
    "kind": phrases.KIND_TEXTS,
    "fault": phrases.FAULT_TEXTS,
    "style": phrases.STYLE_TEXTS,
    "sort": phrases.SORT_TEXTS,
    "level": phrases.LEVEL_TEXTS,
    "fix": phrases.FIX_TEXTS,
    "way": phrases.WAY_TEXTS,
    "order": phrases.ORDER_TEXTS,
    "point": phrases.POINT_TEXTS,
    "state": phrases.STATE_TEXTS,
    "reason": phrases.REASON_TEXTS,
    "stars": phrases.STAR_TEXTS,
    "theme": phrases.THEME_TEXTS,
    "frequency": phrases.FREQUENCY_TEXTS,
    "obstacle": phrases.RULE_TEXTS,
}


@register.filter
def said_as(code, what):
    """A code of a dataset in words."""
    return TABLES[what].get(code, code)


@register.filter
def finding_sentence(finding):
    """How many cells of a column show it."""
    return phrases.finding_sentence(finding)


@register.filter
def done_sentence(fix):
    """What a change did."""
    return phrases.done_sentence(fix)


@register.filter
def fix_value(fix):
    """The value of a change in words; the secret of pseudonyms is never shown."""
    if fix["code"] == "pseudonymise":
        return ""
    for words in (phrases.KIND_TEXTS, phrases.WAY_TEXTS, phrases.ORDER_TEXTS):
        if fix["value"] in words:
            return words[fix["value"]]
    return fix["value"]


@register.filter
def plain_example(example, code):
    """An example of a fault: a way to write days by its name, a cell as it is, in quotes."""
    if code == "date-styles":
        return phrases.STYLE_TEXTS[example]
    return f"“{example[:40]}”"
