"""Faults of a folder of lessons, and what a load of them did, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.exchange.phrases import FAULT_TEXTS
from samgak.exchange.rules import Fault
from samgak.exchange.services.companions import Outcome
from samgak.learning.phrases import MARKDOWN_TEXTS, RULE_TEXTS

LESSON_FAULTS = {
    "lesson_file_missing": _("The file is expected in the folder of the lesson."),
    "file_not_named": _("“%(name)s” is not named under “files”; name it or take it away."),
    "source_leads_nowhere": _("A source needs “url” or “reference”."),
    "not_web_address": _("An address such as https://example.org is expected, not “%(value)s”."),
}
TEXTS = FAULT_TEXTS | RULE_TEXTS | MARKDOWN_TEXTS | LESSON_FAULTS


def sentence(fault: Fault) -> str:
    """What is expected at the fault's place, in the reader's language."""
    return str(TEXTS[fault.code]) % fault.params


def outcome(found: Outcome) -> str:
    """How many lessons were made, changed, left and refused."""
    return gettext(
        "Lessons: %(made)d made, %(changed)d changed, %(kept)d as they were, %(refused)d refused"
    ) % {
        "made": len(found.made),
        "changed": len(found.changed),
        "kept": len(found.kept),
        "refused": len(found.refused),
    }
