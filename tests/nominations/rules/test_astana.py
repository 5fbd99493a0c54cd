"""The five workbooks of the Astana edition, against what a perfect import of them holds."""

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

import samgak.exchange
from samgak.nominations.rules.rows import country_of
from samgak.spreadsheets import read
from tests.nominations.rules.readings import read_workbook

EDITION = Path(samgak.exchange.__file__).parent / "demonstration" / "astana-2025"
TRUTH = Path(__file__).parents[2] / "data" / "astana-2025" / "truth.csv"
TODAY = date(2025, 7, 24)
IMPOSSIBLE = (
    "family: missing-family-name; given: unusable-name (value=???); "
    "born_on: impossible-date (value=31.02.1985); years_in_service: negative-number (value=-3); "
    "email: not-an-address (value=not-an-address); "
    "rank: missing-value; sex: missing-value; organisation: missing-value"
)
REPORTED = [
    ("nominations-kg.xlsx", 21, "duplicate", "duplicate (row=4)"),
    ("nominations-kg.xlsx", 22, "impossible", IMPOSSIBLE),
    ("nominations-kz.xlsx", 18, "duplicate", "duplicate (row=2)"),
    ("nominations-kz.xlsx", 19, "impossible", IMPOSSIBLE),
    ("nominations-tj.xlsx", 19, "duplicate", "duplicate (row=4)"),
    ("nominations-tj.xlsx", 20, "impossible", IMPOSSIBLE),
    ("nominations-tm.xlsx", 19, "duplicate", "duplicate (row=4)"),
    ("nominations-tm.xlsx", 20, "impossible", IMPOSSIBLE),
    ("nominations-uz.xlsx", 18, "duplicate", "duplicate (row=2)"),
    ("nominations-uz.xlsx", 19, "impossible", IMPOSSIBLE),
]


def reading_of(source, name, known=frozenset()):
    sheets = read(source, name=name)
    return read_workbook(sheets, country=country_of(name), known=known, today=TODAY)


@pytest.fixture(scope="module")
def readings():
    return {path.name: reading_of(path, path.name) for path in sorted(EDITION.glob("*.xlsx"))}


def as_truth(nominee):
    return {
        "country": nominee.country,
        "rank": str(nominee.rank),
        "family": nominee.family,
        "given": nominee.given,
        "native": nominee.native,
        "sex": nominee.sex,
        "born": nominee.born_on.isoformat(),
        "org": nominee.organisation,
        "position": nominee.position,
        "years": str(nominee.years_in_service),
        "email": nominee.email,
        "en": nominee.languages["en"].raw,
        "ru": nominee.languages["ru"].raw,
        "last": nominee.last_training_on.isoformat() if nominee.last_training_on else "",
    }


def test_every_field_of_all_70_people_is_as_in_the_truth(readings):
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        truth = {(line["country"], line["rank"]): line for line in csv.DictReader(stream)}
    found = [as_truth(nominee) for reading in readings.values() for nominee in reading.nominees]

    assert len(found) == len(truth) == 70
    assert {(line["country"], line["rank"]): line for line in found} == truth


def test_exactly_the_ten_bad_rows_are_reported_each_with_all_its_problems(readings):
    assert [
        (name, row.row, row.code, row.detail)
        for name, reading in readings.items()
        for row in reading.reported
    ] == REPORTED


def test_nothing_is_left_to_ask_about(readings):
    for reading in readings.values():
        assert (reading.findings, reading.unrecognised, reading.questions) == ((), (), ())
        assert all(level.level for n in reading.nominees for level in n.languages.values())


def test_the_same_file_again_brings_nobody_new(readings):
    name, first = "nominations-kz.xlsx", readings["nominations-kz.xlsx"]
    known = {nominee.identity for nominee in first.nominees}

    again = reading_of(EDITION / name, name, known)

    assert again.nominees == ()
    assert [n.values for n in again.already_known] == [n.values for n in first.nominees]
    assert again.reported == first.reported


def shown(cell):
    if cell is None:
        return ""
    return (
        cell.strftime("%d.%m.%Y")
        if isinstance(cell, date)
        else f"{cell:g}"
        if isinstance(cell, float)
        else cell
    )


def as_csv(sheet, encoding, separator):
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    by_number = {row.number: [shown(cell) for cell in row.cells] for row in sheet.rows}
    writer.writerows(by_number.get(number, []) for number in range(1, max(by_number) + 1))
    return stream.getvalue().encode(encoding)


def as_ods(sheet):
    document, table = OpenDocumentSpreadsheet(), Table(name="Ведомость")
    by_number = {row.number: row.cells for row in sheet.rows}
    for number in range(1, max(by_number) + 1):
        row = TableRow()
        for value in by_number.get(number, ()):
            row.addElement(ods_cell(value))
        table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def ods_cell(value):
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, float):
        cell = TableCell(valuetype="float", value=str(value))
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=shown(value)))
    return cell


@pytest.mark.parametrize("country", ["kz", "kg", "tj", "tm", "uz"])
@pytest.mark.parametrize(
    ("ending", "saved"),
    [
        ("ods", as_ods),
        ("csv", lambda sheet: as_csv(sheet, "utf-8-sig", ";")),
        ("csv", lambda sheet: as_csv(sheet, "utf-16", "\t")),
        ("csv", lambda sheet: as_csv(sheet, "utf-8", ",")),
    ],
)
def test_other_formats_give_the_same_people_and_rows(readings, country, ending, saved):
    name = f"nominations-{country}"
    [sheet] = read(EDITION / f"{name}.xlsx", name=f"{name}.xlsx")
    expected = readings[f"{name}.xlsx"]

    again = reading_of(saved(sheet), f"{name}.{ending}")

    assert list(map(as_truth, again.nominees)) == list(map(as_truth, expected.nominees))
    assert [n.row for n in again.nominees] == [n.row for n in expected.nominees]
    assert [(r.row, r.code, r.detail) for r in again.reported] == [
        (r.row, r.code, r.detail) for r in expected.reported
    ]
