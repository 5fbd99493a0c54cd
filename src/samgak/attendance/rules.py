"""Minutes in the room: what a mark is worth, and what part of the sessions somebody was in."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

PRESENT, LATE, EXCUSED, ABSENT = "present", "late", "excused", "absent"
STATUSES = (PRESENT, LATE, EXCUSED, ABSENT)
# While the course runs, and until its certificates are out.
OPEN_STATES = frozenset({"running", "delivered", "certifying"})


@dataclass(frozen=True)
class Attendance:
    """Minutes of the sessions of one person: in how many of them the person was."""

    minutes_present: int
    minutes_held: int

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, rounded down: 80.0 is never shown for less; None without sessions."""
        if not self.minutes_held:
            return None
        share = Decimal(100 * self.minutes_present) / self.minutes_held
        return share.quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def is_for(*, session_group: str, participant_group: str) -> bool:
    """Whether a session is one of the person's own: everyone's, or that of the person's group."""
    return session_group in ("", participant_group)


def minutes_of(status: str, *, session_minutes: int, told: int | None) -> int:
    """The minutes somebody was there: all when present, as told when late, none otherwise."""
    if status == LATE:
        return told or 0
    return session_minutes if status == PRESENT else 0


def reasons_not_a_mark(status: str, *, session_minutes: int, told: int | None) -> list[str]:
    """Codes of what is wrong with one mark; an excused absence is still an absence."""
    if status not in STATUSES:
        return ["attendance_status_unknown"]
    if status != LATE:
        return []
    if told is None:
        return ["late_minutes_missing"]
    return [] if 0 < told < session_minutes else ["late_minutes_outside_the_session"]


def reasons_not_to_record(
    *, edition_state: str, is_placed: bool, is_cancelled: bool, has_begun: bool
) -> list[str]:
    """Codes of what forbids recording who was in a session."""
    reasons = [] if edition_state in OPEN_STATES else ["attendance_is_closed"]
    if is_cancelled:
        reasons.append("session_is_cancelled")
    if not is_placed:
        reasons.append("session_has_no_time")
    elif not has_begun:
        reasons.append("session_has_not_begun")
    return reasons
