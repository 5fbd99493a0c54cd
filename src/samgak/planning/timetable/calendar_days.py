"""Which dates of an edition may be used, by the weekend and the public holidays of its country."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays as public_holidays
from babel import Locale, UnknownLocaleError

SATURDAY_AND_SUNDAY = (5, 6)  # CLDR's week of the world, for a country it does not know


@dataclass(frozen=True)
class CalendarDay:
    on: date
    is_weekend: bool
    holiday: str  # its name, empty on any other day
    is_usable: bool


def calendar_days(
    *,
    starts_on: date,
    ends_on: date,
    country: str,
    weekends: bool,
    holidays: bool,
    language: str = "",
) -> tuple[CalendarDay, ...]:
    """Return every date from `starts_on` to `ends_on` inclusive and whether it may be used.

    `country` is ISO 3166-1 alpha-2; `weekends` and `holidays` say whether such days may be used.
    Holidays are named in `language` where the list has it, otherwise in the country's own; a
    country without a list (see `holidays_are_known`) has none. Sources: CLDR, package `holidays`.
    """
    weekend = weekend_of(country)
    names = _holidays_of(country, range(starts_on.year, ends_on.year + 1), language)
    days = []
    for offset in range((ends_on - starts_on).days + 1):
        on = starts_on + timedelta(days=offset)
        is_weekend, holiday = on.weekday() in weekend, names.get(on, "")
        usable = (weekends or not is_weekend) and (holidays or not holiday)
        days.append(CalendarDay(on, is_weekend, holiday, usable))
    return tuple(days)


def usable_days(days: tuple[CalendarDay, ...]) -> tuple[date, ...]:
    """Return the dates a timetable may use, for `Problem.days`."""
    return tuple(day.on for day in days if day.is_usable)


def weekend_of(country: str) -> frozenset[int]:
    """Return the weekdays (Monday is 0) of the country's weekend. Source: CLDR week data."""
    try:
        locale = Locale.parse(f"und_{country}")
        first, last = locale.weekend_start, locale.weekend_end
    except UnknownLocaleError:
        first, last = SATURDAY_AND_SUNDAY
    return frozenset((first + offset) % 7 for offset in range((last - first) % 7 + 1))


def holidays_are_known(country: str) -> bool:
    """Return whether there is a list of the country's public holidays."""
    return country in public_holidays.list_supported_countries()


def _holidays_of(country: str, years: range, language: str) -> dict[date, str]:
    if not holidays_are_known(country):
        return {}
    offered = public_holidays.list_localized_countries().get(country, [])
    fitting = [name for name in offered if language and name.split("_")[0] == language]
    own = getattr(public_holidays, country).default_language
    # Named always: the package would otherwise follow the environment of the process.
    chosen = fitting[0] if fitting else own
    return dict(public_holidays.country_holidays(country, years=years, language=chosen))
