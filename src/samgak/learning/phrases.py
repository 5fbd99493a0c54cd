"""Lessons and country reports in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core import uploads
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.documents.markdown import Fault
from samgak.learning.rules.competencies import COMPETENCIES

COMPETENCY_TEXTS = {
    "unesco-planning": _("Digital planning and design (UNESCO)"),
    "unesco-data": _("Data use and governance (UNESCO)"),
    "unesco-management": _("Digital management and execution (UNESCO)"),
    "digcomp-1": _("Information and data literacy (DigComp 1)"),
    "digcomp-2": _("Communication and collaboration (DigComp 2)"),
    "digcomp-3": _("Digital content creation (DigComp 3)"),
    "digcomp-4": _("Safety (DigComp 4)"),
    "digcomp-5": _("Problem solving (DigComp 5)"),
}
COMPETENCY_CHOICES = [(code, COMPETENCY_TEXTS[code]) for code in COMPETENCIES]

RULE_TEXTS = {
    **uploads.RULE_TEXTS,
    CHANGED: CHANGED_TEXT,
    "edition_without_programme": _(
        "The edition belongs to no programme yet, so it has no library; name its programme first."
    ),
    "lesson_has_faults": _("The text was not kept; see below what is to be mended."),
    "session_of_another_edition": _("Choose sessions of this edition."),
    "file_name": _(
        "%(name)s: a name of small letters a-z, digits and hyphens with one ending is expected."
    ),
    "picture_without_words": _("%(name)s: say in words what the picture shows."),
    "too_many_files": _("A lesson may have %(most)s files."),
}

MARKDOWN_TEXTS = {
    "too-large": _("The text is longer than %(most)s bytes; divide the lesson."),
    "character": _("There is a character here that no text can hold; remove it."),
    "picture-without-words": _("Say in the brackets what the picture shows."),
    "picture-not-of-the-lesson": _("“%(name)s” is no picture of this lesson."),
    "link-not-allowed": _(
        "“%(address)s” is not allowed; a link leads to https://, http://, mailto:, a file of the"
        " lesson or lesson:key."
    ),
    "unknown-lesson": _("There is no lesson “%(key)s” in the library."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code]) % broken.params


def markdown_sentence(fault: Fault) -> str:
    """What an author has to mend, and in which line."""
    return gettext("Line %(line)s: %(sentence)s") % {
        "line": fault.line,
        "sentence": str(MARKDOWN_TEXTS[fault.code]) % fault.params,
    }
