from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from samgak.accounts.models import User
from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant
from samgak.secondments import queries, rules
from samgak.secondments.models import Assessment, FinalReport, LogEntry, Output


@transaction.atomic
def write_entry(
    seat: Participant, *, week: int, text: str, language: str, at: datetime, seen: str = ""
) -> LogEntry:
    """Write or change the entry of a week that has begun, until the certificates are prepared.

    Raises changed_meanwhile, as every act here, when what is stored is not the version `seen`.
    """
    seat = _open_log(seat)
    wanted = _week(seat, week)
    if at.astimezone(seat.edition.zone).date() < wanted.starts_on:
        raise RuleBroken("week_has_not_begun")
    known = LogEntry.objects.filter(participant=seat, week=week).first()
    versions.refuse_if_changed(seen, queries.version_of_entry(known))
    values = {"text": _words(text), "language": language, "written_at": at}
    return LogEntry.objects.update_or_create(participant=seat, week=week, defaults=values)[0]


@transaction.atomic
def remark(
    seat: Participant,
    *,
    week: int,
    text: str,
    language: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> LogEntry:
    """Say as the mentor what one thinks of a week; it can be changed as long as the log is open."""
    seat = _open_log(seat)
    if seat.person.user_id == by.pk:
        raise RuleBroken("mentors_do_not_mentor_themselves")
    entry = LogEntry.objects.filter(participant=seat, week=week).first()
    if entry is None:
        raise RuleBroken("week_without_entry")
    versions.refuse_if_changed(seen, queries.version_of_remark(entry))
    entry.remark, entry.remark_language = _words(text), language
    entry.remarked_by, entry.remarked_at = by, at
    entry.save()
    return entry


@transaction.atomic
def add_output(seat: Participant, *, title: str, url: str, language: str, at: datetime) -> Output:
    """Name something that the secondment brought forth."""
    seat = _open(seat)
    if queries.outputs_of(seat).count() >= rules.MOST_OUTPUTS:
        raise RuleBroken("too_many_outputs", most=rules.MOST_OUTPUTS)
    return Output.objects.create(
        participant=seat, title=_words(title), url=url, language=language, added_at=at
    )


@transaction.atomic
def remove_output(seat: Participant, *, pk: int) -> Output:
    """Take an output off the list; raises Output.DoesNotExist for one of somebody else."""
    seat = _open(seat)
    found = queries.outputs_of(seat).get(pk=pk)
    found.delete()
    return found


@transaction.atomic
def assess(
    seat: Participant,
    *,
    side: str,
    grades: Mapping[int, tuple[int, str]],
    language: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> None:
    """Grade each objective named by its place, with the evidence for the grade."""
    seat = _open(seat)
    if (side == rules.SELF) != (seat.person.user_id == by.pk):
        raise RuleBroken("mentors_do_not_mentor_themselves")
    versions.refuse_if_changed(seen, queries.version_of_assessment(seat, side=side))
    for position, (grade, evidence) in grades.items():
        if grade not in rules.GRADES or position >= len(seat.edition.objectives):
            raise RuleBroken("grade_off_the_scale")
        Assessment.objects.update_or_create(
            participant=seat,
            objective=position,
            side=side,
            defaults={
                "grade": grade,
                "evidence": _words(evidence),
                "language": language,
                "assessed_by": by,
                "assessed_at": at,
            },
        )


@transaction.atomic
def save_report(
    seat: Participant,
    *,
    learned: Sequence[str],
    changes: str,
    recommendations: str,
    language: str,
    at: datetime,
    submit: bool,
    seen: str = "",
) -> FinalReport:
    """Keep the final report as a draft, or submit it once every part is written."""
    seat = _open(seat)
    report = queries.report_of(seat) or FinalReport(participant=seat)
    if report.submitted_at:
        raise RuleBroken("report_is_submitted")
    versions.refuse_if_changed(seen, queries.version_of_report(queries.report_of(seat)))
    parts = [_clean(one) for one in (*learned, changes, recommendations)]
    if submit and not all(parts):
        raise RuleBroken("report_part_missing")
    *report.learned, report.changes, report.recommendations = parts
    report.language, report.saved_at = language, at
    report.submitted_at = at if submit else None
    report.save()
    return report


@transaction.atomic
def take_back_report(seat: Participant) -> FinalReport:
    """Make a draft of a submitted report again, until the certificates are prepared."""
    seat = _open(seat)
    report = queries.report_of(seat)
    if report is None or not report.submitted_at:
        raise RuleBroken("report_is_not_submitted")
    if seat.edition.state not in rules.TAKE_BACK_STATES:
        raise RuleBroken("report_counts_already")
    report.submitted_at = None
    report.save(update_fields=["submitted_at"])
    return report


def _open_log(seat: Participant) -> Participant:
    seat = _open(seat)
    if seat.edition.state not in rules.LOG_STATES:
        raise RuleBroken("log_counts_already")
    return seat


def _open(seat: Participant) -> Participant:
    # Two windows of one person take turns.
    rows = Participant.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("edition", "person").get(pk=seat.pk)
    reasons = rules.reasons_not_to_write(
        edition_state=locked.edition.state,
        is_present=locked.state in participants_rules.PRESENT,
    )
    if reasons:
        raise RuleBroken(reasons[0])
    return locked


def _week(seat: Participant, number: int) -> rules.Week:
    for week in rules.weeks(seat.edition.starts_on, seat.edition.ends_on):
        if week.number == number:
            return week
    raise RuleBroken("no_such_week")


def _words(text: str) -> str:
    words = _clean(text)
    if not words:
        raise RuleBroken("words_missing")
    return words


def _clean(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if len(words) > rules.MOST_LETTERS:
        raise RuleBroken("too_many_letters", most=rules.MOST_LETTERS)
    return words
