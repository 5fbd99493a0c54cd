from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.selection import integers
from samgak.planning.selection.integers import Programme

TINY = 10**40  # what floats cannot see beside it


@st.composite
def programmes(draw):
    rows = draw(st.integers(1, 3))
    entry = st.tuples(st.integers(0, rows - 1), st.sampled_from([-1, 1, 2]))
    kinds = draw(
        st.lists(
            st.lists(entry, max_size=rows, unique_by=lambda one: one[0]).map(tuple),
            min_size=1,
            max_size=4,
        )
    )
    count = draw(st.integers(1, 6))
    own = st.lists(st.integers(0, 2), min_size=count, max_size=count)
    cost = draw(st.lists(st.sampled_from([-3, 0, 1, 2, 7]), min_size=count, max_size=count))
    small = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    low = draw(own)
    return Programme(
        cost=[one * TINY + two for one, two in zip(cost, small, strict=True)],
        kind=draw(st.lists(st.integers(0, len(kinds) - 1), min_size=count, max_size=count)),
        kinds=kinds,
        low=low,
        high=[a + b for a, b in zip(low, draw(own), strict=True)],
        right=draw(st.lists(st.integers(-2, 6), min_size=rows, max_size=rows)),
        most=6 * 4 * 8 * TINY,
    )


def answers(programme):
    ranges = [range(a, b + 1) for a, b in zip(programme.low, programme.high, strict=True)]
    return [list(values) for values in product(*ranges) if programme.keeps(values)]


@settings(max_examples=150, deadline=None)
@given(programmes())
def test_the_answer_is_the_best_of_all_and_the_open_columns_hold_all_others_as_good(programme):
    found = answers(programme)
    solution = integers.best(programme)

    if not found:
        assert solution is None
        return
    most = max(map(programme.total, found))
    assert solution.total == programme.total(solution.values) == most
    assert solution.proven
    assert programme.keeps(solution.values)
    for values in found:
        if programme.total(values) == most:
            pairs = enumerate(zip(values, solution.values, strict=True))
            assert {j for j, (a, b) in pairs if a != b} <= set(solution.open)


@settings(max_examples=60, deadline=None)
@given(programmes())
def test_a_known_answer_is_only_replaced_by_a_better_one(programme):
    found = answers(programme)
    for start in found[:3]:
        solution = integers.best(programme, start=start)
        assert solution.total == max(map(programme.total, found))
        if programme.total(start) == solution.total:
            assert solution.values == start
