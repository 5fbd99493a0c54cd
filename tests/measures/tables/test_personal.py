import pytest

from samgak.measures.tables import headings, numbers, personal
from samgak.measures.tables.table import Table


def found(name, *cells):
    return {
        one.sort: one.level for one in personal.findings(Table((name,), tuple((c,) for c in cells)))
    }


def test_the_check_digit_of_kazakhstan():
    # Born 1 January 1980, century and sex 3, serial 0001; weighted 1 to 11: 1*8+2*0+3*0+4*1+5*0+6*1+7*3
    # +8*0+9*0+10*0+11*1 = 50, 50 mod 11 = 6.
    assert numbers.kazakh("800101300016")
    assert not numbers.kazakh("800101300017")
    assert not numbers.kazakh("801301300016")
    assert not numbers.kazakh("8001013000160")


def test_the_numbers_of_korea_uzbekistan_and_kyrgyzstan():
    assert numbers.korean("800101-1234567")
    assert not numbers.korean("801301-1234567")
    # 3 010180 001 0001: 7*3+3*0+1*1+7*0+3*1+1*8+7*0+3*0+1*0+7*1+3*0+1*0+7*0 = 40, check 0.
    assert numbers.central_asian("30101800010000")
    assert not numbers.central_asian("30101800010001")
    assert numbers.central_asian("20101198000123")


@pytest.mark.parametrize("text", ["N12345678", "AN1234567", "AA 1234567", "М12345678", "M123A4567"])
def test_passport_numbers_are_known_by_how_they_are_written(text):
    assert numbers.passport(f"see {text}, copy")


@pytest.mark.parametrize("text", ["KZ-01", "2025", "1234567", "ABC1234567", "N1234"])
def test_other_codes_are_no_passport_numbers(text):
    assert not numbers.passport(text)


@pytest.mark.parametrize(
    ("heading", "sort"),
    [
        ("ФИО заявителя", "name"),
        ("성명", "name"),
        ("Аты-жөні", "name"),
        ("Familiyasi", "name"),
        ("Ному насаб", "name"),
        ("Passport No.", "passport"),
        ("Төлқұжат нөмірі", "passport"),
        ("Паспорту", "passport"),
        ("ИИН", "national-id"),
        ("PINFL", "national-id"),
        ("주민등록번호", "national-id"),
        ("Дата рождения", "birth-date"),
        ("Туған күні", "birth-date"),
        ("생년월일", "birth-date"),
        ("Телефон", "telephone"),
        ("e-mail", "e-mail"),
        ("Суроға", "address"),
        ("Пол", "trait"),
        ("Наименование услуги", ""),
        ("Office name", ""),
        ("file name", ""),
        ("Количество", ""),
        ("полигон", ""),
    ],
)
def test_headings_of_eight_languages(heading, sort):
    assert headings.meaning_of(heading) == sort


def test_passport_numbers_are_high_whatever_the_heading_says():
    assert found("column 3", "N12345678", "N12345679", "AN1234567", "") == {"passport": "high"}


def test_a_heading_alone_is_enough_for_a_name():
    assert found("ФИО", "abc", "def") == {"name": "high"}


def test_a_mail_address_inside_a_remark_is_found():
    assert found("remark", "call", "a@example.org", "none", "x", "y") == {"e-mail": "medium"}


def test_names_by_their_patronymic():
    assert found("x", "Иванова Анна Петровна", "Сапаров Ерлан Маратұлы") == {"name": "high"}


def test_an_ordinary_table_of_counts_has_no_finding():
    table = Table(
        ("Office", "Service", "Visits", "Day"),
        tuple(
            (f"Office {n}", "Permit", str(1000 + n), f"2024-01-{n % 28 + 1:02}") for n in range(60)
        ),
    )

    assert personal.findings(table) == ()
    assert personal.highest(()) == "low"


def test_small_groups_of_traits_are_a_finding_until_they_are_coarser():
    rows = tuple((sex, str(age)) for sex in ("f", "m") for age in range(20, 30))
    [one] = personal.findings(Table(("sex", "age"), rows))

    assert (one.sort, one.level, one.count) == ("small-groups", "medium", 20)
    coarse = tuple((sex, "20–29") for sex, _ in rows)
    assert personal.findings(Table(("sex", "age"), coarse)) == ()


def test_evidence_never_shows_a_number_in_full():
    [one] = personal.findings(Table(("x",), (("N12345678",), ("N12345679",))))

    assert one.examples == ("N1••••••8", "N1••••••9")
    assert (one.count, one.filled, one.by_heading) == (2, 2, False)
