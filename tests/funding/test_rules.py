from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.funding import rules

CENTS = st.decimals(min_value=0, max_value=10**9, places=2)


def test_several_currencies_make_one_sum_in_cents():
    sums = {"USD": Decimal("10.10"), "KZT": Decimal(1000)}

    assert rules.in_usd(sums, {"KZT": Decimal(538)}) == Decimal("11.96")


def test_there_is_no_sum_without_a_rate():
    assert rules.in_usd({"USD": Decimal(1), "KRW": Decimal(1390)}, {"KZT": Decimal(538)}) is None


def test_nothing_is_nothing():
    assert rules.in_usd({}, {}) == 0


@given(st.lists(st.tuples(st.sampled_from(["USD", "KZT", "KRW"]), CENTS)))
def test_sums_by_currency_lose_nothing(amounts):
    sums = rules.by_currency(amounts)

    assert set(sums) == {currency for currency, _ in amounts}
    assert sum(sums.values()) == sum(amount for _, amount in amounts)


@pytest.mark.parametrize(
    ("kind", "valuation", "amount", "reasons"),
    [
        ("cash", "", 1, []),
        ("in-kind", "list price", 1, []),
        ("in-kind", " ", 1, ["valuation_missing"]),
        ("in-kind", "", 0, ["amount_not_positive", "valuation_missing"]),
        ("cash", "", -1, ["amount_not_positive"]),
    ],
)
def test_what_a_contribution_lacks(kind, valuation, amount, reasons):
    found = rules.reasons_not_a_contribution(kind=kind, valuation=valuation, amount=Decimal(amount))

    assert found == reasons


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("running", True), ("reported", True), ("closed", False), ("cancelled", False)],
)
def test_money_can_be_entered_until_the_end(state, is_open):
    assert (rules.reasons_not_to_change(state) == []) is is_open
