"""What a secondment asks week by week and objective by objective. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

# While the secondment runs, and until the certificates are issued.
OPEN_STATES = frozenset({"running", "delivered", "certifying"})
# The log and a submitted report may be changed until the certificates are prepared: they count there.
LOG_STATES = TAKE_BACK_STATES = frozenset({"running", "delivered"})
SELF, MENTOR = "self", "mentor"
SIDES = (SELF, MENTOR)
LEAST_GRADE, MOST_GRADE = 1, 5
GRADES = range(LEAST_GRADE, MOST_GRADE + 1)
MOST_LETTERS = 4000
MOST_LETTERS_OF_REMARK = 2000
MOST_LETTERS_OF_TITLE = 200
MOST_OUTPUTS = 30
WRITTEN, MISSING, NOW, AHEAD = "written", "missing", "now", "ahead"


@dataclass(frozen=True)
class Week:
    """A week of the secondment, counted from its first day; the last one may be shorter."""

    number: int
    starts_on: date
    ends_on: date

    def stand(self, *, is_written: bool, today: date) -> str:
        """Whether the entry is written, missing, due this week, or still ahead."""
        if is_written:
            return WRITTEN
        if today > self.ends_on:
            return MISSING
        return NOW if today >= self.starts_on else AHEAD


def weeks(starts_on: date, ends_on: date) -> tuple[Week, ...]:
    """The weeks from the first to the last day, both included."""
    count = ((ends_on - starts_on).days + 7) // 7
    firsts = (starts_on + timedelta(weeks=number) for number in range(count))
    return tuple(
        Week(number, first, min(first + timedelta(days=6), ends_on))
        for number, first in enumerate(firsts, start=1)
    )


def weeks_without(written: Collection[int], all_weeks: Collection[Week]) -> int:
    """How many of all weeks have no entry."""
    return sum(week.number not in written for week in all_weeks)


def difference(own: int | None, mentor: int | None) -> int | None:
    """How much higher the mentor graded; None until both sides have."""
    return None if own is None or mentor is None else mentor - own


def reasons_not_to_write(*, edition_state: str, is_present: bool) -> list[str]:
    """Codes of what forbids writing in the log, the assessment and the report."""
    reasons = [] if is_present else ["not_a_participant"]
    return reasons if edition_state in OPEN_STATES else [*reasons, "secondment_is_not_open"]
