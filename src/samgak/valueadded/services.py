from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition
from samgak.valueadded import rules
from samgak.valueadded.models import ValueAnswer
from samgak.valueadded.queries import Seat


@transaction.atomic
def save(
    edition: Edition,
    seat: Seat,
    *,
    marks: Mapping[str, int | None],
    evidence: Mapping[str, str],
    is_final: bool,
    language: str,
    by,
    at: datetime,
) -> ValueAnswer:
    """Keep what somebody answers for a partner on a side; handed in, it counts and can still be corrected."""
    if reasons := rules.reasons_not_answers(marks, is_final=is_final):
        raise RuleBroken(reasons[0])
    answer, _made = ValueAnswer.objects.select_for_update().get_or_create(
        edition=edition,
        side=seat.side,
        organisation=seat.organisation,
        country=seat.country,
        answered_by=by,
        defaults={"language": language, "saved_at": at},
    )
    answer.marks = {key: mark for key, mark in marks.items() if mark is not None}
    answer.evidence = {
        key: words.strip()[: rules.MOST_LETTERS_OF_EVIDENCE]
        for key, words in evidence.items()
        if key in rules.DIMENSIONS and words.strip()
    }
    answer.language, answer.saved_at = language, at
    if is_final:
        answer.handed_in_at = answer.handed_in_at or at
    answer.save()
    return answer
