"""What waits for whom: the duties of each role, from where an edition stands. Pure: values in, answer out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

OFFICER, SCREENER, APPROVER = "programme_officer", "screener", "approver"
FOCAL_POINT, EVALUATOR, REPORTER = "focal_point", "evaluation_officer", "reporting_officer"
ADMINISTRATOR = "administrator"

# The life of an edition in a few words; the states are those of the life cycle, in its order.
PHASES = {
    "prepare": (
        "demand",
        "screened",
        "joint_concept",
        "jsc_approved",
        "budgeted",
        "ci_published",
    ),
    "call": ("call_open", "call_closed"),
    "select": ("selecting", "selection_approved"),
    "course": ("preparing", "running", "delivered"),
    "certify": ("certifying",),
    "follow_up": ("following_up", "evaluated"),
    "report": ("reported", "closed"),
}
DECIDING = frozenset({"computing", "proposed", "approved"})
SOON = timedelta(days=3)


@dataclass(frozen=True)
class Situation:
    """What is known of an edition when its tasks are listed; all numbers are counts."""

    state: str
    today: date
    starts_on: date
    ends_on: date
    call_closes_on: date | None = None
    seats: int = 0
    nominated: int = 0
    countries_without_nominees: tuple[str, ...] = ()
    rows_to_mend: int = 0
    selection: str = ""
    sessions: int = 0
    sessions_without_time: int = 0
    sessions_without_attendance: int = 0
    participants: int = 0
    certificates: int = 0
    letters_drafted: int = 0
    letters_failed: int = 0
    contributions: int = 0
    reports_with_problems: int = 0
    own_countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: a code for phrases.py, how much of it, and where it is done."""

    code: str
    count: int
    page: str
    is_late: bool


@dataclass(frozen=True)
class Duty:
    """Whose task something is, in which states, how much of it there is, and when it is late."""

    code: str
    role: str
    states: str
    page: str
    count: Callable[[Situation], int]
    is_late: Callable[[Situation], bool] = lambda situation: False


def phase_of(state: str) -> str:
    """The phase to which a state of the life cycle belongs; empty for an edition put aside."""
    return next((phase for phase, states in PHASES.items() if state in states), "")


def tasks(situation: Situation, *, roles: Iterable[str]) -> tuple[Task, ...]:
    """What waits for somebody with these roles, in the order of the edition's life."""
    held = frozenset(roles)
    found = (
        (duty, duty.count(situation))
        for duty in DUTIES
        if duty.role in held and situation.state in duty.states.split()
    )
    once: dict[str, Task] = {}
    for duty, count in found:
        if count > 0:
            task = Task(duty.code, count, duty.page, duty.is_late(situation))
            once.setdefault(duty.code, task)
    return tuple(once.values())


def _once(situation: Situation) -> int:
    return 1


def _closes_soon(situation: Situation) -> bool:
    closes = situation.call_closes_on
    return closes is not None and closes - situation.today <= SOON


def _has_ended(situation: Situation) -> bool:
    return situation.ends_on < situation.today


BEFORE_THE_CALL = "demand screened jsc_approved budgeted ci_published"
UNTIL_THE_COURSE = "call_closed selecting selection_approved preparing"
ANY = " ".join(state for states in PHASES.values() for state in states)

DUTIES = (
    Duty("prepare_edition", OFFICER, "demand screened jsc_approved budgeted", "portal:life", _once),
    Duty("approve_concept", APPROVER, "joint_concept", "portal:life", _once),
    Duty(
        "enter_contributions",
        OFFICER,
        "demand screened joint_concept jsc_approved",
        "funding:contributions",
        lambda s: int(not s.contributions),
    ),
    Duty(
        "nominate",
        FOCAL_POINT,
        "call_open",
        "nominations:desk",
        lambda s: len(s.own_countries & set(s.countries_without_nominees)),
        _closes_soon,
    ),
    Duty(
        "remind_countries",
        OFFICER,
        "call_open",
        "nominations:nominees",
        lambda s: len(s.countries_without_nominees),
        _closes_soon,
    ),
    Duty(
        "mend_rows",
        OFFICER,
        "call_open call_closed",
        "nominations:imports",
        lambda s: s.rows_to_mend,
    ),
    Duty("begin_selecting", OFFICER, "call_closed", "portal:life", _once),
    Duty("begin_selecting", SCREENER, "call_closed", "portal:life", _once),
    Duty(
        "propose_cohort",
        SCREENER,
        "selecting",
        "nominations:selection",
        lambda s: int(s.selection not in DECIDING),
    ),
    Duty(
        "approve_proposal",
        APPROVER,
        "selecting",
        "nominations:selection",
        lambda s: int(s.selection == "proposed"),
    ),
    Duty("begin_preparing", OFFICER, "selection_approved", "portal:life", _once),
    Duty("send_letters", OFFICER, ANY, "correspondence:outbox", lambda s: s.letters_drafted),
    Duty(
        "look_at_failed_letters",
        OFFICER,
        ANY,
        "correspondence:outbox",
        lambda s: s.letters_failed,
        lambda s: True,
    ),
    Duty(
        "make_timetable",
        OFFICER,
        UNTIL_THE_COURSE,
        "timetable:timetable",
        lambda s: s.sessions_without_time,
        lambda s: s.starts_on - s.today <= timedelta(days=14),
    ),
    Duty(
        "open_course",
        OFFICER,
        "preparing",
        "portal:life",
        lambda s: int(s.today >= s.starts_on),
        lambda s: s.today > s.starts_on,
    ),
    Duty(
        "record_attendance",
        OFFICER,
        "running delivered",
        "attendance:overview",
        lambda s: s.sessions_without_attendance,
        _has_ended,
    ),
    Duty(
        "end_course",
        OFFICER,
        "running",
        "portal:life",
        lambda s: int(s.today >= s.ends_on),
        _has_ended,
    ),
    Duty(
        "begin_certifying",
        OFFICER,
        "delivered",
        "portal:life",
        lambda s: int(not s.sessions_without_attendance),
    ),
    Duty(
        "issue_certificates",
        OFFICER,
        "certifying",
        "certificates:certificates",
        lambda s: s.participants - s.certificates,
    ),
    Duty(
        "begin_follow_up",
        OFFICER,
        "certifying",
        "portal:life",
        lambda s: int(s.certificates > 0),
    ),
    Duty("evaluate", EVALUATOR, "following_up", "surveys:results", _once),
    Duty("report", REPORTER, "evaluated", "reporting:reports", _once),
    Duty(
        "mend_reports",
        REPORTER,
        ANY,
        "reporting:reports",
        lambda s: s.reports_with_problems,
    ),
    Duty("close_edition", OFFICER, "reported", "portal:life", _once),
    Duty("close_edition", ADMINISTRATOR, "reported", "portal:life", _once),
)
