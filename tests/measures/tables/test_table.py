import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.measures.tables import profile
from samgak.measures.tables.table import Table, TableRefusedError, folded, make, tidy, written
from samgak.spreadsheets import Limits, Unreadable, read

LIMITS = Limits(bytes_sent=2_000_000, bytes_unpacked=20_000_000, rows=20_100, cells=400_000)


def table_of(content, name="visits.csv"):
    [sheet, *_] = read(content, name=name, limits=LIMITS)
    return make([row.cells for row in sheet.rows])


def test_titles_above_the_headings_are_counted_and_left_out():
    table = make([["Visits in 2024"], [None, "invented"], ["Office", "Visits"], ["A", 5.0]])

    assert table == Table(("Office", "Visits"), (("A", "5"),), above=2)


def test_headings_that_are_missing_or_stand_twice_get_names_of_their_own():
    table = make([["Name", "", "name"], ["a", "b", "c"], ["d", "e", "f"]])

    assert table.columns == ("Name", "column 2", "name 2")


def test_ragged_rows_are_filled_up_and_counted():
    table = table_of(b"a,b\n1,2\n1\n1,2,3\n")

    assert table.columns == ("a", "b", "column 3")
    assert table.rows == (("1", "2", ""), ("1", "", ""), ("1", "2", "3"))
    assert table.ragged == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_gives_the_same_table(encoding, separator):
    text = "Город,Жители\nАстана,1350\nАлматы,2200\n".replace(",", separator)

    assert table_of(text.encode(encoding)).rows == (("Астана", "1350"), ("Алматы", "2200"))


def test_quotes_that_never_close_are_refused_or_leave_a_cell_too_long():
    with pytest.raises((TableRefusedError, Unreadable)):
        table_of(b'a,b\n"1,2\n' + b"3,4\n" * 2000)


def test_a_formula_stays_the_text_it_is():
    table = table_of(b"a,b\n=1+1,@SUM(A1)\n")

    assert table.rows == (("=1+1", "@SUM(A1)"),)
    assert [one.code for one in profile.profile(table).columns[0].faults] == ["formulas"]


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(Unreadable, match="wrong-type"):
        table_of(b"a,b\n\x01\x02,3\n")


def test_a_bomb_is_refused_before_it_unfolds():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)

    with pytest.raises(Unreadable, match="too-large"):
        table_of(target.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([["a", "b"]], "table-has-no-rows"),
        ([], "table-has-no-rows"),
        ([["a"], *([["1"]] * 20_001)], "too-many-rows"),
        ([[str(n) for n in range(61)]] * 2, "too-many-columns"),
        ([["a", "b"], ["x" * 2001, "y"]], "cell-too-long"),
    ],
)
def test_what_is_no_table_or_too_large_says_why(lines, code):
    with pytest.raises(TableRefusedError, match=code):
        make(lines)


def test_unseen_characters_and_turns_of_direction_are_tidied_away():
    assert tidy("\u202eAstana\u200f  city\u00a0\u0007 ") == "Astana city"
    assert folded(" ＡＳＴＡＮＡ\u200b") == "astana"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (100.0, "100"),
        (1e15, "1000000000000000"),
        (float("nan"), "nan"),
        (True, "true"),
        (date(2025, 8, 25), "2025-08-25"),
        (datetime(2025, 8, 25), "2025-08-25"),
        (datetime(2025, 8, 25, 9, 5), "2025-08-25 09:05"),
        ("a\x00b", "ab"),
    ],
)
def test_cells_are_written_plainly(cell, text):
    assert written(cell) == text


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=8))
def test_whatever_is_sent_becomes_a_rectangle_or_is_refused(lines):
    try:
        table = make(lines)
    except TableRefusedError:
        return
    assert len({folded(name) for name in table.columns}) == len(table.columns)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(profile.profile(table).columns) == len(table.columns)
