"""The demonstration's movable clock: another day, and the real time of that day at the venue.

It exists in demonstration mode only; elsewhere its addresses are not registered, its middleware is not
used, and a row left in its table changes nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samgak.actionplans import services as actionplans
from samgak.applications import services as applications
from samgak.calls import services_deadlines as calls
from samgak.demand import services as demand
from samgak.exchange.models import DemonstrationClock
from samgak.nominations import queries as nominations
from samgak.privacy import services as privacy
from samgak.programmes import services as programmes
from samgak.programmes.models import Edition

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

PRESET_TEXTS = {
    "call_open": _("Call open"),
    "call_closed": _("Call closed"),
    "first_day": _("First day"),
    "second_day": _("Second day"),
    "last_day": _("Last day"),
    "year_later": _("A year later"),
}


@dataclass(frozen=True)
class Preset:
    """A day worth going to, and what it is called."""

    name: object
    day: date
    is_shown: bool


@dataclass(frozen=True)
class Demonstration:
    """What the banner of a demonstration shows: the moment, the place of its clock, days to go to."""

    now: datetime
    edition: Edition | None
    is_moved: bool

    @property
    def zone(self) -> ZoneInfo:
        return self.edition.zone if self.edition else ZoneInfo("UTC")

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def presets(self) -> list[Preset]:
        days = days_of(self.edition) if self.edition else {}
        return [Preset(PRESET_TEXTS[name], day, day == self.today) for name, day in days.items()]


def demonstration(*, real: datetime) -> Demonstration:
    """The demonstration at a real moment, in one query."""
    row = DemonstrationClock.objects.select_related("edition__call").filter(pk=1).first()
    edition = row.edition if row else None
    if row is None or row.shown_on is None:
        return Demonstration(now=real, edition=edition, is_moved=False)
    zone = edition.zone if edition else UTC
    time_of_day = real.astimezone(zone).time()
    shown = datetime.combine(row.shown_on, time_of_day, tzinfo=zone)
    return Demonstration(now=shown, edition=edition, is_moved=True)


def now() -> datetime:
    """The moment for jobs that no page began: the demonstration's in demonstration mode, else the real one."""
    real = timezone.now()
    return demonstration(real=real).now if settings.DEMONSTRATION else real


@transaction.atomic
def move(*, to: date | None) -> Demonstration:
    """Show another day, or today again, and take every step that the day brings, or takes back."""
    _only_in_a_demonstration()
    DemonstrationClock.objects.update_or_create(pk=1, defaults={"shown_on": to})
    shown = demonstration(real=timezone.now())
    programmes.take_back_by_clock(at=shown.now)
    programmes.move_by_clock(at=shown.now)
    demand.close_by_clock(at=shown.now)
    actionplans.ask_what_is_due(at=shown.now)
    applications.remind(at=shown.now)
    applications.tell_of_new_versions(at=shown.now)
    privacy.purge_what_is_due(at=shown.now)
    calls.remind(at=shown.now, nominated=nominations.nominated_by_country)
    return shown


@transaction.atomic
def follow(edition: Edition, *, on: date) -> Demonstration:
    """Make the clock that of an edition, and show this day of it."""
    _only_in_a_demonstration()
    DemonstrationClock.objects.update_or_create(pk=1, defaults={"edition": edition})
    return move(to=on)


def days_of(edition: Edition) -> dict[str, date]:
    """The days of an edition that a visitor may want to see, by name, in the order of the calendar."""
    call = getattr(edition, "call", None)  # an edition without a call has no such attribute
    days: dict[str, date] = {}
    if call and call.opens_at:
        days["call_open"] = call.opens_at.astimezone(edition.zone).date() + timedelta(days=1)
    if call and call.closes_at:
        closes_on = call.closes_at.astimezone(edition.zone).date()
        days["call_closed"] = closes_on + timedelta(days=1)
        if "call_open" in days:
            # The whole of a day on which the call is open, whatever the time of day.
            days["call_open"] = min(days["call_open"], closes_on)
    days["first_day"] = edition.starts_on
    if edition.ends_on > edition.starts_on + timedelta(days=1):
        days["second_day"] = edition.starts_on + timedelta(days=1)
    days["last_day"] = edition.ends_on
    days["year_later"] = edition.ends_on + timedelta(days=365)
    return days


def _only_in_a_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise RuntimeError("The clock is moved in demonstration mode only.")
