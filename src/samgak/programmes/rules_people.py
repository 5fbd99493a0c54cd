"""Who may give and end which role, and from when until when a role counts. Pure."""

from collections.abc import Iterable
from datetime import date

from samgak.programmes.rules import ADMINISTRATOR, OFFICER

FOCAL_POINT = "focal_point"


def may_give(role: str, *, held: Iterable[str]) -> bool:
    """Whether somebody who holds these roles may give or end that one: nobody gives what is above them."""
    return ADMINISTRATOR in held or (OFFICER in held and role != ADMINISTRATOR)


def reasons_not_a_role(
    role: str, *, country: str, held_from: date | None, held_until: date | None
) -> list[str]:
    """Codes of all that is wrong with a role before it is given; `held_until` is the day after the last."""
    reasons = []
    if role == FOCAL_POINT and not country:
        reasons.append("country_missing")
    if role != FOCAL_POINT and country:
        reasons.append("country_not_for_this_role")
    if held_from and held_until and held_until <= held_from:
        reasons.append("ends_before_it_begins")
    return reasons


def overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> bool:
    """Whether two periods share a day; an end that is None is open, the day of the end not part."""
    (from_1, until_1), (from_2, until_2) = first, second
    if (until_1 and until_1 == from_1) or (until_2 and until_2 == from_2):
        return False
    starts_before = until_2 is None or from_1 is None or from_1 < until_2
    ends_after = until_1 is None or from_2 is None or from_2 < until_1
    return starts_before and ends_after


def end_of(*, held_from: date | None, on: date) -> date:
    """The day from which a role no longer counts when it is ended that day."""
    return max(held_from, on) if held_from else on
