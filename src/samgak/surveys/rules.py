"""When the same test is taken: once before the course and once at its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

PRE, POST = "pre", "post"
MOMENTS = (PRE, POST)
# From the preparations on, until the certificates are out.
OPEN_STATES = frozenset({"preparing", "running", "delivered", "certifying"})


@dataclass(frozen=True)
class Opening:
    """The moments from which each test may be taken; the pre-test ends when the post-test opens."""

    pre_from: datetime
    post_from: datetime


def opening(
    *,
    starts_on: date,
    ends_on: date,
    zone: tzinfo,
    test_sessions: Iterable[datetime],
    pre_opened_at: datetime | None,
    post_opened_at: datetime | None,
) -> Opening:
    """Return when the tests open: as an officer decided, or else by the rule.

    By the rule the pre-test opens when the day before the first begins at the venue, and the
    post-test when the last session of kind test begins. An edition of several days that has no such
    session after its first day opens it when its last day begins, one of a single day without any
    at noon. `test_sessions` are the beginnings of the sessions of kind test.
    """
    first_night = datetime.combine(starts_on - timedelta(days=1), time(), tzinfo=zone)
    has_one_day = starts_on == ends_on
    last_day = datetime.combine(ends_on, time(12 if has_one_day else 0), tzinfo=zone)
    last_test = max(test_sessions, default=None)
    if last_test is None or (not has_one_day and last_test.astimezone(zone).date() == starts_on):
        last_test = last_day
    return Opening(pre_from=pre_opened_at or first_night, post_from=post_opened_at or last_test)


def reasons_not_to_take(
    moment: str, *, edition_state: str, opening: Opening, at: datetime
) -> list[str]:
    """Codes of what forbids taking the test of this moment now."""
    if edition_state not in OPEN_STATES:
        return ["tests_are_closed"]
    if moment == POST:
        return [] if at >= opening.post_from else ["post_test_is_not_open_yet"]
    if at >= opening.post_from:
        return ["pre_test_is_over"]
    return [] if at >= opening.pre_from else ["pre_test_is_not_open_yet"]
