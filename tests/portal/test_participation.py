from datetime import UTC, date, datetime, timedelta

import pytest

from samgak.participants.models import Participant
from samgak.portal.phrases import OWED_TEXTS, STANDING_TEXTS, STEP_TEXTS
from samgak.portal.rules.participation import BEHIND, STEPS, STOPPED, Facts, owed, steps
from samgak.privacy.rules import ITEMS

NOW = datetime(2030, 1, 15, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def facts(**changes):
    return Facts(
        **{
            "state": "accepted",
            "at": NOW,
            "edition_is_over": False,
            "name_is_confirmed": True,
            "pre_test_from": None,
            "post_test_from": None,
            "tests_are_closed": False,
            "pre_test_taken": False,
            "post_test_taken": False,
            "plan_is_required": False,
            "plan_submitted": False,
        }
        | changes
    )


def codes(**changes):
    return [one.code for one in owed(facts(**changes))]


@pytest.mark.parametrize("state", Participant.State.values)
def test_every_state_of_a_seat_has_a_place_on_the_way_and_words(state):
    assert (state in BEHIND) != (state in STOPPED)
    assert STANDING_TEXTS[state]
    assert [step.code for step in steps(state, has_certificate=False)] == list(STEPS)


def test_every_step_has_words():
    assert set(STEP_TEXTS) == set(STEPS)


def test_a_nominee_waits_for_the_selection():
    stands = {step.code: step.stand for step in steps("", has_certificate=False)}

    assert (stands["nominated"], stands["selected"]) == ("done", "current")


def test_with_a_certificate_every_step_is_behind():
    assert {step.stand for step in steps("completed", has_certificate=True)} == {"done"}


def test_who_declined_stands_where_the_way_stopped():
    assert [step.stand for step in steps("declined", has_certificate=False)][:3] == [
        "done",
        "stopped",
        "future",
    ]


def test_the_seat_is_accepted_before_anything_else():
    assert codes(state="selected", name_is_confirmed=False) == ["accept_seat"]


def test_all_that_is_owed_comes_in_the_order_of_time():
    assert codes(
        name_is_confirmed=False,
        items_to_give=dict.fromkeys(ITEMS, False),
        pre_test_from=NOW - DAY,
        post_test_from=NOW + DAY,
        survey_is_open=True,
        plan_is_required=True,
        country_report_due_on=date(2030, 1, 20),
        weeks_without_entry=1,
        this_week_until=date(2030, 1, 18),
        final_report_is_missing=True,
    ) == [
        "confirm_name",
        *ITEMS,
        "country_report",
        "pre_test",
        "missing_weeks",
        "post_test",
        "survey",
        "final_report",
        "action_plan",
    ]
    assert set(OWED_TEXTS) == {
        *ITEMS,
        "accept_seat",
        "confirm_name",
        "country_report",
        "pre_test",
        "post_test",
        "missing_weeks",
        "this_week",
        "survey",
        "final_report",
        "action_plan",
    }


def test_what_the_journey_needs_is_owed_until_the_eve_of_the_course():
    (item,) = owed(facts(items_to_give={"diet": True}, begins_on=date(2030, 2, 1)))

    assert (item.code, item.due_on, item.asks_consent) == ("diet", date(2030, 1, 31), False)
    assert codes(items_to_give=dict.fromkeys(ITEMS, False), state="selected") == ["accept_seat"]
    assert codes(items_to_give=dict.fromkeys(ITEMS, False), edition_is_over=True) == []


def test_this_week_is_owed_by_its_last_day_when_no_other_is_missing():
    (week,) = owed(facts(this_week_until=date(2030, 1, 18)))

    assert (week.code, week.due_on) == ("this_week", date(2030, 1, 18))


def test_the_country_report_is_owed_by_its_day():
    (report,) = owed(facts(country_report_due_on=date(2030, 1, 20)))

    assert (report.code, report.due_on) == ("country_report", date(2030, 1, 20))


def test_a_test_that_is_not_open_says_when_it_opens():
    (pre, post) = owed(facts(pre_test_from=NOW + DAY, post_test_from=NOW + 2 * DAY))

    assert (pre.opens_at, post.opens_at) == (NOW + DAY, NOW + 2 * DAY)


def test_the_pre_test_is_missed_when_the_post_test_opens():
    assert codes(pre_test_from=NOW - 2 * DAY, post_test_from=NOW) == ["post_test"]


def test_tests_that_are_closed_are_not_owed():
    assert codes(pre_test_from=NOW - 2 * DAY, post_test_from=NOW - DAY, tests_are_closed=True) == []


@pytest.mark.parametrize("state", ["declined", "withdrawn", "dismissed"])
def test_who_does_not_take_part_owes_nothing(state):
    assert codes(state=state, name_is_confirmed=False, plan_is_required=True) == []


def test_nothing_is_owed_when_the_edition_is_over():
    assert codes(edition_is_over=True, plan_is_required=True) == []
