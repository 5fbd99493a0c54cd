"""Workbooks for tests: a clean row and ways to spoil it."""

import csv
from io import StringIO

HEADINGS = (
    "Rank",
    "Surname",
    "Given names",
    "Native name",
    "Sex",
    "Date of birth",
    "Organisation",
    "Position",
    "Years in service",
    "Email",
    "Russian",
    "Last training abroad",
)
ASEL = {
    "Rank": "1",
    "Surname": "Ospanova",
    "Given names": "Assel",
    "Native name": "Оспанова Әсел",
    "Sex": "F",
    "Date of birth": "22.10.1985",
    "Organisation": "Office of examples",
    "Position": "Head of unit",
    "Years in service": "9",
    "Email": "assel.ospanova@example.kz",
    "Russian": "C1",
    "Last training abroad": "",
}
BOLAT = {
    **ASEL,
    "Rank": "2",
    "Surname": "Serikov",
    "Given names": "Bolat",
    "Native name": "Серіков Болат",
    "Sex": "M",
    "Date of birth": "01.02.1979",
    "Email": "bolat.serikov@example.kz",
    "Russian": "B1",
}
# The same as a form sends it.
VALUES = {
    "rank": "1",
    "family": "OSPANOVA",
    "given": "Assel",
    "native": "Оспанова Әсел",
    "sex": "F",
    "born_on": "22.10.1985",
    "organisation": "Office of examples",
    "years_in_service": "9 лет",
    "email": "Assel@example.kz",
    "language_ru": "хорошо",
}


def row(person=ASEL, **changes):
    named = {name.replace("_", " ").capitalize(): value for name, value in changes.items()}
    assert set(named) <= set(HEADINGS), named
    return {**person, **named}


def workbook(*rows, headings=HEADINGS):
    """The bytes of a .csv file with these rows; columns may be left out or added by `headings`."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows([one.get(heading, "") for heading in headings] for one in rows)
    return stream.getvalue().encode()
