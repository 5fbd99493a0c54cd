"""The answers of an application as somebody else reads them."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import get_language

from samgak.applications import phrases, queries
from samgak.applications.models import AnswerFile, Application
from samgak.core.downloads import kept_file
from samgak.questionnaires.model import CONSENT, Question
from samgak.uploads import MEDIA_TYPES

# The applicant's own affair, and the officers'; not of those who endorse.
NOT_FOR_OTHERS = ("accessibility",)


def answer_file(found: AnswerFile) -> HttpResponse | FileResponse:
    """A file of an application, to keep; it opens in no page of ours."""
    media = MEDIA_TYPES[found.kind]
    return kept_file(bytes(found.content), name=found.file_name, media_type=media)


def is_shown(application: Application, key: str, *, for_officers: bool) -> bool:
    """Whether a reader of the application sees the answer to this question."""
    form = queries.parsed(queries.form_of(application))
    asked = [one for one in form.questions if one.key == key]
    return any(for_officers or not _is_private(one) for one in asked)


def _is_private(question: Question) -> bool:
    return question.type == CONSENT or question.key in NOT_FOR_OTHERS


def answers_of(application: Application, *, for_officers: bool) -> list[dict[str, Any]]:
    """What was answered, section by section; whoever endorses reads no consents and needs."""
    form = queries.parsed(queries.form_of(application))
    language, working = get_language() or "en", application.edition.working_language
    found = []
    for section in form.sections:
        rows = []
        for question in section.questions:
            if not for_officers and _is_private(question):
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
