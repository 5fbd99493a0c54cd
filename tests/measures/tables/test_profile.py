from datetime import date
from decimal import Decimal

import pytest

from samgak.measures.tables import profile, values
from samgak.measures.tables.table import Table


def column(*cells, name="x"):
    [found] = profile.profile(Table((name,), tuple((cell,) for cell in cells))).columns
    return found


def faults(*cells):
    return {one.code: one.count for one in column(*cells).faults}


@pytest.mark.parametrize(
    "text",
    [
        "2025-08-25",
        "25.08.2025",
        "25/08/2025",
        "8/25/2025",
        "2025/8/25",
        "2025. 8. 25.",
        "2025년 8월 25일",
        "25 August 2025",
        "Aug 25, 2025",
        "25 августа 2025 г.",
        "25 тамыз 2025",
        "25 августи 2025",
        "25 avgust 2025",
        "25 awgust 2025",
        "2025-08-25 09:30",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert values.day(text).day == date(2025, 8, 25)


@pytest.mark.parametrize("text", ["31.02.2025", "2025", "12-34", "", "25.13.2025", "x" * 1000])
def test_what_is_no_day_is_none(text):
    assert values.day(text) is None


def test_a_day_that_can_be_read_in_two_ways_says_so():
    assert values.day("03/04/2025").day == date(2025, 4, 3)
    assert values.day("03/04/2025", day_first=False).day == date(2025, 3, 4)
    assert values.day("03/04/2025").is_day_first is None


@pytest.mark.parametrize(
    ("text", "comma", "value", "unit"),
    [
        ("1 234,5", False, "1234.5", ""),
        ("1\u00a0234.5", False, "1234.5", ""),
        ("1,234", False, "1234", ""),
        ("1,234", True, "1.234", ""),
        ("1.234,50", True, "1234.50", ""),
        ("15 %", False, "15", "%"),
        ("500 тг", False, "500", "тг"),
        ("−5", False, "-5", ""),
    ],
)
def test_numbers_of_both_ways_of_writing(text, comma, value, unit):
    assert values.amount(text, decimal_comma=comma) == values.Amount(Decimal(value), unit)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2", "3"], "integer"),
        (["1.5", "2", "3"], "decimal"),
        (["да", "нет", "да"], "boolean"),
        (["예", "아니오"], "boolean"),
        (["25.08.2025", "2025-08-26"], "date"),
        (["KZ-01", "KZ-02"], "code"),
        (["007", "012", "103"], "code"),
        (["Astana", "Almaty"], "text"),
        (["https://example.org/a", "https://example.org/b"], "link"),
        (["", " ", "н/д"], "empty"),
        (["1", "2", "3", "4", "five"], "integer"),
    ],
)
def test_the_kind_is_that_of_most_cells(cells, kind):
    assert column(*cells).kind == kind


def test_faults_are_counted_with_examples():
    found = column("1", "2", "3", "4", "5", "6", "7 km", "", "-", "eight")

    assert {one.code: (one.count, one.examples) for one in found.faults} == {
        "gaps": (1, ()),
        "missing-in-words": (1, ("-",)),
        "mixed": (1, ("eight",)),
        "units": (1, ("7 km",)),
    }


def test_far_out_values_are_outliers():
    # Quartiles 4 and 10: fences at -14 and 28.
    assert faults(*map(str, range(1, 13)), "27", "400") == {"outliers": 1}


def test_different_ways_to_write_a_day_are_a_fault():
    assert faults("2025-08-25", "26.08.2025", "27.08.2025") == {"date-styles": 3}


def test_spellings_that_differ_in_capital_letters():
    assert faults("Astana", "Astana", "ASTANA", " Osh") == {"spaces": 1, "spellings": 1}


def test_merged_cells_leave_gaps_below():
    assert "merged" in faults("North", "", "", "South", "", "")


def test_duplicates_totals_and_keys():
    rows = (("1", "a"), ("2", "b"), ("2", "B "), ("Итого:", ""))
    found = profile.profile(Table(("no", "x"), rows))

    assert (found.duplicates, found.totals) == (1, 1)
    assert column("1", "2", "3").is_key
    assert not column("1", "2", "2").is_key


def test_the_kind_a_person_said_counts():
    table = Table(("x",), (("1",), ("2",)), kinds={"x": "text"})

    assert profile.profile(table).columns[0].kind == "text"
