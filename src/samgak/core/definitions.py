"""What is wrong with a form definition, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.questionnaires.definition import DefinitionFault

_UNKNOWN_VALUE = _("this value is not known here")
EXPECTATION_TEXTS = {
    "mapping": _("a mapping of keys to values belongs here"),
    "list": _("a list that is not empty belongs here"),
    "text": _("a text belongs here"),
    "text-per-language": _("a mapping of languages to texts belongs here"),
    "key": _("a key without spaces at its ends and without | belongs here"),
    "unique-key": _("the same key stands here twice"),
    "type": _("one of single, multiple, number, text, scale, matrix and order belongs here"),
    "format": _("the number 1 belongs here"),
    "source": _("the edition, the form and the question it was taken from belong here"),
    "known-key": _("this key is not known"),
    "boolean": _("true or false belongs here"),
    "number": _("a number belongs here"),
    "whole-number": _("a whole number belongs here"),
    "points": _("a whole number above 0 belongs here"),
    "option-key": _("the key of one of the options belongs here"),
    "option-keys": _("a list of keys of the options belongs here"),
    "two-options": _("at least two options belong here"),
    "maximum-above-minimum": _("the maximum must lie above the minimum"),
    "within-limits": _("the right answer must lie within the limits"),
    "correct-for-points": _("points need a right answer"),
    "too-many": _("there are more here than can be asked"),
    "competencies": _("a list of the codes of competencies belongs here"),
    "condition": _("a condition that fits the question it looks at belongs here"),
    "earlier-question": _("the key of a question that stands before belongs here"),
    "always-shown-for-points": _("what has a right answer must be shown to everyone"),
    "questions-or-sections": _("either questions or sections belong here"),
    "not-for-this-type": _("this key does not belong to a question of this type"),
    "text-kind": _UNKNOWN_VALUE,
    "known-value": _UNKNOWN_VALUE,
    "column-type": _UNKNOWN_VALUE,
    "day": _("a day such as 2025-08-25, or today, belongs here"),
}


def definition_fault_sentence(fault: DefinitionFault) -> str:
    """Where a definition is wrong and what belongs there."""
    return gettext("%(path)s: %(expectation)s.") % {
        "path": fault.path or gettext("The whole file"),
        "expectation": EXPECTATION_TEXTS[fault.expectation],
    }
