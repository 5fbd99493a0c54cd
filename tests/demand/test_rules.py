from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from samgak.demand.rules import committee, papers
from tests.drawings import arrows_of

NOON = datetime(2030, 1, 10, 12, tzinfo=UTC)


def drawn(roles, guards, reason=False):
    said = [*guards, *(["says_why"] if reason else [])]
    return ", ".join(sorted(roles)) + (f" [{', '.join(said)}]" if said else "")


def test_the_life_of_a_paper_is_drawn_as_the_table_has_it():
    table = [
        (one.source, one.target, drawn(one.roles, one.guards, one.needs_reason))
        for one in papers.STEPS
    ]
    assert sorted(arrows_of("A concept paper")) == sorted(table)


def test_the_end_of_a_question_is_drawn_as_the_table_has_it():
    table = [
        (
            one.source,
            one.target,
            f"{one.procedure}: "
            + drawn([one.taker], [one.guard] if one.guard else [], one.needs_reason),
        )
        for one in committee.STEPS
    ]
    assert sorted(arrows_of("A question of the steering committee")) == sorted(table)


@pytest.mark.parametrize("source", papers.STATES)
@pytest.mark.parametrize("target", papers.STATES)
def test_a_step_that_the_table_lacks_is_refused_to_everybody(source, target):
    step = papers.step_between(source, target)
    reasons = papers.reasons_not_to_move(
        step,
        roles=frozenset({papers.OFFICER, papers.FOCAL_POINT}),
        facts={"paper_is_whole": True, "demand_is_open": True},
        reason="because",
    )
    known = {(one.source, one.target) for one in papers.STEPS}
    assert reasons == ([] if (source, target) in known else ["no_such_step"])


def test_a_focal_point_does_not_screen_its_own_paper():
    step = papers.step_between(papers.SUBMITTED, papers.ACCEPTED)
    roles = frozenset({papers.FOCAL_POINT})
    facts = {"demand_is_open": True}

    assert "role_missing" in papers.reasons_not_to_move(
        step, roles=roles, facts=facts, reason="Good"
    )


def test_gaps_are_named_in_the_order_of_the_paper():
    assert papers.gaps({"title": "A", "problem": "  ", "objective": "B"}) == [
        "beneficiaries",
        "organisation_name",
        "situation",
        "problem",
    ]


def test_a_field_that_is_too_long_is_named():
    with pytest.raises(ValueError, match="title"):
        papers.clean({"title": "a" * 301})


@pytest.mark.parametrize("text", ["-1", "1e30", "NaN", "12.345", "=1+1", "1,5", "Infinity"])
def test_what_is_no_sum_of_money_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        papers.amount(text)


def test_the_total_is_of_what_is_known():
    assert papers.total({"agencies": Decimal("1.50"), "own_government": None}) == Decimal("1.50")
    assert papers.total({"agencies": None}) is None


def facts(answers, due_at=None, at=NOON):
    return committee.facts(answers, due_at=due_at, at=at)


def test_a_quorum_is_one_of_each_side_and_an_abstention_counts():
    two = {"facilitating": ["agree"], "pivotal": ["agree"]}

    assert not facts(two)["quorum_is_met"]
    assert facts(two | {"beneficiary": ["abstain"]})["quorum_and_no_objection"]
    assert not facts(two | {"beneficiary": ["object"]})["quorum_and_no_objection"]
    nobody_agrees = {key: ["abstain"] for key in committee.SIDES}
    assert not facts(nobody_agrees)["quorum_and_no_objection"]


def test_silence_is_consent_only_after_the_last_moment():
    due = NOON
    assert not facts({}, due_at=due, at=due)["time_is_over_without_objection"]
    later = due + timedelta(microseconds=1)
    assert facts({}, due_at=due, at=later)["time_is_over_without_objection"]
    assert not facts({"pivotal": ["object"]}, due_at=due, at=later)[
        "time_is_over_without_objection"
    ]


def test_a_closed_question_is_not_ended_again():
    assert committee.reasons_not_to_end(
        "meeting", "approved", state="refused", taker="chair", facts={}, reason=""
    ) == ["question_is_closed"]


def test_nobody_approves_a_silent_procedure_by_hand():
    assert committee.reasons_not_to_end(
        "silent", "approved", state="open", taker="chair", facts={}, reason=""
    ) == ["no_such_step"]
