from datetime import date

import pytest

from samgak.portal.phrases import TASK_TEXTS, task_title
from samgak.portal.rules.duties import DUTIES, PHASES, Situation, phase_of, tasks
from samgak.programmes.rules import ASIDE, LIFE, State


def situation(**changes):
    return Situation(
        **{
            "state": "call_open",
            "today": date(2030, 1, 2),
            "starts_on": date(2030, 3, 4),
            "ends_on": date(2030, 3, 6),
            "call_closes_on": date(2030, 1, 31),
            "contributions": 1,
        }
        | changes
    )


def codes(roles, **changes):
    return [task.code for task in tasks(situation(**changes), roles=roles)]


def test_the_phases_hold_every_state_of_the_life_once_and_in_order():
    assert [state for states in PHASES.values() for state in states] == [s.value for s in LIFE]


@pytest.mark.parametrize("state", ASIDE)
def test_an_edition_put_aside_is_in_no_phase(state):
    assert phase_of(state.value) == ""


def test_every_duty_has_words_and_states_that_exist():
    known = {state.value for state in State}
    for duty in DUTIES:
        assert set(duty.states.split()) <= known
        assert task_title(duty.code, count=2)
    assert {duty.code for duty in DUTIES} == set(TASK_TEXTS)


def test_an_officer_reminds_countries_that_have_not_nominated():
    found = tasks(situation(countries_without_nominees=("UZ", "TM")), roles=["programme_officer"])

    assert [(task.code, task.count, task.is_late) for task in found] == [
        ("remind_countries", 2, False)
    ]


def test_the_reminder_is_urgent_in_the_last_days_of_the_call():
    (task,) = tasks(
        situation(countries_without_nominees=("UZ",), call_closes_on=date(2030, 1, 5)),
        roles=["programme_officer"],
    )

    assert task.is_late


def test_a_focal_point_nominates_only_while_the_own_country_has_nobody():
    waiting = {"countries_without_nominees": ("UZ",)}

    assert codes(["focal_point"], own_countries=frozenset({"UZ"}), **waiting) == ["nominate"]
    assert codes(["focal_point"], own_countries=frozenset({"KZ"}), **waiting) == []


@pytest.mark.parametrize(
    ("selection", "screener", "approver"),
    [
        ("", ["propose_cohort"], []),
        ("rejected", ["propose_cohort"], []),
        ("impossible", ["propose_cohort"], []),
        ("proposed", [], ["approve_proposal"]),
        ("approved", [], []),
    ],
)
def test_a_proposal_goes_from_the_screener_to_the_approver(selection, screener, approver):
    known = {"state": "selecting", "selection": selection}

    assert codes(["screener"], **known) == screener
    assert codes(["approver"], **known) == approver


def test_attendance_comes_before_certifying():
    known = {"state": "delivered", "today": date(2030, 3, 7)}

    assert codes(["programme_officer"], sessions_without_attendance=2, **known) == [
        "record_attendance"
    ]
    assert codes(["programme_officer"], **known) == ["begin_certifying"]


def test_certificates_are_counted_down():
    (task, _) = tasks(
        situation(state="certifying", participants=20, certificates=18),
        roles=["programme_officer"],
    )

    assert (task.code, task.count) == ("issue_certificates", 2)


def test_a_task_of_two_roles_is_listed_once():
    assert codes(["programme_officer", "screener"], state="call_closed") == ["begin_selecting"]


def test_nothing_waits_in_a_cancelled_edition():
    everyone = {duty.role for duty in DUTIES}

    assert codes(everyone, state="cancelled", letters_drafted=3) == []
