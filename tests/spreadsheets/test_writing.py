"""What is written opens as it was meant, in any program, and runs nothing."""

import csv
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.spreadsheets import Column, csv_lines, read, write_csv, write_xlsx
from samgak.spreadsheets.writing import sheet_title

COLUMNS = [Column("Тегі", 24), Column("성명")]
DANGEROUS = [
    "=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "|calc", "%0a",
    "http://example.org", "mailto:a@example.org", "internal:Sheet1!A1", "{=1+1}",
]  # fmt: skip


def workbook(rows, title="People"):
    stream = BytesIO()
    written = write_xlsx(stream, COLUMNS, rows, title=title)
    return openpyxl.load_workbook(BytesIO(stream.getvalue())).active, stream.getvalue(), written


def test_values_keep_their_kind():
    rows = [
        ["Әбдіғалиева", 5],
        [date(1998, 5, 9), datetime(2025, 8, 25, 9, 30)],
        [True, Decimal("1.5")],
    ]

    sheet, content, written = workbook(rows)

    assert written == 3
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Тегі", "성명"],
        ["Әбдіғалиева", 5],
        [datetime(1998, 5, 9), datetime(2025, 8, 25, 9, 30)],
        [True, 1.5],
    ]
    assert read(content, name="a.xlsx")[0].rows[2].cells[0] == date(1998, 5, 9)


def test_the_sheet_is_ready_to_work_with():
    sheet, _, _ = workbook(
        [["a", "b"], ["c", "d"]], title="Nominees: Kazakhstan [2025] / all of them"
    )

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["A"].width == pytest.approx(24, abs=1)
    assert sheet["A1"].font.bold
    assert sheet.title == "Nominees  Kazakhstan  2025    a"


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula_or_a_link_in_xlsx(text):
    sheet, _, _ = workbook([[text, ""]])

    assert sheet["A2"].data_type in ("s", "inlineStr")
    assert sheet["A2"].hyperlink is None
    assert sheet["A2"].value.strip() == text.strip()


@pytest.mark.parametrize("text", DANGEROUS[:10])
def test_text_is_never_a_formula_in_csv(text):
    [_, [cell]] = csv.reader(
        StringIO(b"".join(csv_lines([Column("x")], [[text]])).decode("utf-8-sig"), newline="")
    )

    assert cell.startswith("'")


def test_numbers_and_moments_are_plain_in_csv(tmp_path):
    target = tmp_path / "a.csv"
    moment = datetime(2025, 8, 25, 9, 0, tzinfo=UTC)

    write_csv(target, COLUMNS, [[-3, Decimal("-0.5")], [date(1998, 5, 9), moment], [None, "Ўткир"]])

    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert target.read_text("utf-8-sig").splitlines() == [
        "Тегі,성명", "-3,-0.5", "1998-05-09,2025-08-25T09:00:00+00:00", ",Ўткир",
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.text(), st.floats(), st.integers(-(10**9), 10**9), st.datetimes())
    )
)
def test_any_value_can_be_written(values):
    sheet, _, written = workbook([[value] for value in values])

    assert written == len(values)
    assert sheet.max_row <= len(values) + 1
    assert b"".join(csv_lines([Column("x")], [[value] for value in values]))


def test_text_longer_than_a_cell_is_marked_as_cut():
    sheet, _, _ = workbook([["x" * 40_000, ""]])

    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")


@pytest.mark.parametrize(
    ("title", "named"), [("", "Sheet"), ("[]:*?/\\", "Sheet"), ("History", "Sheet"), ("'a'", "a")]
)
def test_a_title_excel_would_refuse_is_made_one_it_takes(title, named):
    assert sheet_title(title) == named


def test_memory_does_not_grow_with_the_rows():
    def peak(count):
        tracemalloc.start()
        write_xlsx(BytesIO(), COLUMNS, ([f"Person {i}", i] for i in range(count)), title="x")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    # The finished file itself stays in the target's memory: about ten bytes a row.
    assert peak(4_000) < peak(400) + 3_600 * 40
