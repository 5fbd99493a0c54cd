"""The milestones of a plan: its activities by month, and what was reported of each. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

DONE, NOT_DONE, NOT_ANSWERED, TO_COME = "done", "not_done", "not_answered", "to_come"


@dataclass(frozen=True)
class Report:
    """The day of an answer, and the activities that it says are carried out."""

    on: date
    done: Collection[str]


@dataclass(frozen=True)
class Milestone:
    what: str
    who: str
    month: str
    state: str


def milestones(
    activities: Iterable[Mapping[str, str]], *, reports: Iterable[Report], today: date
) -> tuple[Milestone, ...]:
    """Every activity with its state; the last report says what is done.

    An activity is due when its month ("2030-03") is over; without a month it never is.
    """
    told = sorted(reports, key=lambda one: one.on)
    return tuple(
        Milestone(
            what=one["what"],
            who=one.get("who", ""),
            month=one.get("month", ""),
            state=_state(one, told, today),
        )
        for one in activities
    )


def _state(activity: Mapping[str, str], told: list[Report], today: date) -> str:
    if told and activity["what"] in told[-1].done:
        return DONE
    due = day_after(activity.get("month", ""))
    if due is None or today < due:
        return TO_COME
    return NOT_DONE if told and told[-1].on >= due else NOT_ANSWERED


def day_after(month: str) -> date | None:
    """The first day after a month written as 2030-03; None for anything else."""
    year, _dash, number = month.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        return None
    if not (1 <= int(year) < date.max.year and 1 <= int(number) <= 12):
        return None
    return date(int(year) + int(number) // 12, int(number) % 12 + 1, 1)
