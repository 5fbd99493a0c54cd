from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from samgak.surveys import rules

ASTANA = ZoneInfo("Asia/Almaty")  # UTC+5 since March 2024


def opening(**changes):
    course = {
        "starts_on": date(2030, 1, 14),
        "ends_on": date(2030, 1, 16),
        "zone": ASTANA,
        "test_sessions": (),
        "pre_opened_at": None,
        "post_opened_at": None,
    }
    return rules.opening(**(course | changes))


def test_the_pre_test_opens_when_the_day_before_begins_at_the_venue():
    assert opening().pre_from == datetime(2030, 1, 12, 19, tzinfo=UTC)


def test_the_post_test_opens_with_the_last_test_session():
    sessions = [datetime(2030, 1, 14, 5, tzinfo=UTC), datetime(2030, 1, 16, 9, tzinfo=UTC)]

    assert opening(test_sessions=sessions).post_from == datetime(2030, 1, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize("sessions", [[], [datetime(2030, 1, 14, 5, tzinfo=UTC)]])
def test_the_post_test_opens_on_the_last_day_without_a_test_session_after_the_first(sessions):
    assert opening(test_sessions=sessions).post_from == datetime(2030, 1, 15, 19, tzinfo=UTC)


def test_on_an_edition_of_one_day_the_post_test_opens_with_its_session():
    session = datetime(2030, 1, 14, 11, tzinfo=UTC)

    assert opening(ends_on=date(2030, 1, 14), test_sessions=[session]).post_from == session


def test_on_an_edition_of_one_day_without_a_test_session_it_opens_at_noon():
    assert opening(ends_on=date(2030, 1, 14)).post_from == datetime(2030, 1, 14, 7, tzinfo=UTC)


def test_an_officer_opens_a_test_earlier_or_later():
    early, late = datetime(2030, 1, 10, tzinfo=UTC), datetime(2030, 1, 17, tzinfo=UTC)

    opened = opening(pre_opened_at=early, post_opened_at=late)

    assert (opened.pre_from, opened.post_from) == (early, late)


@pytest.mark.parametrize(
    ("moment", "day", "reasons"),
    [
        ("pre", 12, ["pre_test_is_not_open_yet"]),
        ("pre", 13, []),
        ("pre", 16, ["pre_test_is_over"]),
        ("post", 15, ["post_test_is_not_open_yet"]),
        ("post", 16, []),
        ("post", 30, []),
    ],
)
def test_reasons_not_to_take(moment, day, reasons):
    at = datetime(2030, 1, day, 3, tzinfo=UTC)

    assert (
        rules.reasons_not_to_take(moment, edition_state="running", opening=opening(), at=at)
        == reasons
    )


@pytest.mark.parametrize("state", ["call_open", "following_up", "cancelled"])
def test_tests_are_closed_outside_the_delivery(state):
    at = datetime(2030, 1, 16, 3, tzinfo=UTC)

    assert rules.reasons_not_to_take("post", edition_state=state, opening=opening(), at=at) == [
        "tests_are_closed"
    ]
