import pytest

from samgak.measures.tables import personal, profile
from samgak.measures.tables.table import Table
from samgak.practice.rules import portal, tables


def report_of(*cells, name="x"):
    return tables.report(Table((name,), tuple((cell,) for cell in cells)))


def suggested(*cells, name="x"):
    report = report_of(*cells, name=name)
    return tables.suggested(report["columns"][0], report["findings"])


def test_a_table_comes_back_as_it_was_packed():
    table = Table(("a", "Город"), (("1", "Ош"), ("", "\u2028")), {"a": "integer"}, 2, 1)

    assert tables.unpacked(tables.packed(table)) == table


def test_what_protects_people_is_suggested_first():
    assert suggested("N12345678", "N12345679 ", "N12345677") == ["drop", "pseudonymise", "trim"]
    assert suggested("25.08.1980", "2000-01-31", name="Дата рождения") == ["generalise", "dates"]
    assert suggested("1", "2", "3") == []


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("", "text", None),
        (" ", "integer", None),
        ("1 234", "integer", 1234),
        ("1,5", "decimal", 1.5),
        ("да", "boolean", True),
        ("maybe", "boolean", "maybe"),
        ("25.08.2025", "date", "2025-08-25"),
        ("007", "code", "007"),
        ("x", "integer", "x"),
    ],
)
def test_cells_become_values(cell, kind, value):
    assert tables.typed(cell, kind, decimal_comma=True) == value


def test_groups_are_added_up_the_largest_first():
    table = Table(("place", "n"), (("Osh", "1"), ("osh ", "2"), ("Naryn", "5"), ("", "9")))
    columns = [("place", "text"), ("n", "integer")]

    found = portal.grouping(table, columns, by="place", of="n")

    assert found.groups == [("Naryn", 5), ("Osh", 3)]
    assert portal.grouping(table, columns).groups == [("Osh", 2), ("Naryn", 1)]
    assert portal.grouping(table, columns, by="nowhere", of="place").by == "place"


def test_a_table_without_groups_has_no_chart():
    assert portal.grouping(Table(("n",), (("1",), ("2",))), [("n", "integer")]) is None


def test_a_report_is_plain_data():
    report = report_of("1", "2")

    assert report["risk"] == personal.LOW
    assert report["columns"][0]["kind"] == profile.INTEGER
