"""The E-Government Development Index, against values the survey published."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.measures import egdi

PART = st.decimals(0, 1, places=4)


def test_the_index_of_kazakhstan_in_the_survey_of_2024():
    found = egdi.index(Decimal("0.9390"), Decimal("0.9235"), Decimal("0.8403"))

    assert found == Decimal("0.9009")
    assert egdi.group(found) == egdi.VERY_HIGH


def test_tajikistan_is_the_mean_of_its_rounded_parts():
    found = egdi.index(Decimal("0.44"), Decimal("0.58"), Decimal("0.65"))

    assert round(found, 2) == Decimal("0.56")
    assert egdi.group(found) == egdi.HIGH


@pytest.mark.parametrize("beyond", ["-0.1", "1.1", "NaN", "Infinity"])
def test_a_part_beyond_its_scale_is_refused(beyond):
    with pytest.raises(ValueError, match="between 0 and 1"):
        egdi.index(Decimal(beyond), Decimal(0), Decimal(0))


@given(PART, PART, PART)
def test_the_index_lies_between_its_parts(osi, tii, hci):
    assert min(osi, tii, hci) <= egdi.index(osi, tii, hci) <= max(osi, tii, hci)


def test_those_above_come_with_the_highest_first():
    known = {"KG": Decimal("0.7316"), "UZ": Decimal("0.7999"), "TJ": Decimal("0.56")}

    assert egdi.standing(Decimal("0.6"), known) == ("UZ", "KG")
    assert egdi.standing(Decimal("0.9"), known) == ()
