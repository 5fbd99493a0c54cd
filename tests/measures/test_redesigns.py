"""Each change is worked by hand on one invented licence of five steps."""

import pytest

from samgak.measures import changes
from samgak.measures.burden import NOTHING, Estimate
from samgak.measures.changes import (
    AskOnce,
    Drop,
    MakeOnline,
    MakeProactive,
    Merge,
    OneFrontDesk,
    Refused,
)
from samgak.measures.journeys import Journey, Register, Step, measure
from samgak.measures.redesigns import apply, compare, redesign

exactly = Estimate.exactly
REGISTERS = [
    Register("population", "Ministry", frozenset({"name", "address"}), frozenset({"certificate"}))
]


def step(code, actor, office, minutes, days=0, **more):
    channel = more.pop("channel", "in-person")
    return Step(
        code,
        actor,
        office,
        channel,
        active_minutes=exactly(minutes),
        waiting_days=exactly(days),
        **more,
    )


LICENCE = Journey(
    "licence",
    (
        step("fetch", "citizen", "Centre", 60, fields=("name",), is_visit=True, fee=2),
        step("issue", "officer", "Centre", 10, 3),
        step(
            "apply",
            "citizen",
            "City",
            60,
            fields=("name", "address", "area"),
            documents=("certificate",),
            is_visit=True,
            out_of_pocket=exactly(3),
            fee=10,
        ),
        step("check", "officer", "City", 30, 10),
        step("collect", "citizen", "City", 30, is_visit=True, out_of_pocket=exactly(3)),
    ),
    exactly(1_000),
    tariff_per_hour=exactly(6),
    office_tariff_per_hour=exactly(5),
)


def after(*made):
    return redesign(LICENCE, made, REGISTERS)


def by_code(done):
    return {one.code: one for one in done.journey.steps}


def needs_of(done):
    return {one.code for one in done.needs}


def cost(done):
    return measure(done.journey, REGISTERS, draws=100).burden.total.likely


def test_as_it_is_the_licence_costs_what_was_worked_by_hand():
    # 1000 x (2.5 h x 6 + fees 12 + ways 6)
    assert cost(after()) == pytest.approx(33_000)


def test_a_step_dropped_leads_what_was_before_it_to_what_was_after_it():
    done = after(Drop("issue"), Drop("collect"))

    assert list(by_code(done)) == ["fetch", "apply", "check"]
    assert cost(done) == pytest.approx(33_000 - 1_000 * (0.5 * 6 + 3))
    assert needs_of(done) == {changes.LAW_REQUIREMENT_REPEALED}
    assert needs_of(after(Drop("fetch"))) == {
        changes.LAW_REQUIREMENT_REPEALED,
        changes.LAW_FEE_REVISED,
    }


def test_merged_steps_add_minutes_and_fees_and_keep_the_longest_wait():
    done = after(Merge(("fetch", "issue", "apply"), "visit"))
    given = by_code(after(Merge(("check", "collect"), "end", exactly(50), NOTHING)))["end"]

    visit = by_code(done)["visit"]
    assert list(by_code(done)) == ["visit", "check", "collect"]
    assert (visit.active_minutes, visit.waiting_days) == (exactly(130), exactly(3))
    assert (visit.fee, visit.fields) == (12, ("name", "address", "area"))
    assert needs_of(done) == {changes.AGREEMENT_JOINT_DESK, changes.LAW_DELEGATED_POWER}
    assert (given.active_minutes, given.waiting_days) == (exactly(50), NOTHING)


def test_a_step_made_online_needs_no_visit_and_no_way():
    done = after(MakeOnline("apply", exactly(20)))

    found = measure(done.journey, REGISTERS, draws=100)
    assert (found.visits, by_code(done)["apply"].channel) == (2, "online")
    assert cost(done) == pytest.approx(33_000 - 1_000 * (40 / 60 * 6 + 3))
    assert needs_of(done) == {changes.LAW_ELECTRONIC_IDENTITY, changes.LAW_ELECTRONIC_DOCUMENT}


def test_asked_once_only_what_no_register_holds_is_left():
    done = after(AskOnce(minutes_each=5))

    assert by_code(done)["fetch"].fields == ()
    assert by_code(done)["apply"].fields == ("area",)
    assert by_code(done)["apply"].documents == ()
    assert set(by_code(done)["apply"].fetched) == {"name", "address", "certificate"}
    # One request fewer at the first step, three at the other, five minutes each
    assert cost(done) == pytest.approx(33_000 - 1_000 * 20 / 60 * 6)
    assert needs_of(done) == {
        changes.LAW_DATA_SHARING,
        changes.AGREEMENT_DATA_EXCHANGE,
        changes.PERSONAL_DATA_BASIS,
    }


def test_without_registers_what_was_asked_before_is_passed_on():
    done = redesign(LICENCE, [AskOnce()])

    assert by_code(done)["fetch"].fields == ("name",)
    assert by_code(done)["apply"].fields == ("address", "area")


def test_one_front_desk_is_one_visit():
    done = after(OneFrontDesk(("fetch", "apply", "collect"), "One stop"))

    found = measure(done.journey, REGISTERS, draws=100)
    assert found.visits == 1
    assert {one.office for one in done.journey.steps} == {"One stop", "Centre", "City"}
    assert cost(done) == pytest.approx(33_000 - 1_000 * 6)
    assert changes.AGREEMENT_JOINT_DESK in needs_of(done)


def test_a_proactive_step_asks_nobody():
    done = after(MakeProactive("fetch", "population"))

    first = by_code(done)["fetch"]
    assert (first.actor, first.channel, first.fields) == ("system", "automatic", ())
    assert first.active_minutes == NOTHING
    assert changes.LAW_SERVICE_WITHOUT_APPLICATION in needs_of(done)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (Drop("gone"), changes.UNKNOWN_STEP),
        (Merge(("apply",), "one"), changes.TOO_FEW_STEPS),
        (Merge(("apply", "check"), "collect"), changes.CODE_TAKEN),
        (Merge(("fetch", "apply"), "visit"), changes.WOULD_LOOP),
        (AskOnce(fields=("area",)), changes.NOTHING_TO_ASK_ONCE),
        (MakeProactive("check", "population"), changes.NOT_THE_APPLICANTS),
        (MakeProactive("fetch", "moon"), changes.UNKNOWN_REGISTER),
        (MakeProactive("apply", "population"), changes.NOT_HELD),
        (OneFrontDesk(("apply",), "One stop"), changes.TOO_FEW_STEPS),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_with_its_code(made, code):
    with pytest.raises(Refused) as refused:
        apply(LICENCE, made, REGISTERS)
    assert refused.value.code == code


def test_an_online_step_is_not_made_online_again_nor_the_only_step_dropped():
    with pytest.raises(Refused, match=changes.ALREADY_ONLINE):
        after(MakeOnline("apply"), MakeOnline("apply"))
    with pytest.raises(Refused, match=changes.LAST_STEP):
        after(*(Drop(code) for code in ("fetch", "issue", "apply", "check", "collect")))


def test_plans_beside_the_journey_as_it_is():
    found = compare(
        LICENCE,
        {"small": [Drop("collect")], "large": [AskOnce(minutes_each=5), Drop("fetch")]},
        REGISTERS,
        draws=500,
    )

    small, large = found.alternatives
    assert small.saving.cost.likely == pytest.approx(6_000)
    assert small.saving.share == pytest.approx(6 / 33)
    # 15 minutes of asking, and the 55 left of the first visit with its fee
    large_saving = 1_000 * (15 / 60 * 6 + 60 / 60 * 6 + 2)
    assert large.saving.cost.likely == pytest.approx(large_saving)
    assert small.office_saving.cost.likely == 0
    assert found.best == "large"


def test_a_plan_that_saves_nothing_is_not_the_best():
    assert compare(LICENCE, {"nothing": []}, REGISTERS, draws=100).best is None
