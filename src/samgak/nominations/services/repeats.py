"""Records that may be those of nominees who took part before: found, and decided by a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.nominations.models import EarlierRecord, Nomination
from samgak.nominations.queries import repeats as queries
from samgak.nominations.rules import repeats as rules

Verdict = EarlierRecord.Verdict
NEEDS_REASON = (Verdict.WAIVED,)


def look(nomination: Nomination) -> None:
    """Look for records of somebody who took part in another edition and may be the nominee."""
    look_all([nomination])


def look_all(nominations: Sequence[Nomination]) -> None:
    """The same for many nominations of one edition, in few questions to the database."""
    if not nominations:
        return
    found = queries.candidates(nominations)
    stored: dict[int, dict[int, EarlierRecord]] = defaultdict(dict)
    for record in EarlierRecord.objects.filter(nomination__in=nominations):
        stored[record.nomination_id][record.person_id] = record
    fresh, changed, gone = [], [], []
    for nomination in nominations:
        known = stored[nomination.pk]
        about = queries.known_of(nomination.person)
        wanted = _grounds(about, found.near(about))
        for key, codes in wanted.items():
            if key not in known:
                fresh.append(EarlierRecord(nomination=nomination, person_id=key, grounds=codes))
            elif known[key].grounds != codes:
                known[key].grounds = codes
                changed.append(known[key])
        # What a person decided stays, whatever is typed afterwards.
        gone += [one.pk for key, one in known.items() if key not in wanted and not one.verdict]
    EarlierRecord.objects.bulk_create(fresh, batch_size=500)
    EarlierRecord.objects.bulk_update(changed, ["grounds"], batch_size=500)
    if gone:
        EarlierRecord.objects.filter(pk__in=gone).delete()


@transaction.atomic
def decide(record: EarlierRecord, *, verdict: str, reason: str, by, at: datetime) -> EarlierRecord:
    """Say whether it is the same person, another, or that the rule is waived this time."""
    record = EarlierRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if verdict in NEEDS_REASON and not reason.strip():
        raise RuleBroken("waiver_needs_a_reason")
    record.verdict, record.reason = Verdict(verdict), reason.strip()
    record.decided_by, record.decided_at = by, at
    with audit.because(reason):
        record.save(update_fields=["verdict", "reason", "decided_by", "decided_at"])
    return record


def _grounds(about: rules.Known, near: Iterable[rules.Known]) -> dict[int, list[str]]:
    return {other.key: codes for other in near if (codes := rules.grounds(about, other))}
