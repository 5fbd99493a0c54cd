"""Files of rows as people send them: read with the sheet's numbers, or refused with a code."""

import itertools
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from samgak.spreadsheets import Limits, Unreadable, read, tables
from samgak.spreadsheets.archives import Look

CYRILLIC = "№;Фамилия;Имя\n1;Сидорова;Анна\n\n2;Петров;Олег\n"


def xlsx(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content, change):
    """The archive with each member's text changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def numbers_and_cells(sheets):
    return [(row.number, row.cells) for row in sheets[0].rows]


def code_of(content, name, **options):
    with pytest.raises(Unreadable) as refused:
        read(content, name=name, **options)
    assert refused.value.code in Unreadable.CODES
    return refused.value.code


def is_read_or_refused(content, name):
    try:
        sheets = read(content, name=name)
    except Unreadable as refused:
        return refused.code in Unreadable.CODES
    return all(sheet.rows for sheet in sheets)


def test_rows_and_columns_keep_the_numbers_of_the_sheet():
    def fill(sheet):
        sheet["C4"], sheet["D4"], sheet["C6"] = "Имя", date(1998, 5, 9), 5

    sheets = read(xlsx(fill), name="a.xlsx")

    assert numbers_and_cells(sheets) == [
        (4, (None, None, "Имя", date(1998, 5, 9))),
        (6, (None, None, 5.0, None)),
    ]


def test_a_formula_is_read_by_its_stored_value():
    content = xlsx(lambda sheet: sheet.append(["=2+3"]))
    with_value = repacked(
        content,
        lambda _, text: text.replace(b"<v></v>", b"<v>5</v>").replace(b"<v />", b"<v>5</v>"),
    )

    assert numbers_and_cells(read(with_value, name="a.xlsx")) == [(1, (5.0,))]


def test_hidden_sheets_come_last():
    def fill(sheet):
        sheet.title, sheet.sheet_state = "Lists", "hidden"
        sheet.append(["F"])
        sheet.parent.create_sheet("People").append(["Anna"])

    assert [sheet.name for sheet in read(xlsx(fill), name="a.xlsx")] == ["People", "Lists"]


def ods(rows):
    document, table = OpenDocumentSpreadsheet(), Table(name="Sheet")
    for repeated, cells in rows:
        row = TableRow(numberrowsrepeated=repeated)
        for times, text in cells:
            cell = TableCell(numbercolumnsrepeated=times)
            if text:
                cell = TableCell(valuetype="string", numbercolumnsrepeated=times)
                cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_an_ods_file_with_an_endless_empty_tail_is_read():
    content = ods([(3, [(4, "")]), (1, [(2, ""), (1, "Аты")]), (1_048_000, [(16_384, "")])])

    assert numbers_and_cells(read(content, name="a.ods")) == [(4, (None, None, "Аты"))]


@pytest.mark.parametrize(
    "rows",
    [
        [(1_048_000, [(1, "x")])],
        [(1_000_000, [(1, "")]), (1, [(1, "x")])],
        [(2_000, [(16_384, "x")])],
    ],
)
def test_an_ods_file_of_repeated_cells_is_too_large(rows):
    assert code_of(ods(rows), "a.ods") == "too-large"


def test_one_cell_in_the_far_corner_is_too_large():
    def fill(sheet):
        sheet["A1"], sheet["XFD90000"] = 1, 1

    assert code_of(xlsx(fill), "a.xlsx") == "too-large"


def test_cells_that_hide_their_place_are_counted():
    cells = b"<c><v>1</v></c>" * 16_000
    hidden = b'<sheetData><row r="1">' + cells + b'</row><row r="90000"><c><v>1</v></c></row>'
    content = xlsx(lambda sheet: sheet.append(["only"]))
    content = repacked(content, lambda _, text: text.replace(b"<sheetData>", hidden))

    assert code_of(content, "a.xlsx") == "too-large"


SHEET = (
    b'<worksheet><sheetData><row r="3"><c r="B3"><v>1</v></c><c x="<" r="D3"/></row>'
    b'<row r="7"><c r="C7" t="s"><v>2</v></c></row><row><c><v>3</v></c></row></sheetData></worksheet>'
)
ODS = (
    b'<office:document-content><table:table><table:table-row table:number-rows-repeated="4"/>'
    b'<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell>'
    b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SHEET, ODS, SHEET + ODS, ODS + SHEET]), st.lists(st.integers(0, 500)))
def test_a_sheet_unpacked_in_pieces_reaches_as_far_as_in_one(text, cuts):
    whole, pieces = Look("sheet.xml"), Look("sheet.xml")
    whole.at(text)
    head = 4_096 if text.startswith(ODS) else 1  # what a file is shows in its first piece
    places = sorted({0, len(text), *(cut for cut in cuts if head <= cut < len(text))})
    for start, end in itertools.pairwise(places):
        pieces.at(text[start:end])

    found = whole.end()
    assert pieces.end() == found
    assert [(one.rows, one.columns) for one in found if one.rows] == (
        [(5, 3)] if text == ODS else [(8, 3)]
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_table_is_looked_through_and_then_read_row_by_row_as_often_as_asked(ending):
    rows = [["Surname", "Name"], *[[f"Person {n}", "x"] for n in range(300)]]
    content = {
        "csv": "\n".join(map(";".join, rows)).encode(),
        "xlsx": xlsx(lambda sheet: [sheet.append(row) for row in rows]),
        "ods": ods([(1, [(1, cell) for cell in row]) for row in rows]),
    }[ending]

    [table] = tables(content, name=f"a.{ending}")

    assert table.count == 301
    assert [row.number for row in table.head] == list(range(1, 102))
    lazily = table.rows()
    assert next(lazily).cells == ("Surname", "Name")
    assert [row.cells for row in table.rows()] == [tuple(row) for row in rows]
    assert next(lazily).number == 2


def test_a_formatted_but_empty_last_row_is_no_reason_to_refuse():
    def fill(sheet):
        sheet["A1"] = "Surname"
        sheet["Z1048576"].font = openpyxl.styles.Font(bold=True)

    assert len(read(xlsx(fill), name="a.xlsx")[0].rows) == 1


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    content = xlsx(lambda sheet: sheet.append(["x"]))
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 9_000_000)

    assert len(stream.getvalue()) < 20_000
    limits = Limits(bytes_sent=20_000, bytes_unpacked=5_000_000)
    assert code_of(stream.getvalue(), "a.xlsx", limits=limits) == "too-large"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b" \r\n", "a.csv", "empty"),
        (b";;\r\n;;", "a.csv", "empty"),
        ("просто текст".encode(), "a.xlsx", "wrong-type"),
        (b"%PDF-1.7 ...", "a.csv", "wrong-type"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03", "a.csv", "wrong-type"),
        (b"x", "a.docx", "wrong-type"),
        (b"PK\x03\x04 cut short", "a.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel", "a.xlsx", "wrong-type"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "encrypted",
        ),
        ("\N{SNOWMAN}".encode("utf-16-le") + b"\x00", "a.csv", "damaged"),
        (b"\xff\xfe\x41", "a.csv", "damaged"),
    ],
)
def test_bad_files_are_refused_with_a_code(content, name, code):
    assert code_of(content, name) == code


def test_an_archive_of_another_kind_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert code_of(stream.getvalue(), "a.xlsx") == "wrong-type"
    assert code_of(xlsx(lambda sheet: sheet.append(["x"])), "a.ods") == "wrong-type"


def test_a_workbook_without_a_single_value_is_empty():
    assert code_of(xlsx(lambda sheet: None), "a.xlsx") == "empty"


@pytest.mark.parametrize("limits", [Limits(bytes_sent=20), Limits(rows=2), Limits(cells=5)])
def test_limits_hold_for_text_too(limits):
    assert code_of(CYRILLIC.encode(), "a.csv", limits=limits) == "too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_cyrillic_text_is_read_in_any_usual_encoding(encoding):
    rows = numbers_and_cells(read(CYRILLIC.encode(encoding), name="a.csv"))

    assert rows == [
        (1, ("№", "Фамилия", "Имя")),
        (2, ("1", "Сидорова", "Анна")),
        (4, ("2", "Петров", "Олег")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "cp949"])
def test_korean_text_is_read_in_any_usual_encoding(encoding):
    content = "번호,성명,소속\n1,홍길동,행정안전부\n2,김철수,외교부\n".encode(encoding)

    assert numbers_and_cells(read(content, name="a.csv"))[1] == (2, ("1", "홍길동", "행정안전부"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_though_cells_hold_others(separator):
    lines = ['"Office; of, all",x,y', "a,b,c"] if separator == "," else []
    lines = lines or [separator.join(['"Office, of; all"', "x", "y"]), separator.join("abc")]

    rows = numbers_and_cells(read("\n".join(lines).encode(), name="a.csv"))

    assert [len(cells) for _, cells in rows] == [3, 3]


def test_the_line_that_names_the_separator_is_obeyed_and_not_counted():
    assert numbers_and_cells(read(b"sep=;\r\na;b,c", name="a.csv")) == [(1, ("a", "b,c"))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.ods"]))
def test_any_bytes_are_read_or_refused(content, name):
    assert is_read_or_refused(content, name)


GOOD = xlsx(lambda sheet: [sheet.append(["Surname", 1, date(2020, 1, 1)]) for _ in range(5)])


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused(place, change):
    content = bytearray(GOOD)
    content[place] ^= change
    assert is_read_or_refused(bytes(content), "a.xlsx")


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_workbook_with_a_wrong_byte_of_xml_is_read_or_refused(data):
    def change(name, text):
        if not name.endswith(".xml"):
            return text
        place = data.draw(st.integers(0, len(text) - 1))
        return text[:place] + bytes([data.draw(st.integers(0, 255))]) + text[place + 1 :]

    assert is_read_or_refused(repacked(GOOD, change), "a.xlsx")
