import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.measures.tables import fixes, personal, profile
from samgak.measures.tables.fixes import Fix, FixRefusedError, apply, replay
from samgak.measures.tables.table import Table

SECRET = "s" * 32


def column(*cells):
    return Table(("x", "y"), tuple((cell, "1") for cell in cells))


@pytest.mark.parametrize(
    ("fix", "before", "after", "changed"),
    [
        (Fix("trim", "x"), [" a  b\u00a0", "c"], ["a b", "c"], 1),
        (Fix("dates", "x"), ["25.08.2025", "soon", ""], ["2025-08-25", "soon", ""], 1),
        (Fix("dates", "x", "month-first"), ["03/04/2025"], ["2025-03-04"], 1),
        (Fix("numbers", "x"), ["1 234,5 тг", "12,25", "x"], ["1234.5", "12.25", "x"], 2),
        (Fix("type", "x", "integer"), ["1", "two", "3"], ["1", "", "3"], 1),
        (Fix("missing", "x"), ["n/a", "н/д", "-", "5"], ["", "", "", "5"], 3),
        (Fix("missing", "x", "999"), ["999", "5"], ["", "5"], 1),
        (Fix("fill", "x", "none"), ["", "a", " "], ["none", "a", "none"], 2),
        (Fix("fill-down", "x"), ["", "a", "", "b", ""], ["", "a", "a", "b", "b"], 2),
        (Fix("spellings", "x"), ["Osh", "OSH", "Osh "], ["Osh", "Osh", "Osh"], 2),
        (Fix("generalise", "x", "year"), ["25.08.2025", "x"], ["2025", ""], 2),
        (Fix("generalise", "x", "month"), ["25.08.2025"], ["2025-08"], 1),
        (Fix("generalise", "x", "ten"), ["37", "-1", ""], ["30–39", "-10–-1", ""], 2),
        (Fix("generalise", "x", "first-letter"), ["Osh"], ["O"], 1),
    ],
)
def test_each_fix_changes_its_cells_and_counts_them(fix, before, after, changed):
    done = apply(column(*before), fix)

    assert (done.table.cells("x"), done.changed) == (after, changed)
    assert done.table.cells("y") == ["1"] * len(before)


def test_columns_are_dropped_and_renamed():
    table = column("a")

    assert apply(table, Fix("drop", "x")).table == Table(("y",), (("1",),))
    assert apply(table, Fix("rename", "x", "z")).table.columns == ("z", "y")


def test_the_same_value_gets_the_same_pseudonym_and_another_secret_another():
    first = apply(column("N12345678", "n12345678 ", ""), Fix("pseudonymise", "x", SECRET)).table
    other = apply(column("N12345678"), Fix("pseudonymise", "x", "t" * 32)).table

    one, two, empty = first.cells("x")
    assert one == two != other.cells("x")[0]
    assert empty == ""
    assert personal.findings(first) == ()


def test_rows_that_repeat_and_totals_are_dropped():
    table = Table(("x", "y"), (("a", "1"), ("A ", "1"), ("b", "2"), ("Total", "3")))

    assert apply(table, Fix("duplicates")).changed == 1
    assert apply(table, Fix("totals")).table.rows[-1] == ("b", "2")


@pytest.mark.parametrize(
    ("fix", "code"),
    [
        (Fix("trim", "nowhere"), "no-such-column"),
        (Fix("burn", "x"), "no-such-column"),
        (Fix("type", "x", "colour"), "no-such-kind"),
        (Fix("rename", "x", "Y"), "name-is-taken"),
        (Fix("rename", "x", " "), "needs-a-value"),
        (Fix("fill", "x", " "), "needs-a-value"),
        (Fix("generalise", "x", "away"), "needs-a-value"),
        (Fix("pseudonymise", "x", "short"), "needs-a-value"),
    ],
)
def test_a_fix_that_makes_no_sense_is_refused(fix, code):
    with pytest.raises(FixRefusedError, match=code):
        apply(column("a"), fix)


def test_the_last_column_stays():
    with pytest.raises(FixRefusedError, match="last-column"):
        apply(Table(("x",), (("1",),)), Fix("drop", "x"))


def test_without_its_last_fix_a_table_is_what_it_was():
    start = column(" a ", "25.08.2025")
    done = [Fix("trim", "x"), Fix("rename", "x", "z"), Fix("drop", "z")]

    assert replay(start, done[:2]) == replay(start, [*done, Fix("trim", "y")][:2])
    assert replay(start, []) == start


@given(
    st.lists(st.text(max_size=12), min_size=1, max_size=6),
    st.sampled_from([code for code in fixes.CODES if code != "pseudonymise"]),
    st.sampled_from(["", "year", "ten", "integer", "date", "new"]),
)
def test_no_fix_ever_leaves_a_broken_table(cells, code, value):
    try:
        table = apply(column(*cells), Fix(code, "x", value)).table
    except FixRefusedError:
        return
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(profile.profile(table).columns) == len(table.columns)
