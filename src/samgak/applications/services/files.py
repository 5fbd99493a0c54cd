"""Files that answer a question: checked by their content, kept with the application, replaced, removed."""

from datetime import datetime

from django.db import transaction

from samgak.applications import queries
from samgak.applications.models import AnswerFile, Application
from samgak.applications.services.drafts import keep_answer, open_application
from samgak.core import uploads
from samgak.core.errors import RuleBroken
from samgak.questionnaires import fields


@transaction.atomic
def keep_file(
    application: Application,
    *,
    key: str,
    file_name: str,
    content: bytes,
    language: str,
    at: datetime,
) -> Application:
    """Keep a file in the place of the one before; raises RuleBroken with a code of core.uploads."""
    application = open_application(application)
    policy = queries.policy_of(application, key=key)
    if policy is None:
        raise RuleBroken("question_is_gone")
    kept = uploads.keep(file_name, content, policy)
    AnswerFile.objects.update_or_create(
        application=application,
        question=key,
        defaults={
            "file_name": kept.name,
            "kind": kept.kind,
            "content": content,
            "size_bytes": kept.size_bytes,
            "sha256": kept.sha256,
            "uploaded_at": at,
        },
    )
    said = {
        fields.FILE_NAME: kept.name,
        fields.FILE_KIND: kept.kind,
        fields.FILE_SIZE: str(kept.size_bytes),
    }
    return keep_answer(application, key=key, answer=said, language=language, at=at)


@transaction.atomic
def remove_file(application: Application, *, key: str, language: str, at: datetime) -> Application:
    """Delete the file that answers a question."""
    application = open_application(application)
    AnswerFile.objects.filter(application=application, question=key).delete()
    return keep_answer(application, key=key, answer="", language=language, at=at)
