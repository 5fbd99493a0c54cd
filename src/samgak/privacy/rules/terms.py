"""How long each kind of personal data is kept once its purpose is fulfilled."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from samgak.privacy.rules import items

MOST_DAYS, MOST_MONTHS = 365, 36
# Why values were purged.
TERM_IS_OVER, CONSENT_WITHDRAWN, ERASURE, GROUND_IS_OVER = (
    "term_is_over",
    "consent_withdrawn",
    "erasure",
    "ground_is_over",
)
PURGE_RULES = (TERM_IS_OVER, CONSENT_WITHDRAWN, ERASURE, GROUND_IS_OVER)
MOST_LETTERS_OF_A_REASON = 300


@dataclass(frozen=True)
class Terms:
    """Days after the purpose is done; months after the decision for those who were not selected."""

    passport_days: int = 5
    medical_days: int = 30
    other_days: int = 5
    not_selected_months: int = 12

    def days(self, item: str) -> int:
        """How many days an item is kept after its purpose is done."""
        special = {items.PASSPORT: self.passport_days, items.MEDICAL: self.medical_days}
        return special.get(item, self.other_days)

    def purge_on(self, item: str, done_on: date) -> date:
        """The day on which an item is purged."""
        return done_on + timedelta(days=self.days(item))


DEFAULTS = Terms()


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one: 31 January and one month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def purpose_done_on(
    *, marked_on: date | None, ends_on: date, left_on: date | None, today: date
) -> date | None:
    """When the purpose of an item was fulfilled: as an officer said, the person left, or the course ended."""
    days = [day for day in (marked_on, left_on) if day]
    if ends_on < today:
        days.append(ends_on)
    return min(days, default=None)
