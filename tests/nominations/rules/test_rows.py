"""Whole sheets, odd ones too: nobody swallowed, nobody silently dropped."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.nominations.rules.codes import PARAMS, Code
from samgak.nominations.rules.identity import (
    Identity,
    identity_of,
    name_key,
)
from samgak.nominations.rules.rows import (
    NomineeRow,
    ReportedRow,
    country_of,
    read_values,
)
from samgak.spreadsheets import Row, Sheet, read
from tests.nominations.rules.readings import read_nominations, read_workbook

TODAY = date(2025, 7, 24)
HEADINGS = [
    "Rank", "Surname", "Given name", "Native name", "Sex", "Date of birth",
    "Organisation", "Position", "Years in service", "Email", "Russian", "Last training abroad",
]  # fmt: skip
ANNA = [
    1, "ASANOVA", "Anna", "Асанова Анна", "F", "09.05.1990",
    "Office", "Head", 5, "anna@example.kg", "B2", "2019",
]  # fmt: skip


def person(**changes):
    columns = {heading.lower().replace(" ", "_"): i for i, heading in enumerate(HEADINGS)}
    row = list(ANNA)
    for name, value in changes.items():
        row[columns[name]] = value
    return row


def oleg(**changes):
    oleg = {
        "rank": 2,
        "surname": "Petrov",
        "given_name": "Oleg",
        "native_name": "Петров Олег",
        "sex": "M",
    }
    return person(**(oleg | {"date_of_birth": "01.02.1985", "email": "oleg@example.kg"} | changes))


def sheet(*rows, name="s"):
    filled = (
        Row(n, tuple(c)) for n, c in enumerate(rows, start=1) if any(x is not None for x in c)
    )
    return Sheet(name, tuple(filled))


def reading(*rows, known=frozenset(), **options):
    return read_nominations(
        sheet(HEADINGS, *rows), country="KG", known=known, today=TODAY, **options
    )


def codes(nominee):
    return [(f.field, f.code) for f in nominee.findings]


def test_a_clean_row_is_a_nominee_without_findings():
    [nominee] = reading(person()).nominees

    assert (nominee.row, nominee.family, nominee.given, nominee.born_on) == (
        2,
        "Asanova",
        "Anna",
        date(1990, 5, 9),
    )
    assert nominee.last_training_on == date(2019, 1, 1)
    assert nominee.findings == ()


def test_all_problems_of_a_row_are_told_together_with_what_was_typed():
    [row] = reading(
        person(surname="Асанова", email=None, years_in_service=-1, date_of_birth="31.02.1990")
    ).reported

    assert row.code == Code.IMPOSSIBLE
    assert [(p.field, p.code) for p in row.problems] == [
        ("family", Code.NOT_LATIN),
        ("born_on", Code.IMPOSSIBLE_DATE),
        ("years_in_service", Code.NEGATIVE_NUMBER),
        ("email", Code.MISSING_ADDRESS),
    ]
    assert row.values["family"] == "Асанова"
    assert row.values["born_on"] == "31.02.1990"


def test_the_first_of_the_same_person_stays_case_spaces_and_accents_aside():
    found = reading(
        person(),
        oleg(),
        person(surname=" Ásanova ", given_name="AN NA", rank=3, email="other@example.kg"),
    )

    assert [n.row for n in found.nominees] == [2, 3]
    assert [(r.row, r.code, r.detail) for r in found.reported] == [
        (4, "duplicate", "duplicate (row=2)")
    ]


def test_a_row_refused_does_not_make_the_mended_one_a_duplicate():
    found = reading(person(email="nowhere"), person())

    assert [n.row for n in found.nominees] == [3]


@pytest.mark.parametrize(
    "changes",
    [
        {"surname": "Assanova"}, {"surname": "Anna", "given_name": "Asanova"}, {"given_name": "Ana"},
        {"date_of_birth": "05.09.1990"}, {"date_of_birth": "09.05.1991"},
        {"surname": "Isanova", "given_name": "Anne-Marie"},
    ],
)  # fmt: skip
def test_the_same_person_typed_another_way_is_noticed_not_refused(changes):
    found = reading(person(), person(rank=2, email="b@example.kg", **changes))

    assert [codes(n) for n in found.nominees] == [[], [("", Code.POSSIBLE_DUPLICATE)]]


def test_different_people_are_not_taken_for_one():
    found = reading(
        person(),
        oleg(),
        oleg(
            given_name="Ivan",
            surname="Sidorov",
            native_name="Сидоров Иван",
            rank=3,
            email="i@example.kg",
        ),
    )

    assert [codes(n) for n in found.nominees] == [[], [], []]


def test_an_address_and_a_rank_used_twice_are_noticed():
    found = reading(person(), oleg(rank=1, email="ANNA@example.kg"))

    assert codes(found.nominees[1]) == [
        ("email", Code.SHARED_ADDRESS),
        ("rank", Code.REPEATED_RANK),
    ]


def test_people_already_imported_are_told_apart_from_new_ones():
    anna = identity_of(country="KG", family="asanova", given="ANNA", born_on=date(1990, 5, 9))
    near = Identity("KG", name_key("Petroff Oleg"), date(1985, 2, 1))

    found = reading(person(), oleg(), known={anna, near})

    assert [n.row for n in found.already_known] == [2]
    assert [codes(n) for n in found.nominees] == [[("", Code.POSSIBLE_DUPLICATE_OF_KNOWN)]]


def test_rows_that_are_no_people_are_reported_and_blank_ones_are_not():
    found = read_nominations(
        sheet(
            ["№", *HEADINGS], list(range(1, 14)), [1, *ANNA], [], ["№", *HEADINGS], [2, *oleg()], [3, *([None] * 12)],
            [None, None, "Итого: 2"], [None] * 7 + ["Министр", None], ["Подпись"],
        ),
        country="KG", known=frozenset(), today=TODAY,
    )  # fmt: skip

    assert [n.row for n in found.nominees] == [3, 6]
    assert [(r.row, r.code) for r in found.reported] == [
        (8, "not-a-person"),
        (9, "not-a-person"),
        (10, "not-a-person"),
    ]
    assert [r.problems[0].params["value"] for r in found.reported] == [
        "Итого: 2",
        "Министр",
        "Подпись",
    ]


def test_a_single_name_stands_in_the_place_of_the_family_name():
    found = reading(person(given_name=None), oleg(surname=None))

    assert [codes(n) for n in found.nominees] == [[("given", Code.SINGLE_NAME)]]
    assert [p.code for p in found.reported[0].problems] == [Code.MISSING_FAMILY_NAME]


def test_a_row_without_what_a_score_and_a_quota_need_is_reported():
    [row] = reading(person(rank=None, sex="", organisation=None, years_in_service="-")).reported

    assert row.code == Code.MISSING_VALUE
    assert row.detail == (
        "rank: missing-value; sex: missing-value; "
        "organisation: missing-value; years_in_service: missing-value"
    )


def test_a_sex_nobody_understands_is_reported_with_the_word():
    [row] = reading(person(sex="1")).reported

    assert (row.code, row.detail) == (Code.UNKNOWN_SEX, "sex: unknown-sex (value=1)")


def test_a_row_that_lacks_something_does_not_make_the_whole_one_a_duplicate():
    found = reading(person(rank=None), person())

    assert [n.row for n in found.nominees] == [3]


def test_a_language_level_that_is_missing_is_noticed():
    [nominee] = reading(person(russian=None)).nominees

    assert codes(nominee) == [("language_ru", Code.MISSING_VALUE)]
    assert nominee.languages == {}


def test_unknown_words_are_asked_about_once_and_answers_are_taken():
    rows = [person(russian="so-so"), oleg(russian="So-so ")]

    found = reading(*rows)
    answered = reading(*rows, answers={"so-so": "fair"})

    assert [(q.field, q.value, q.rows) for q in found.questions] == [
        ("language_ru", "so-so", (2,)),
        ("language_ru", "So-so", (3,)),
    ]
    assert [n.languages["ru"].level for n in answered.nominees] == ["fair", "fair"]


def test_service_that_began_in_childhood_and_training_to_come_are_noticed():
    [nominee] = reading(person(years_in_service=30, last_training_abroad="01.09.2025")).nominees

    assert codes(nominee) == [
        ("last_training_on", Code.TRAINING_IN_FUTURE),
        ("years_in_service", Code.YEARS_EXCEED_AGE),
    ]


def test_two_hundred_letters_and_signs_that_turn_the_text_are_survived():
    found = reading(
        person(surname="A" * 200), oleg(given_name="\u202eOleg\x07\u200f", organisation="x" * 3_000)
    )

    assert [[p.code for p in r.problems] for r in found.reported] == [
        [Code.TOO_LONG],
        [Code.TOO_LONG],
    ]
    assert reading(oleg(given_name="\u202eOleg\x07\u200f")).nominees[0].given == "Oleg"


def test_columns_that_are_missing_are_named():
    found = read_nominations(
        sheet(["Name", "Country", "Sex"], ["Asanova Anna", "KG", "F"]),
        country="KG",
        known=frozenset(),
        today=TODAY,
    )

    assert [f.field for f in found.findings if f.code == Code.MISSING_COLUMN] == [
        "born_on",
        "email",
        "rank",
        "organisation",
        "years_in_service",
    ]
    assert found.unrecognised == ((1, "Country"),)
    assert [r.row for r in found.reported] == [2]


def test_a_sheet_without_any_known_heading_says_so_and_gives_its_headings():
    found = read_nominations(
        sheet(["Liste"], ["Nom", "Prénom"], ["A", "B"]),
        country="KG",
        known=frozenset(),
        today=TODAY,
    )

    assert [f.code for f in found.findings] == [Code.NO_HEADER]
    assert found.unrecognised == ((0, "Nom"), (1, "Prénom"))


def test_the_first_sheet_with_a_header_is_read_and_the_others_named():
    notes, people, more = (
        sheet(["Read me"], name="Notes"),
        sheet(HEADINGS, person(), name="A"),
        sheet(HEADINGS, oleg(), name="B"),
    )

    found = read_workbook([notes, people, more], country="KG", known=frozenset(), today=TODAY)

    assert [n.family for n in found.nominees] == ["Asanova"]
    assert [(f.code, f.params) for f in found.findings] == [(Code.OTHER_SHEET, {"sheet": "B"})]


def test_a_full_name_in_one_column_and_a_real_workbook_with_a_late_header():
    book = openpyxl.Workbook()
    table = book.active
    table["B2"] = "СПИСОК"
    table.merge_cells("B2:F2")
    for column, heading in zip(
        "BCDEFGHI",
        [
            "№", "ФИО (как в паспорте)", "ФИО", "Дата рождения", "Эл. почта", "Пол", "Орган", "Стаж",
        ],
        strict=True,
    ):  # fmt: skip
        table[f"{column}7"] = heading
    for column, value in zip(
        "BCDEFGHI",
        [
            4, "DE LA CRUZ Juan", "ДЕ ЛА КРУС ХУАН", date(1990, 5, 9), "J@Example.org",
            "муж.", "Министерство", "5 лет",
        ],
        strict=True,
    ):  # fmt: skip
        table[f"{column}8"] = value
    stream = BytesIO()
    book.save(stream)

    found = read_workbook(
        read(stream.getvalue(), name="a.xlsx"), country="KG", known=frozenset(), today=TODAY
    )

    [nominee] = found.nominees
    assert (nominee.row, nominee.rank, nominee.family, nominee.given) == (
        8,
        4,
        "De la Cruz",
        "Juan",
    )
    assert (nominee.native, nominee.email) == ("Де Ла Крус Хуан", "j@example.org")
    assert Code.RANK_FROM_NUMBER in [f.code for f in found.findings]


def test_a_form_keeps_the_same_rules():
    values = {
        "rank": "1",
        "family": "ASANOVA",
        "given": "Anna",
        "sex": "F",
        "organisation": "Office",
        "years_in_service": "5",
        "born_on": "9 мая 1990",
        "email": "A@example.kg",
        "language_ru": "хорошо",
    }

    nominee = read_values(values, country="KG", today=TODAY)
    reported = read_values(values | {"born_on": "31.02.1990"}, country="KG", today=TODAY)

    assert isinstance(nominee, NomineeRow)
    assert (nominee.family, nominee.languages["ru"].level) == ("Asanova", "good")
    assert isinstance(reported, ReportedRow)
    assert reported.detail == "born_on: impossible-date (value=31.02.1990)"


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("nominations-kz.xlsx", "KZ"), ("/a/b/nominations-TJ.csv", "TJ"), ("nominations-uz.ods", "UZ"),
        ("nominations-qq.xlsx", None), ("nominations-kaz.xlsx", None), ("list.xlsx", None),
        ("nominations-kz.pdf", None),
    ],
)  # fmt: skip
def test_the_country_comes_from_the_name_of_the_file(name, country):
    assert country_of(name) == country


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-5, 50_000),
    st.dates(),
    st.sampled_from([*HEADINGS, *ANNA]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=12), max_size=8))
def test_every_row_of_any_sheet_is_in_exactly_one_list(rows):
    found = reading(person(), *rows)

    numbers = [r.row for r in (*found.nominees, *found.already_known, *found.reported)]
    assert len(numbers) == len(set(numbers))
    assert found.nominees[0].row == 2
    said = [f for n in found.nominees for f in n.findings] + [
        f for r in found.reported for f in r.problems
    ]
    assert all(set(f.params) == PARAMS[f.code] for f in (*said, *found.findings))
    filled = {
        n
        for n, row in enumerate(rows, start=3)
        if any(str(c or "").isalpha() and c not in HEADINGS for c in row[1:])
    }
    assert filled <= set(numbers)
