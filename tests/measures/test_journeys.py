import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.measures import journeys, paths
from samgak.measures.burden import NOTHING, Estimate
from samgak.measures.journeys import Fault, Journey, Register, Step, Unmeasurable, faults, measure

exactly = Estimate.exactly


def step(code, actor="citizen", **more):
    return Step(code, actor, **{"office": "City", "channel": "in-person"} | more)


def journey(*steps, population=1_000.0, **more):
    return Journey("licence", steps, exactly(population), tariff_per_hour=exactly(6), **more)


def test_steps_side_by_side_do_not_add_up():
    # Apply (1 day), then the fire service (10 days) and the city (4 days) side by side, then 2 days.
    found = measure(
        journey(
            step("apply", waiting_days=exactly(1), next_steps=("fire", "city")),
            step("fire", "officer", waiting_days=Estimate(5, 10, 20), next_steps=("decide",)),
            step("city", "officer", waiting_days=exactly(4), next_steps=("decide",)),
            step("decide", "officer", waiting_days=exactly(2), active_minutes=exactly(240)),
        )
    )

    # 240 minutes of work are half a working day of 480
    assert found.elapsed_days == Estimate(8.5, 13.5, 23.5)
    assert found.longest_path == ("apply", "fire", "decide")


def test_shares_weigh_what_one_case_goes_through():
    found = measure(
        journey(
            step("apply", is_visit=True, documents=("lease", "photograph"), fields=("name",)),
            step(
                "appeal",
                is_visit=True,
                fields=("name", "reason"),
                share_of_cases=0.1,
                active_minutes=exactly(60),
                waiting_days=exactly(30),
                fee=20,
            ),
        )
    )

    assert (found.visits, found.documents, found.fields) == (2, 2, 3)
    assert (found.visits_per_case, found.fields_per_case) == pytest.approx((1.1, 1.2))
    assert (found.minutes_per_case, found.fees_per_case) == pytest.approx((6, 2))
    assert found.expected_days == pytest.approx(3 + 6 / 480)
    assert found.burden.total.likely == pytest.approx(100 * (6 + 20))


def test_what_is_asked_twice_and_what_the_state_holds():
    found = measure(
        journey(
            step("apply", fields=("name", "income"), documents=("lease",)),
            step("collect", fields=("name",)),
        ),
        [Register("population", "Ministry", frozenset({"name"}), frozenset({"lease"}))],
    )

    (twice,) = found.fields_asked_twice
    assert (twice.item, twice.steps) == ("name", ("apply", "collect"))
    assert [one.item for one in (*found.fields_held, *found.documents_held)] == ["name", "lease"]
    assert found.fields_held[0].registers == ("population",)


def test_the_league_holds_applicants_and_offices_together():
    found = measure(
        journey(
            step("apply", active_minutes=exactly(60)),
            step("check", "officer", active_minutes=exactly(120)),
            step("fetch", "system", channel="automatic"),
            office_tariff_per_hour=exactly(5),
        )
    )

    assert [one.code for one in found.costliest] == ["check", "apply", "fetch"]
    assert [one.cost.likely for one in found.costliest] == pytest.approx([10_000, 6_000, 0])
    assert found.burden.total.likely == pytest.approx(6_000)
    assert found.office_cost.total.likely == pytest.approx(10_000)


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (journey(), Fault(journeys.NO_STEPS)),
        (journey(step("a"), population=0), Fault(journeys.ZERO_VOLUME)),
        (journey(step("a"), frequency=NOTHING), Fault(journeys.ZERO_VOLUME)),
        (
            journey(step("a"), step("b"), step("c", next_steps=("b",))),
            Fault(journeys.LOOP, ("b", "c")),
        ),
        (journey(step("a", next_steps=("a",))), Fault(journeys.LOOP, ("a",))),
        (
            journey(step("a", next_steps=()), step("b")),
            Fault(journeys.UNREACHABLE, ("b",)),
        ),
        (journey(step("a", next_steps=("z",))), Fault(journeys.UNKNOWN_NEXT, ("a",))),
        (journey(step("a"), step("a")), Fault(journeys.CODE_TWICE, ("a",))),
        (journey(step("")), Fault(journeys.CODE_MISSING, ("",))),
        (journey(step("a", "ghost")), Fault(journeys.UNKNOWN_ACTOR, ("a",))),
        (journey(step("a", channel="pigeon")), Fault(journeys.UNKNOWN_CHANNEL, ("a",))),
        (journey(step("a", share_of_cases=1.2)), Fault(journeys.SHARE_OUTSIDE, ("a",))),
        (journey(step("a", fee=-1)), Fault(journeys.NEGATIVE_FEE, ("a",))),
        (journey(step("a", fee=float("nan"))), Fault(journeys.NEGATIVE_FEE, ("a",))),
    ],
)
def test_what_cannot_be_measured_is_refused_with_its_code(made, fault):
    assert fault in faults(made)
    with pytest.raises(Unmeasurable) as refused:
        measure(made)
    assert fault in refused.value.faults


def test_the_longest_way_of_a_drawing_worked_by_hand():
    # The drawing of Kelley and Walker's method: two ways, a-b-d of 3 + 2 + 4 and a-c-d of 3 + 5 + 4.
    after = {"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}

    assert paths.longest(after, {"a": 3, "b": 2, "c": 5, "d": 4}) == (12, ("a", "c", "d"))
    assert paths.longest({}, {}) == (0, ())


arrows = st.integers(1, 9).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, n - 1), max_size=3, unique=True), min_size=n, max_size=n
    )
)


@settings(max_examples=100, deadline=None)
@given(arrows)
def test_a_drawing_has_a_loop_or_an_order(lists):
    after = {str(n): [str(one) for one in places] for n, places in enumerate(lists)}

    loop = paths.loop(after)

    if loop:
        assert all(
            end in after[start] for start, end in zip(loop, (*loop[1:], loop[0]), strict=True)
        )
        return
    order = paths.in_order(after)
    assert sorted(order) == sorted(after)
    assert all(
        order.index(start) < order.index(end) for start, ends in after.items() for end in ends
    )


def test_a_journey_of_a_thousand_steps_needs_no_depth():
    codes = [f"s{n}" for n in range(1_000)]

    assert measure(journey(*map(step, codes)), draws=100).steps == 1_000
    assert paths.loop({one: (after,) for one, after in zip(codes, [*codes[1:], "s0"], strict=True)})
