import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.measures.perception import gap


def test_the_gap_worked_by_hand():
    found = gap({"facilitating": [4, 5], "pivotal": [4], "beneficiary": [2, 3, 4]})

    assert found.views["facilitating"].mean == 4.5
    assert found.views["beneficiary"].mean == 3
    assert found.gap == pytest.approx(1.5)
    assert (found.highest, found.lowest) == ("facilitating", "beneficiary")


def test_one_side_alone_has_no_gap():
    assert gap({"facilitating": [4], "pivotal": []}).gap is None
    assert gap({}).views == {}


@given(st.dictionaries(st.text(min_size=1), st.lists(st.integers(1, 5), max_size=8)))
def test_the_gap_is_never_more_than_the_scale(marks):
    found = gap(marks)

    assert found.gap is None or 0 <= found.gap <= 4
