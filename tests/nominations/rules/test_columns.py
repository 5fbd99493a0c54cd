"""Headings in eight languages, and headers where people put them."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.nominations.rules.columns import FIELDS, header_of, recognise
from samgak.nominations.rules.headings import HEADINGS
from samgak.participants.folding import key, options
from samgak.spreadsheets import Row


def sheet(*rows):
    return tuple(Row(n, tuple(c)) for n, c in enumerate(rows, start=1) if any(c))


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("family", "Surname|성|Фамилия|Тегі|Фамилиясы|Familiyasi|Насаб|Familiýasy"),
        ("given", "Given name(s)|이름|Имя|Аты|Аты|Ismi|Ном|Ady"),
        ("sex", "Sex|성별|Пол|Жынысы|Жынысы|Jinsi|Ҷинс|Jynsy"),
        ("born_on", "Date of birth|생년월일|Дата рождения|Туған күні|Туулган күнү|Tugʻilgan sanasi"
         "|Санаи таваллуд|Doglan güni"),
        ("organisation", "Organization|소속기관|Место работы|Ұйым|Иш орду|Tashkilot|Муассиса|Edara"),
        ("position", "Job title|직위|Должность|Лауазымы|Кызматы|Lavozimi|Вазифа|Wezipesi"),
        ("years_in_service", "Years of service|근무연수|Стаж|Еңбек өтілі|Эмгек стажы|Ish staji|Собиқаи кор|Iş döwri"),
        ("email", "E-mail|이메일|Эл. почта|Эл. пошта|Электрондук почта|E-pochta|Почтаи электронӣ|E-poçta"),
        ("rank", "Priority|우선순위|Приоритет|Басымдық|Артыкчылык|Ustuvorlik|Афзалият|Orny"),
        ("language_en", "English|영어|Английский|Ағылшын тілі|Англис тили|Ingliz tili|Забони англисӣ|Iňlis dili"),
        ("language_ru", "Russian|러시아어|Русский язык|Орыс тілі|Орус тили|Rus tili|Забони русӣ|Rus dili"),
        ("language_ko", "Korean|한국어|Корейский|Корей тілі|Кореӣ|Koreyscha|Кореягӣ|Koreý dili"),
        ("last_training_on", "Last training abroad|최근 해외연수|Последнее обучение за рубежом|Соңғы шетелдік оқу"
         "|Чет өлкөдөгү акыркы окуусу|Oxirgi xorijiy oʻqish|Омӯзиши охирин дар хориҷа|Soňky daşary ýurt okuwy"),
    ],
)  # fmt: skip
def test_each_field_is_recognised_in_the_eight_languages(field, headings):
    unknown = {"Кореӣ"}  # no such word: a slip stays unknown
    assert {h for h in headings.split("|") if recognise(h) != field} <= unknown


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("  ФАМИЛИЯ  (как в паспорте) * ", "family"), ("1. Фамилия", "family"), ("Фамилия / Surname", "family"),
        ("Туган куни", "born_on"), ("Tug'ilgan sanasi", "born_on"), ("Date of birth (dd/mm/yyyy)", "born_on"),
        ("\u0415mail", "email"), ("Е-mаil", "email"), ("№ п/п", "number"), ("#", "number"),
        ("Стаж (лет)", "years_in_service"),
        ("ФИО (кириллица)", "native"), ("Name (in native script)", "native"), ("성명(한글)", "native"),
        ("ФИО (как в паспорте)", "passport_name"), ("Фамилия/Имя", "name"), ("Ф.И.О.", "name"),
        ("Уровень английского языка", "language_en"), ("Примечание", None), ("", None), ("Sex / Name", None),
    ],
)  # fmt: skip
def test_case_accents_signs_and_look_alikes_do_not_matter(heading, field):
    assert recognise(heading) == field


def test_no_heading_means_two_things():
    meanings = defaultdict(set)
    for field, lines in HEADINGS.items():
        for heading in options(lines):
            meanings[key(heading)].add(field)

    assert {k: fields for k, fields in meanings.items() if len(fields) > 1 or not k} == {}


@given(st.text())
def test_any_heading_is_known_or_not(text):
    assert (
        recognise(text) is None
        or recognise(text) in {*FIELDS, "name", "number"}
        or recognise(text).startswith("language_")
    )


def test_the_header_is_found_below_titles():
    header = header_of(
        sheet(
            ["Организация"],
            [],
            ["List of nominees", "2025"],
            [],
            [],
            [],
            ["№", "Фамилия", "Имя", "Пол"],
            [1, "A", "B", "F"],
        )
    )

    assert header.row == 7
    assert header.fields == {1: "family", 2: "given", 3: "sex", 0: "rank"}
    assert header.rank_is_number


def test_a_header_of_two_lines_with_joined_cells_is_one():
    header = header_of(
        sheet(
            ["№", "ФИО", None, "Дата рождения", "Языки", None],
            [None, "Фамилия", "Имя", None, "Английский", "Русский"],
            [1, "Asanova", "Aida", "01.01.1990", "B2", "C1"],
        )
    )

    assert header.row == 2
    assert header.known == {"rank", "family", "given", "born_on", "language_en", "language_ru"}
    assert header.unrecognised == ()


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["ФИО", "Пол", "Стаж"], {0: "passport_name", 1: "sex", 2: "years_in_service"}),
        (["Name", "Sex", "Email"], {0: "passport_name", 1: "sex", 2: "email"}),
        (["Фамилия", "Имя", "ФИО"], {0: "family", 1: "given", 2: "native"}),
        (["Passport name", "Full name", "Sex"], {0: "passport_name", 1: "native", 2: "sex"}),
        (
            ["Surname", "Name", "Фамилия (кириллица)", "Имя (кириллица)"],
            {0: "family", 1: "given", 2: "native", 3: "native"},
        ),
    ],
)
def test_what_a_name_column_holds_depends_on_the_others(headings, fields):
    assert header_of(sheet(headings)).fields == fields


def test_unknown_and_repeated_headings_are_left_to_ask_about():
    header = header_of(sheet(["Фамилия", "Имя", "Пол", "Примечание", "Пол"]))

    assert header.unrecognised == (3, 4)


def test_a_mapping_overrides_by_column_and_by_heading():
    rows = sheet(["Фамилия", "Кличка", "Пол", "Заметки", "Стаж"])

    header = header_of(rows, mapping={1: "given", "ЗАМЕТКИ:": "position", "пол": None, 4: None})

    assert header.fields == {0: "family", 1: "given", 3: "position"}
    assert header.unrecognised == ()


def test_a_mapping_makes_a_header_of_headings_nobody_knows():
    rows = sheet(["Liste"], ["Nom de famille", "Prénom", "Courriel"], ["A", "B", "a@b.org"])

    assert header_of(rows) is None
    header = header_of(
        rows, mapping={"Nom de famille": "family", "Prénom": "given", "Courriel": "email"}
    )
    assert (header.row, header.known) == (2, {"family", "given", "email"})
