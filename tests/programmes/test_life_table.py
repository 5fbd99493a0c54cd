"""The life of an edition as a table: complete, and nothing beside it is possible."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.programmes import rules
from samgak.programmes.phrases import GUARD_TEXTS, ROLE_TEXTS, STATE_TEXTS
from samgak.programmes.rules import ASIDE, FORWARD, LIFE, State

GUARDS = sorted({guard for step in FORWARD for guard in step.guards})
ENDS = (State.CANCELLED, State.CLOSED)
states = st.sampled_from(list(State))


def is_in_the_table(source, target, before):
    if source in ENDS:
        return False
    if source in (State.SUSPENDED, State.POSTPONED):
        return target in (set(ASIDE) - {source}) | {before}
    return target in ASIDE or (source, target) in set(pairwise(LIFE))


def test_the_way_leads_through_every_state_once():
    assert [(step.source, step.target) for step in FORWARD] == list(pairwise(LIFE))
    assert {*LIFE, *ASIDE} == set(State)


@pytest.mark.parametrize("source", State)
def test_no_step_is_possible_beside_the_table(source):
    pairs = list(product(State, (None, State.RUNNING)))

    possible = [
        (target, before)
        for target, before in pairs
        if rules.step_between(source, target, state_before=before)
    ]

    assert possible == [
        (target, before) for target, before in pairs if is_in_the_table(source, target, before)
    ]


def test_whatever_lays_an_edition_aside_needs_a_reason():
    for state in LIFE[:-1]:
        asides = [step for step in rules.steps_from(state) if step.target in ASIDE]
        assert all(step.needs_reason for step in asides)
        assert {step.target for step in asides} == set(ASIDE)


def test_only_the_opening_and_the_closing_of_a_call_need_nobody():
    assert [step.target for step in FORWARD if step.by_clock] == [
        State.CALL_OPEN,
        State.CALL_CLOSED,
    ]


def test_every_state_guard_and_role_has_words():
    assert set(STATE_TEXTS) == {state.value for state in State}
    assert set(GUARD_TEXTS) == set(GUARDS)
    assert {role for step in FORWARD for role in step.roles} <= set(ROLE_TEXTS)


@st.composite
def attempts(draw):
    """Somebody tries a step, with whatever roles, facts and reason."""
    return {
        "source": draw(states),
        "target": draw(states),
        "before": draw(st.none() | st.sampled_from(LIFE)),
        "roles": draw(st.frozensets(st.sampled_from(sorted(ROLE_TEXTS)))),
        "facts": draw(st.dictionaries(st.sampled_from(GUARDS), st.booleans())),
        "reason": draw(st.sampled_from(["", "  ", "The hall is closed"])),
    }


@given(attempts())
def test_no_fact_and_no_reason_makes_an_illegal_step_legal(attempt):
    source, target, before = attempt["source"], attempt["target"], attempt["before"]
    roles, facts, reason = attempt["roles"], attempt["facts"], attempt["reason"]
    step = rules.step_between(source, target, state_before=before)
    if step is None:
        assert not is_in_the_table(source, target, before)
        return

    refused = rules.reasons_not_to_move(step, roles=roles, facts=facts, reason=reason)

    may = bool(step.roles & roles)
    holds = all(facts.get(guard) for guard in step.guards)
    says_why = bool(reason.strip()) or not step.needs_reason
    assert (refused == []) == (may and holds and says_why)
