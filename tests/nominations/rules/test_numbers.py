"""What stands in for a dict of numbers, beside a dict."""

from hypothesis import given
from hypothesis import strategies as st

from samgak.nominations.rules.numbers import Numbers

WHOLE = st.one_of(st.integers(0, 40), st.integers(0, 2**64 - 1))


@given(st.lists(st.tuples(WHOLE, st.integers(1, 2**64 - 1))))
def test_numbers_are_kept_and_replaced_as_in_a_dict(entries):
    numbers, expected = Numbers(), {}
    for key, value in entries:
        numbers.put(key, value)
        expected[key] = value

    assert len(numbers) == len(expected)
    assert {key: numbers.get(key) for key, _ in entries} == expected


@given(st.lists(st.tuples(WHOLE, st.integers(1, 99))))
def test_the_first_number_stays_where_only_new_ones_are_put(entries):
    numbers, expected = Numbers(), {}
    for key, value in entries:
        assert numbers.put_if_new(key, value) == expected.setdefault(key, value)


def test_more_numbers_than_there_were_places_for_are_all_found():
    numbers = Numbers()
    for key in range(0, 50_000, 10):
        numbers.put(key, key + 1)

    assert all(numbers.get(key) == key + 1 for key in range(0, 50_000, 10))
    assert numbers.get(5) == 0
