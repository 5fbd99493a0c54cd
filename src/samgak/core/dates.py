"""Dates and times in the reader's language: with the weekday, and never without the place."""

from datetime import date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location

# A page words the same few days and cities again and again.
_kept = lru_cache(maxsize=4096)


@cache
def _locale(language: str) -> Locale:
    # British order and spelling; CLDR's bare "en" is American.
    return Locale.parse("en_GB" if language == "en" else language)


@_kept
def long_date(day: date, language: str) -> str:
    """Such as "Monday, 25 August 2025"."""
    return _settled(format_date(day, "full", locale=_locale(language)), language)


@_kept
def plain_date(day: date, language: str) -> str:
    """Such as "25 August 2025"."""
    return _settled(format_date(day, "long", locale=_locale(language)), language)


@_kept
def short_day(day: date, language: str) -> str:
    """Such as "Mon, 25 Aug"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day without a place
    return _settled(format_skeleton("MMMEd", moment, locale=_locale(language)), language)


@_kept
def month_of_year(day: date, language: str) -> str:
    """Such as "April 2025"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day without a place
    return _settled(format_skeleton("yMMMM", moment, locale=_locale(language)), language)


def date_as_known(day: date | None, precision: str, language: str) -> str:
    """The date as precisely as it is known: the day, the month, the year; empty when unknown."""
    if day is None or precision == "unknown":
        return ""
    if precision == "year":
        return format_date(day, "y", locale=_locale(language))
    return month_of_year(day, language) if precision == "month" else plain_date(day, language)


def date_range(first: date, last: date, language: str) -> str:
    """Both ends in full, or the one day."""
    if first == last:
        return long_date(first, language)
    return f"{plain_date(first, language)} \u2013 {plain_date(last, language)}"


def long_date_range(first: date, last: date, language: str) -> str:
    """Both ends with their weekdays, or the one day."""
    if first == last:
        return long_date(first, language)
    return f"{long_date(first, language)} \u2013 {long_date(last, language)}"


def clock_time(moment: datetime | time) -> str:
    """Hours and minutes on the 24-hour clock, in every language alike."""
    return moment.strftime("%H:%M")


@_kept
def city_of(zone: str, language: str) -> str:
    """The place a time zone is named after, such as "Seoul"."""
    return get_timezone_location(zone, locale=_locale(language), return_city=True)


def time_with_place(moment: datetime, zone: str, language: str, *, city: str = "") -> str:
    """Such as "10:00 Astana": the local time there, with the name of the place."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{clock_time(local)} {city or city_of(zone, language)}"


def moment_with_place(moment: datetime, zone: str, language: str, *, city: str = "") -> str:
    """Such as "Friday, 25 July 2025, 18:00 Astana"."""
    local = moment.astimezone(ZoneInfo(zone))
    return (
        f"{long_date(local.date(), language)}, {time_with_place(moment, zone, language, city=city)}"
    )


def _settled(text: str, language: str) -> str:
    # CLDR writes Tajik months and weekdays with capitals; running text does not.
    return text.lower() if language == "tg" else text
