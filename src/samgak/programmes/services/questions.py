"""What a call asks of every nominee."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.programmes import queries, rules_questions
from samgak.programmes.models import Call, Edition


@transaction.atomic
def ask(edition: Edition, *, definition: Mapping[str, Any], seen: str = "") -> Call:
    """Set what is asked of every nominee; an answer that a quota counts stays among the answers."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    call = queries.call_to_ask_in(edition)
    if call is None:
        raise RuleBroken("no_call_to_ask_in")
    versions.refuse_if_changed(seen, versions.stamp([call], fields=("questions",)))
    questions = definition["questions"]
    if not rules_questions.is_level_sound(questions):
        raise RuleBroken("level_keeps_its_answers")
    for line in call.quota_lines.exclude(question=""):
        if not rules_questions.is_asked(questions, line.question, line.answer):
            raise RuleBroken("question_is_counted", line=line)
    call.questions = dict(definition)
    call.save(update_fields=["questions"])
    return call
