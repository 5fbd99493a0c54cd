"""A question that is written already, in every language of the pages."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samgak.core.texts import LANGUAGES
from samgak.programmes.phrases import OFFICE_LEVEL_TEXTS
from samgak.programmes.rules_questions import LEVEL, LEVELS
from samgak.questionnaires.definition import SINGLE


def level_question() -> dict[str, Any]:
    """The question for the level of the organisation, whose answers quotas know."""
    return {
        "key": LEVEL,
        "type": SINGLE,
        "text": _in_all(_("Level of the organisation")),
        "required": True,
        "options": [{"key": one, "text": _in_all(OFFICE_LEVEL_TEXTS[one])} for one in LEVELS],
    }


def _in_all(text: str | Promise) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(text)
    return found
