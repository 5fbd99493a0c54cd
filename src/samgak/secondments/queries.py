from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samgak.core import versions
from samgak.participants import queries as participants
from samgak.participants.models import Participant
from samgak.partners.models import Agreement, HistoryEvent, Organisation
from samgak.programmes.models import Edition, PartnerRole
from samgak.programmes.permissions import Access
from samgak.secondments import rules
from samgak.secondments.models import Assessment, FinalReport, LogEntry, Output
from samgak.secondments.permissions import READ_EVERYTHING


@dataclass(frozen=True)
class Progress:
    """How far a secondment is; `missing` counts the weeks that are over and have no entry."""

    participant: Participant
    weeks: int
    written: int
    missing: int
    outputs: int
    is_reported: bool


@dataclass(frozen=True)
class LoggedWeek:
    week: rules.Week
    entry: LogEntry | None
    stand: str


@dataclass(frozen=True)
class Objective:
    """One objective with what both sides say; the difference is the mentor's grade less the own."""

    position: int
    text: Any
    own: Assessment | None
    mentor: Assessment | None
    learned: str = ""

    @property
    def difference(self) -> int | None:
        return rules.difference(
            self.own.grade if self.own else None, self.mentor.grade if self.mentor else None
        )


@dataclass(frozen=True)
class Done:
    """What counts for the certificate."""

    weeks_without_entry: int
    is_report_submitted: bool


@dataclass(frozen=True)
class Owing:
    """What a seconded person has to write: weeks that are over, this week, the final report."""

    missing_weeks: int = 0
    this_week_until: date | None = None
    report: bool = False


@dataclass(frozen=True)
class Frame:
    """Between whom a secondment is, and on what agreements it stands.

    told are those of the edition's own history, as its file tells them.
    """

    hosts: tuple[Organisation, ...]
    senders: tuple[Organisation, ...]
    agreements: tuple[Agreement, ...]
    told: tuple[HistoryEvent, ...] = ()


def seats(edition: Edition, *, access: Access):
    """The seats that the reader may follow: all, or the own one."""
    everyone = participants.participants(edition)
    if access.roles & {str(role) for role in READ_EVERYTHING}:
        return everyone
    return everyone.filter(person__user=access.user_id)


def overview(edition: Edition, *, access: Access, today: date) -> list[Progress]:
    """Everyone seconded and how far each is, in a constant number of queries."""
    found = list(seats(edition, access=access))
    all_weeks = rules.weeks(edition.starts_on, edition.ends_on)
    over = [week for week in all_weeks if week.ends_on < today]
    written = _written(edition)
    outputs = Counter(
        Output.objects.filter(participant__in=found).values_list("participant", flat=True)
    )
    reported = _reported(edition)
    return [
        Progress(
            participant=seat,
            weeks=len(all_weeks),
            written=len(written.get(seat.pk, ())),
            missing=rules.weeks_without(written.get(seat.pk, ()), over),
            outputs=outputs[seat.pk],
            is_reported=seat.pk in reported,
        )
        for seat in found
    ]


def log_of(seat: Participant, *, today: date) -> list[LoggedWeek]:
    """Every week of the secondment with its entry, those without one too."""
    entries = {
        one.week: one
        for one in LogEntry.objects.filter(participant=seat).select_related("remarked_by")
    }
    return [
        LoggedWeek(
            week=week,
            entry=entries.get(week.number),
            stand=week.stand(is_written=week.number in entries, today=today),
        )
        for week in rules.weeks(seat.edition.starts_on, seat.edition.ends_on)
    ]


def objectives_of(seat: Participant) -> list[Objective]:
    """The edition's objectives with what each side says and what the report tells."""
    told = {(one.objective, one.side): one for one in Assessment.objects.filter(participant=seat)}
    report = report_of(seat)
    learned: Mapping[int, str] = dict(enumerate(report.learned)) if report else {}
    return [
        Objective(
            position=position,
            text=text,
            own=told.get((position, rules.SELF)),
            mentor=told.get((position, rules.MENTOR)),
            learned=learned.get(position, ""),
        )
        for position, text in enumerate(seat.edition.objectives)
    ]


def outputs_of(seat: Participant):
    """What the secondment brought forth, in the order in which it was named."""
    return Output.objects.filter(participant=seat)


def report_of(seat: Participant) -> FinalReport | None:
    return FinalReport.objects.filter(participant=seat).first()


def version_of_entry(entry: LogEntry | None) -> str:
    """The stamp of what a writer of the week has seen."""
    return versions.stamp([entry] if entry else [], fields=("text",))


def version_of_remark(entry: LogEntry) -> str:
    """The stamp of what a mentor has seen of the own comment."""
    return versions.stamp([entry], fields=("remark",))


def version_of_assessment(seat: Participant, *, side: str) -> str:
    """The stamp of what an assessor of this side has seen."""
    told = Assessment.objects.filter(participant=seat, side=side).order_by("objective")
    return versions.stamp(told, fields=("objective", "grade", "evidence"))


def version_of_report(report: FinalReport | None) -> str:
    """The stamp of what the writer of the final report has seen."""
    written = ("learned", "changes", "recommendations", "submitted_at")
    return versions.stamp([report] if report else [], fields=written)


def frame_of(edition: Edition) -> Frame:
    """Host and sending organisation by the partners' roles, and the agreements of both before it ends."""
    roles = list(
        PartnerRole.objects.filter(
            edition=edition, organisation__isnull=False, role__in=("host", "beneficiary")
        ).select_related("organisation")
    )
    hosts = tuple(one.organisation for one in roles if one.role == "host")
    senders = tuple(one.organisation for one in roles if one.role == "beneficiary")
    shared = (
        Agreement.objects.filter(parties__in=hosts)
        .filter(parties__in=senders)
        .exclude(signed_on__gt=edition.ends_on)
        .distinct()
    )
    told = HistoryEvent.objects.filter(
        kind=HistoryEvent.Kind.AGREEMENT,
        pk__in=edition.history_links.values("event"),
    )
    return Frame(hosts=hosts, senders=senders, agreements=tuple(shared), told=tuple(told))


def owing(seat: Participant, *, today: date) -> Owing:
    """What the seconded person still has to write; nothing once it can't be written any more."""
    edition = seat.edition
    if edition.state not in rules.OPEN_STATES:
        return Owing()
    report = report_of(seat)
    is_reported = report is not None and report.submitted_at is not None
    if edition.state not in rules.LOG_STATES:
        return Owing(report=not is_reported)
    stands = [(one.stand, one.week.ends_on) for one in log_of(seat, today=today)]
    return Owing(
        missing_weeks=sum(stand == rules.MISSING for stand, _ in stands),
        this_week_until=next((ends for stand, ends in stands if stand == rules.NOW), None),
        report=not is_reported,
    )


def done(edition: Edition) -> dict[int, Done]:
    """What everyone with a seat did, by the participant, in three queries."""
    all_weeks = rules.weeks(edition.starts_on, edition.ends_on)
    written, reported = _written(edition), _reported(edition)
    seated = participants.participants(edition).values_list("pk", flat=True)
    return {
        pk: Done(
            weeks_without_entry=rules.weeks_without(written.get(pk, ()), all_weeks),
            is_report_submitted=pk in reported,
        )
        for pk in seated
    }


def _written(edition: Edition) -> dict[int, set[int]]:
    written: dict[int, set[int]] = {}
    rows = LogEntry.objects.filter(participant__edition=edition)
    for participant, week in rows.order_by().values_list("participant", "week"):
        written.setdefault(participant, set()).add(week)
    return written


def _reported(edition: Edition) -> set[int]:
    rows = FinalReport.objects.filter(participant__edition=edition, submitted_at__isnull=False)
    return set(rows.values_list("participant", flat=True))
