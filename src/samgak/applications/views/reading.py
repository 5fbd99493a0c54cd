"""The answers of an application as somebody else reads them."""

from typing import Any

from django.utils.translation import get_language

from samgak.applications import phrases, queries
from samgak.applications.models import Application
from samgak.questionnaires.model import CONSENT

# The applicant's own affair, and the officers'; not of those who endorse.
NOT_FOR_OTHERS = ("accessibility",)


def answers_of(application: Application, *, for_officers: bool) -> list[dict[str, Any]]:
    """What was answered, section by section; whoever endorses reads no consents and needs."""
    form = queries.parsed(queries.form_of(application))
    language, working = get_language() or "en", application.edition.working_language
    found = []
    for section in form.sections:
        rows = []
        for question in section.questions:
            is_private = question.type == CONSENT or question.key in NOT_FOR_OTHERS
            if is_private and not for_officers:
                continue
            said = phrases.words_of(
                question,
                application.answers.get(question.key),
                language=language,
                working=working,
            )
            if said:
                rows.append({"question": question, "said": said})
        if rows:
            found.append({"section": section, "rows": rows})
    return found
