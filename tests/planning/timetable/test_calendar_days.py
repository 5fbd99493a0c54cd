"""Weekends and public holidays of the venue's country."""

from datetime import date

from samgak.planning.timetable.calendar_days import (
    calendar_days,
    holidays_are_known,
    usable_days,
    weekend_of,
)

LATE_AUGUST = {"starts_on": date(2024, 8, 29), "ends_on": date(2024, 9, 2), "country": "KZ"}


def test_the_weekend_of_the_country_is_not_used_unless_allowed():
    strict = calendar_days(**LATE_AUGUST, weekends=False, holidays=True)
    free = calendar_days(**LATE_AUGUST, weekends=True, holidays=True)

    assert [day.day for day in usable_days(strict)] == [29, 30, 2]
    assert [day.is_weekend for day in strict] == [False, False, True, True, False]
    assert len(usable_days(free)) == 5


def test_constitution_day_is_shown_and_used_only_when_allowed():
    shown = calendar_days(**LATE_AUGUST, weekends=False, holidays=True, language="en")
    strict = calendar_days(**LATE_AUGUST, weekends=False, holidays=False)

    assert shown[1].holiday == "Constitution Day"
    assert shown[1].is_usable
    assert [day.day for day in usable_days(strict)] == [29, 2]


def test_a_holiday_has_the_countrys_own_name_when_the_language_is_not_there():
    day = calendar_days(**LATE_AUGUST, weekends=False, holidays=True, language="tg")[1]

    assert "Конституциясы" in day.holiday


def test_weekends_differ_between_countries():
    assert weekend_of("KZ") == {5, 6}
    assert weekend_of("EG") == {4, 5}
    assert weekend_of("IR") == {4}
    assert weekend_of("AQ") == {5, 6}


def test_holidays_of_the_partner_countries_are_known():
    assert all(holidays_are_known(country) for country in ("KR", "KZ", "KG", "TJ", "TM", "UZ"))
    assert not holidays_are_known("XX")


def test_a_country_without_a_list_has_no_holidays():
    days = calendar_days(**LATE_AUGUST | {"country": "AQ"}, weekends=False, holidays=False)

    assert len(usable_days(days)) == 3
