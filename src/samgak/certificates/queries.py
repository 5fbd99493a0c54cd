from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from samgak.actionplans import queries as actionplans_queries
from samgak.attendance import queries as attendance_queries
from samgak.attendance.rules import Attendance
from samgak.certificates import rules
from samgak.certificates.models import Certificate
from samgak.core.prepared import Given, Prepared
from samgak.participants.models import Participant
from samgak.partners.models import Organisation
from samgak.privacy import queries as privacy
from samgak.privacy.rules import AGREED
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition, PartnerRole
from samgak.secondments import queries as secondments_queries
from samgak.surveys import queries as surveys_queries
from samgak.surveys.rules import POST

ISSUED, READY, WAITING_FOR_NAME, INCOMPLETE, REVOKED = (
    "issued",
    "ready",
    "waiting_for_name",
    "incomplete",
    "revoked",
)
MISTYPED, UNKNOWN = "mistyped", "unknown"


@dataclass(frozen=True)
class Completion:
    """What one participant did, and whether it is enough for the certificate."""

    participant: Participant
    attendance: Attendance
    post_test_taken: bool
    action_plan_submitted: bool
    # Codes of certificates.rules; empty when complete.
    reasons: tuple[str, ...]
    # Of editions that keep a log.
    done: secondments_queries.Done | None = None
    # The valid certificate, or else the last one there was.
    certificate: Certificate | None = None

    @property
    def is_complete(self) -> bool:
        return not self.reasons

    @property
    def is_name_confirmed(self) -> bool:
        return self.participant.name_confirmed_at is not None

    @property
    def state(self) -> str:
        """Where the person stands on the way to the certificate."""
        if self.certificate:
            is_valid = self.certificate.state == Certificate.State.ISSUED
            return ISSUED if is_valid else REVOKED
        if not self.is_complete:
            return INCOMPLETE
        return READY if self.is_name_confirmed else WAITING_FOR_NAME


def requirement_of(edition: Edition) -> rules.Requirement:
    """What the edition asks for the certificate, of what its kind has."""
    has_sessions = rules_kinds.has(edition.kind, "timetable")
    return rules.Requirement(
        attendance_percent=edition.attendance_percent_required if has_sessions else 0,
        post_test=edition.post_test_required and rules_kinds.has(edition.kind, "tests"),
        action_plan=edition.action_plan_required,
        log=rules_kinds.has(edition.kind, "log"),
    )


def completions(edition: Edition) -> list[Completion]:
    """Everyone present with what was done and what is missing, by country and name.

    A constant number of queries, however many they are.
    """
    overview = attendance_queries.overview(edition)
    tested = surveys_queries.handed_in(edition, POST)
    planned = actionplans_queries.submitted(edition)
    held = _last_certificates(edition)
    requirement = requirement_of(edition)
    logged = secondments_queries.done(edition) if requirement.log else {}
    return [
        _completion(
            one.participant,
            one.attendance,
            requirement,
            post_test_taken=one.participant.pk in tested,
            action_plan_submitted=one.participant.pk in planned,
            done=logged.get(one.participant.pk),
            certificate=held.get(one.participant.pk),
        )
        for one in overview.people
    ]


def completion_of(participant: Participant) -> Completion:
    """What this participant did and still lacks."""
    plan = actionplans_queries.plan_of(participant)
    requirement = requirement_of(participant.edition)
    logged = secondments_queries.done(participant.edition) if requirement.log else {}
    return _completion(
        participant,
        attendance_queries.attendance_of_one(participant),
        requirement,
        post_test_taken=participant.pk in surveys_queries.handed_in(participant.edition, POST),
        action_plan_submitted=bool(plan and plan.submitted_at),
        done=logged.get(participant.pk),
        certificate=certificate_of(participant),
    )


def certificate_of(participant: Participant) -> Certificate | None:
    """The participant's valid certificate, or else the last one there was."""
    return _last(_of_seat(participant=participant.pk)).get(participant.pk)


@Prepared
def _of_seat() -> QuerySet[Certificate]:
    found = Certificate.objects.filter(participant=Given("participant"))
    return found.exclude(state=Certificate.State.REPLACED).defer("pdf")


def by_number(number: str) -> Certificate | None:
    """The certificate of a number as it is written, with the one that took its place; one query."""
    return (
        Certificate.objects.select_related("replaced_by")
        .annotate(
            about_the_register=privacy.answer_about_the_register(
                person="participant__person", edition="edition"
            )
        )
        .defer("pdf", "replaced_by__pdf")
        .filter(number=number)
        .first()
    )


@dataclass(frozen=True)
class Verification:
    """What is known of a number that somebody typed; `outcome` is a state, unknown or mistyped."""

    typed: str
    number: str
    outcome: str
    certificate: Certificate | None = None
    # False where the person does not want to stand in the public register.
    names_holder: bool = True

    @property
    def starts_on(self) -> date | None:
        return self._day("starts_on")

    @property
    def ends_on(self) -> date | None:
        return self._day("ends_on")

    @property
    def issued_on(self) -> date | None:
        return self._day("issued_on")

    @property
    def ended_on(self) -> date | None:
        """The day at the venue on which it was revoked or replaced."""
        if self.certificate is None or self.certificate.state_changed_at is None:
            return None
        zone = ZoneInfo(self.certificate.statement["timezone"])
        return self.certificate.state_changed_at.astimezone(zone).date()

    def _day(self, key: str) -> date | None:
        return stated_day(self.certificate.statement, key) if self.certificate else None


def verification(typed: str) -> Verification:
    """What the register says of a number, as its certificate stated it on the day; one query."""
    number = rules.read_number(typed)
    if number is None:
        return Verification(typed=typed, number="", outcome=MISTYPED)
    found = by_number(number)
    if found is None:
        return Verification(typed=typed, number=number, outcome=UNKNOWN)
    return Verification(
        typed=typed,
        number=number,
        outcome=found.state,
        certificate=found,
        names_holder=found.about_the_register in (None, AGREED),
    )


def stated_day(statement: Mapping[str, Any], key: str) -> date:
    """One of the dates of a certificate's statement."""
    return date.fromisoformat(statement[key])


def certificate(edition: Edition, *, number: str) -> Certificate:
    """A certificate of this edition with its person; raises Certificate.DoesNotExist."""
    return (
        Certificate.objects.select_related("participant__person", "replaced_by", "replaces")
        .defer("replaced_by__pdf", "replaces__pdf")
        .get(edition=edition, number=number)
    )


def issuers(edition: Edition) -> list[Organisation]:
    """Who issues: the facilitating and pivotal organisations, or the host where there are none."""
    held = PartnerRole.objects.filter(edition=edition, organisation__isnull=False)
    roles = list(held.select_related("organisation"))
    for wanted in ({"facilitating", "pivotal"}, {"host"}):
        found = {role.organisation_id: role.organisation for role in roles if role.role in wanted}
        if found:
            return list(found.values())
    return []


def facts(edition: Edition) -> dict[str, bool]:
    """What the life cycle asks of certificates: nobody who could have one today is without."""
    found = completions(edition)
    is_begun = any(one.state == ISSUED for one in found) or not any(
        one.is_complete for one in found
    )
    return {"certificates_are_issued": is_begun and all(one.state != READY for one in found)}


def _completion(
    participant: Participant,
    attendance: Attendance,
    requirement: rules.Requirement,
    *,
    post_test_taken: bool,
    action_plan_submitted: bool,
    done: secondments_queries.Done | None,
    certificate: Certificate | None,
) -> Completion:
    evidence = rules.Evidence(
        minutes_present=attendance.minutes_present,
        minutes_held=attendance.minutes_held,
        is_post_test_taken=post_test_taken,
        is_action_plan_submitted=action_plan_submitted,
        weeks_without_entry=done.weeks_without_entry if done else 0,
        is_report_submitted=bool(done and done.is_report_submitted),
    )
    return Completion(
        participant=participant,
        attendance=attendance,
        post_test_taken=post_test_taken,
        action_plan_submitted=action_plan_submitted,
        reasons=tuple(rules.reasons_not_complete(evidence, requirement)),
        done=done,
        certificate=certificate,
    )


def _last_certificates(edition: Edition) -> dict[int, Certificate]:
    rows = Certificate.objects.filter(edition=edition).exclude(state=Certificate.State.REPLACED)
    return _last(rows.defer("pdf"))


def _last(found: Iterable[Certificate]) -> dict[int, Certificate]:
    # Revoked ones first, so that a valid one stands in their place.
    ordered = sorted(found, key=lambda one: (one.state == Certificate.State.ISSUED, one.issued_at))
    return {one.participant_id: one for one in ordered}
