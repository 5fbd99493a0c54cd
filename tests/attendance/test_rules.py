from decimal import Decimal

import pytest

from samgak.attendance import rules
from samgak.attendance.rules import Attendance


@pytest.mark.parametrize(
    ("present", "held", "percent"),
    [
        (0, 60, Decimal("0.0")),
        (60, 60, Decimal("100.0")),
        (7999, 10000, Decimal("79.9")),
        (2, 3, Decimal("66.6")),
    ],
)
def test_percent_is_never_rounded_up(present, held, percent):
    assert Attendance(present, held).percent == percent


def test_percent_is_unknown_without_sessions():
    assert Attendance(0, 0).percent is None


@pytest.mark.parametrize(
    ("status", "told", "minutes"),
    [("present", None, 45), ("late", 30, 30), ("excused", None, 0), ("absent", None, 0)],
)
def test_minutes_of_a_mark(status, told, minutes):
    assert rules.minutes_of(status, session_minutes=45, told=told) == minutes


@pytest.mark.parametrize(
    ("status", "told", "reasons"),
    [
        ("late", None, ["late_minutes_missing"]),
        ("late", 0, ["late_minutes_outside_the_session"]),
        ("late", 45, ["late_minutes_outside_the_session"]),
        ("late", 44, []),
        ("present", None, []),
        ("asleep", None, ["attendance_status_unknown"]),
    ],
)
def test_reasons_not_a_mark(status, told, reasons):
    assert rules.reasons_not_a_mark(status, session_minutes=45, told=told) == reasons


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, []),
        ({"edition_state": "following_up"}, ["attendance_is_closed"]),
        ({"is_cancelled": True}, ["session_is_cancelled"]),
        ({"is_placed": False, "has_begun": False}, ["session_has_no_time"]),
        ({"has_begun": False}, ["session_has_not_begun"]),
    ],
)
def test_reasons_not_to_record(changes, reasons):
    open_sheet = {
        "edition_state": "running",
        "is_placed": True,
        "is_cancelled": False,
        "has_begun": True,
    }

    assert rules.reasons_not_to_record(**(open_sheet | changes)) == reasons
