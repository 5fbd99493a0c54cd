from datetime import UTC, date, datetime

import pytest

from samgak.core import dates, places
from samgak.core.texts import LANGUAGES

CENTRAL_ASIA_AND_KOREA = ("KR", "KZ", "KG", "TJ", "TM", "UZ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_partner_country_has_a_name_of_its_own_in_every_language(language):
    names = {places.country_name(code, language) for code in CENTRAL_ASIA_AND_KOREA}

    assert len(names - set(CENTRAL_ASIA_AND_KOREA)) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_name_in_every_language(language):
    names = {places.language_name(code, language) for code in LANGUAGES}

    assert len(names - set(LANGUAGES)) == 8


def test_the_republic_of_korea_is_named_as_in_letters():
    assert places.country_name("KR", "tg") == "Ҷумҳурии Корея"


def test_uzbek_names_carry_the_right_apostrophe():
    assert "\u2018" not in "".join(places.country_name(c, "uz") for c in ("UZ", "KZ", "KG", "US"))


def test_an_unknown_code_stays_a_code():
    assert places.country_name("XQ", "en") == "XQ"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Monday 25 August 2025"),
        ("ko", "2025년 8월 25일 월요일"),
        ("ru", "понедельник, 25 августа 2025\u202fг."),
        ("tg", "душанбе, 25 август 2025"),
    ],
)
def test_a_long_date_says_the_weekday(language, written):
    assert dates.long_date(date(2025, 8, 25), language).replace(",", "") == written.replace(",", "")


def test_times_name_their_place():
    moment = datetime(2025, 8, 25, 5, tzinfo=UTC)

    assert dates.time_with_place(moment, "Asia/Almaty", "en", city="Astana") == "10:00 Astana"
    assert dates.time_with_place(moment, "Asia/Seoul", "en") == "14:00 Seoul"


@pytest.mark.parametrize(
    ("precision", "written"),
    [("unknown", ""), ("year", "2025"), ("month", "April 2025"), ("day", "1 April 2025")],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(precision, written):
    assert dates.date_as_known(date(2025, 4, 1), precision, "en") == written
