"""What a single cell is taken to say, in any of eight languages, and what is refused."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.nominations.rules import cells, dates, names, words
from samgak.nominations.rules.codes import PARAMS, Code, Refused
from samgak.participants.folding import cleaned

TODAY = date(2025, 7, 24)
ANY_CELL = st.one_of(
    st.none(), st.booleans(), st.text(), st.integers(), st.floats(), st.dates(), st.datetimes(),
    st.from_regex(r"[-+]?\d{1,4}[-./, ]\d{1,4}[-./, ]\d{1,4}.{0,3}"),
)  # fmt: skip
READERS = [
    lambda cell: cells.birth_date(cell, today=TODAY),
    lambda cell: cells.training_date(cell, today=TODAY),
    lambda cell: cells.language_level(cell, answers={}),
    cells.years_in_service, cells.rank, cells.address, cells.sex, cells.line,
]  # fmt: skip


def refused(read, *args, **options):
    with pytest.raises(Refused) as caught:
        read(*args, **options)
    return caught.value.finding


@pytest.mark.parametrize(
    "text",
    [
        "1998-05-09", "1998-05-09T00:00:00", "09.05.1998", "9.5.1998", "09/05/1998", "9-5-1998",
        " 09.05.1998г.", "09.05.1998 г.р.", "'09.05.1998", "1998.05.09", "1998. 5. 9.", "1998/5/9",
        "19980509", "35924", "９.５.１９９８", "9 May 1998", "May 9, 1998", "9th of May 1998",
        "9 мая 1998 г.", "9 мая 1998 года", "1998 жылғы 9 мамыр", "9 мамыр 1998 ж.",
        "1998-жылдын 9-майы", "9-май, 1998-ж.", "1998-yil 9-may", "9 may 1998 yil", "1998 йил 9 май",
        "9 майи соли 1998", "1998-nji ýylyň 9-njy maýy", "9 maý 1998 ý.", "1998년 5월 9일",
        "09\u200b.05.\u00a01998", "\u202a09.05.1998\u202c",
        35924, 35924.0, 19980509.0, date(1998, 5, 9), datetime(1998, 5, 9, 12),
    ],
)  # fmt: skip
def test_dates_in_any_style_are_one_day(text):
    assert dates.written_date(text) == dates.WrittenDate(date(1998, 5, 9))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("қыркүйек", 9), ("қазан", 10), ("қараша", 11), ("маусым", 6), ("мамыр", 5), ("тамыз", 8),
        ("июня", 6), ("июля", 7), ("сент.", 9), ("iyun", 6), ("iyul", 7), ("sentabrda", 9),
        ("iýuly", 7), ("oktýabryň", 10), ("ýanwar", 1), ("апрели", 4), ("августи", 8), ("Dec", 12),
        ("февралда", 2), ("желтоқсан", 12), ("наурыз", 3),
    ],
)  # fmt: skip
def test_months_are_known_by_name_and_inflected(text, month):
    assert dates.written_date(f"3 {text} 1998").on == date(1998, month, 3)


@pytest.mark.parametrize(
    ("text", "first_day"),
    [
        ("2021", date(2021, 1, 1)), (2021.0, date(2021, 1, 1)), ("2021 г.", date(2021, 1, 1)),
        ("2021-yil", date(2021, 1, 1)), ("2021년", date(2021, 1, 1)), ("05.2019", date(2019, 5, 1)),
        ("2019-05", date(2019, 5, 1)), ("май 2019", date(2019, 5, 1)), ("2019년 5월", date(2019, 5, 1)),
    ],
)  # fmt: skip
def test_a_bare_year_or_month_counts_as_its_first_day(text, first_day):
    assert dates.written_date(text) == dates.WrittenDate(first_day, has_day=False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.1985", Code.IMPOSSIBLE_DATE), ("05/13/1998", Code.IMPOSSIBLE_DATE),
        ("29 февраля 1999", Code.IMPOSSIBLE_DATE), ("1.1.0001", Code.IMPOSSIBLE_DATE),
        ("05.09.98", Code.TWO_DIGIT_YEAR), ("9 мая 98 г.", Code.TWO_DIGIT_YEAR),
        ("98-05-09", Code.TWO_DIGIT_YEAR), ("?", Code.UNREADABLE_DATE),
        ("2020, 2021", Code.UNREADABLE_DATE), ("весной 1998", Code.UNREADABLE_DATE),
        (True, Code.UNREADABLE_DATE), (float("nan"), Code.UNREADABLE_DATE), (-5, Code.UNREADABLE_DATE),
        ("1" * 5000, Code.UNREADABLE_DATE),
    ],
)  # fmt: skip
def test_dates_that_can_not_be_are_refused(text, code):
    assert refused(dates.written_date, text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.MISSING_BIRTH_DATE), (None, Code.MISSING_BIRTH_DATE), ("—", Code.MISSING_BIRTH_DATE),
        ("25.07.2025", Code.BIRTH_IN_FUTURE), ("2015", Code.IMPLAUSIBLE_AGE),
        ("01.01.1901", Code.IMPLAUSIBLE_AGE), ("#REF!", Code.FORMULA_ERROR),
    ],
)  # fmt: skip
def test_birth_dates_must_be_of_someone_who_works(text, code):
    assert refused(cells.birth_date, text, today=TODAY).code == code


def test_a_birth_year_alone_is_noticed():
    answer = cells.birth_date("1998", today=TODAY)

    assert answer.value == date(1998, 1, 1)
    assert [finding.code for finding in answer.findings] == [Code.BIRTH_DATE_IMPRECISE]


@pytest.mark.parametrize(
    "text", [None, "", "-", "нет", "жоқ", "жок", "yoʻq", "не было", "ýok", "없음", "N/A"]
)
def test_no_training_abroad_is_no_date(text):
    assert cells.training_date(text, today=TODAY).value is None


def test_a_question_mark_is_not_taken_for_nothing():
    assert refused(cells.training_date, "???", today=TODAY).code == Code.UNREADABLE_DATE


@pytest.mark.parametrize(
    "cell",
    [
        5,
        5.0,
        "5",
        "5 лет",
        "5 yil",
        "5 ýyl",
        "5 жыл",
        "5 сол",
        "5년",
        "5 years",
        "5г.",
        "'5",
        " 5\u00a0лет ",
    ],
)
def test_years_in_any_language_are_a_number(cell):
    assert cells.years_in_service(cell) == cells.Answer(5)


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("5,5", 5),
        (5.9, 5),
        ("5 лет 6 месяцев", 5),
        ("5 years and 6 months", None),
        ("8 мес.", 0),
        ("5년 3개월", 5),
    ],
)
def test_parts_of_years_are_left_out_and_noticed(cell, years):
    if years is None:
        assert refused(cells.years_in_service, cell).code == Code.UNREADABLE_NUMBER
        return
    answer = cells.years_in_service(cell)
    assert answer.value == years
    assert [finding.code for finding in answer.findings] == [Code.YEARS_ROUNDED_DOWN]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-3", Code.NEGATIVE_NUMBER), (-3.0, Code.NEGATIVE_NUMBER), ("−3", Code.NEGATIVE_NUMBER),
        ("- 3", Code.NEGATIVE_NUMBER), ("5-6 лет", Code.UNREADABLE_NUMBER),
        ("много", Code.UNREADABLE_NUMBER), ("с 2010 года", Code.UNREADABLE_NUMBER),
        (2010, Code.IMPLAUSIBLE_NUMBER), (float("inf"), Code.UNREADABLE_NUMBER),
        (date(1900, 1, 5), Code.UNREADABLE_NUMBER), ("1.2.3", Code.UNREADABLE_NUMBER),
    ],
)  # fmt: skip
def test_years_that_can_not_be_are_refused(cell, code):
    assert refused(cells.years_in_service, cell).code == code


@pytest.mark.parametrize(
    ("cell", "rank"), [(1.0, 1), ("2.", 2), (" 3 ", 3), (None, None), ("", None)]
)
def test_ranks_are_whole_numbers(cell, rank):
    assert cells.rank(cell).value == rank


@pytest.mark.parametrize("cell", [0, -1, 1.5, "first", "1 или 2"])
def test_other_ranks_are_refused(cell):
    assert refused(cells.rank, cell).code in {
        Code.IMPLAUSIBLE_NUMBER, Code.NEGATIVE_NUMBER, Code.UNREADABLE_NUMBER,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("F", "F"), ("жен.", "F"), ("Ж", "F"), ("әйел", "F"), ("аял", "F"), ("ayol", "F"), ("зан", "F"),
        ("aýal", "F"), ("여", "F"), ("여성", "F"), ("Female", "F"), ("M", "M"), ("М", "M"), ("муж.", "M"),
        ("ер", "M"), ("эркек", "M"), ("erkak", "M"), ("мард", "M"), ("erkek", "M"), ("남", "M"),
    ],
)  # fmt: skip
def test_words_for_sex(cell, sex):
    assert cells.sex(cell) == cells.Answer(sex)


def test_an_unknown_word_for_sex_is_asked_about():
    assert [f.code for f in cells.sex("1").findings] == [Code.UNKNOWN_SEX]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A1", "poor"), ("A2", "poor"), ("B1", "fair"), ("b2", "good"), ("C1", "excellent"),
        ("C2", "excellent"), ("В2", "good"), ("С1 (Advanced)", "excellent"), ("уровень B1", "fair"),
        ("хорошо", "good"), ("orta", "fair"), ("oʻrta", "fair"), ("o'rta", "fair"), ("жақсы", "good"),
        ("жакшы", "good"), ("хуб", "good"), ("gowy", "good"), ("yaxshi", "good"), ("양호", "good"),
        ("상", "excellent"), ("중급", "fair"), ("отлично", "excellent"), ("өте жақсы", "excellent"),
        ("a'lo", "excellent"), ("аъло", "excellent"), ("erbet", "poor"), ("бад", "poor"),
        ("Upper-Intermediate", "good"), ("со словарём", "poor"), ("миёна", "fair"),
        ("so-so", None), ("A1-A2", None), ("B2 / C1", None), ("5", None), ("good A1", None),
    ],
)  # fmt: skip
def test_words_and_marks_for_language_levels(text, level):
    answer = cells.language_level(text, answers={})

    assert answer.value == cells.LanguageLevel(text, level)
    assert [f.code for f in answer.findings] == ([] if level else [Code.UNKNOWN_LEVEL])


def test_an_answer_tells_what_a_word_means_from_then_on():
    assert cells.language_level("So, so!", answers={"so so": "fair"}).value.level == "fair"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" AIGUL.S@EXAMPLE.KZ ", "aigul.s@example.kz"), ("mailto:a@b.org", "a@b.org"),
        ("Aigul <a@b.org>", "a@b.org"), ("a@b.org\u200b", "a@b.org"), ("a@b.org;", "a@b.org"),
    ],
)  # fmt: skip
def test_mail_addresses_are_cleaned(text, address):
    assert cells.address(text) == cells.Answer(address)


@pytest.mark.parametrize(
    "text",
    [
        "not-an-address",
        "a@b",
        "a@@b.org",
        "a b@",
        "@b.org",
        "а@b.org",
        "a@b..org",
        "a.@b.org",
        "x" * 65 + "@b.org",
        "a@b.org c@d",
        "a@-b.org",
    ],
)
def test_what_is_no_mail_address_is_refused(text):
    assert refused(cells.address, text).code == Code.NOT_AN_ADDRESS


def test_of_several_addresses_the_first_is_kept_and_noticed():
    answer = cells.address("A@b.org, c@d.org")

    assert answer.value == "a@b.org"
    assert [f.code for f in answer.findings] == [Code.SEVERAL_ADDRESSES]


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("SARSENBAYEVA", "KZ", "Sarsenbayeva"), ("sarsenbayeva", "KZ", "Sarsenbayeva"),
        ("McDonald", "", "McDonald"), ("O'NEIL", "", "O'Neil"), ("O'TKIR", "UZ", "O'tkir"),
        ("YO'LDOSHEVA", "UZ", "Yo'ldosheva"), ("OʻTKIR", "UZ", "Oʻtkir"), ("D'ARTAGNAN", "", "D'Artagnan"),
        ("ABDUL-AZIZ", "", "Abdul-Aziz"), ("GIL-DONG", "KR", "Gil-Dong"), ("DE LA CRUZ", "", "De la Cruz"),
        ("VAN DER BERG", "", "Van der Berg"), ("KARIM OGLI", "UZ", "Karim ogli"), ("İBRAHİM", "", "Ibrahim"),
        ("ŞÖHRAT", "TM", "Şöhrat"), ("A.B.", "", "A.B."), ("Zhyldyz \u00a0", "KG", "Zhyldyz"),
        ("\u202eAigul\u202c\u200b", "KZ", "Aigul"), ("Ai\u00adgul", "KZ", "Aigul"),
    ],
)  # fmt: skip
def test_passport_names_are_stored_in_title_case(typed, country, stored):
    assert names.passport_name(typed, country=country, is_family=True) == (stored, [])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("СӘРСЕНБАЕВА АЙГҮЛ", "Сәрсенбаева Айгүл"), ("БЕҲРӮЗ ҶАМШЕД", "Беҳрӯз Ҷамшед"),
        ("홍길동", "홍길동"), ("GʻAYRAT TOʻRAXONOV", "Gʻayrat Toʻraxonov"),
        ("АБДЫКАДЫР УУЛУ НУРБЕК", "Абдыкадыр уулу Нурбек"), ("ANNAÝEWA LÄLE", "Annaýewa Läle"),
    ],
)  # fmt: skip
def test_native_names_keep_their_letters(typed, stored):
    assert names.native_name(typed, country="UZ") == stored


def test_letters_that_only_look_latin_are_mended_and_noticed():
    name, found = names.passport_name("Аsаnova", country="KG", is_family=True)

    assert name == "Asanova"
    assert name.isascii()
    assert [f.code for f in found] == [Code.LOOK_ALIKE_LETTERS]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Асанова", Code.NOT_LATIN), ("Аsanovа Ж", Code.NOT_LATIN), ("홍", Code.NOT_LATIN),
        ("САР", Code.NOT_LATIN), ("عائشة", Code.NOT_LATIN), ("???", Code.UNUSABLE_NAME),
        ("Asanova2", Code.UNUSABLE_NAME), ("=Asanova", Code.UNUSABLE_NAME), ("\u200b", Code.UNUSABLE_NAME),
        ("x" * 200, Code.TOO_LONG), ("<b>A</b>", Code.UNUSABLE_NAME),
    ],
)  # fmt: skip
def test_names_that_can_not_stand_in_a_passport_are_refused(text, code):
    assert refused(names.passport_name, text, is_family=True).code == code


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("SARSENBAYEVA Aigul", ("SARSENBAYEVA", "Aigul")), ("Aigul SARSENBAYEVA", ("SARSENBAYEVA", "Aigul")),
        ("Sarsenbayeva, Aigul", ("Sarsenbayeva", "Aigul")), ("SARSENBAYEVA AIGUL", ("SARSENBAYEVA", "AIGUL")),
        ("DE LA CRUZ Juan Carlos", ("DE LA CRUZ", "Juan Carlos")), ("Suharto", ("Suharto", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_a_passport_name_in_one_cell_is_parted(full, parts):
    assert names.parted(full) == parts


@given(ANY_CELL)
def test_no_cell_breaks_a_reader_and_every_finding_has_its_parameters(cell):
    for read in READERS:
        try:
            findings = read(cell).findings
        except Refused as fault:
            findings = (fault.finding,)
        assert all(set(finding.params) == PARAMS[finding.code] for finding in findings)


@given(st.text())
def test_no_text_breaks_a_name_and_a_stored_name_is_stored_the_same(text):
    for country in ("", "UZ"):
        try:
            name, _ = names.passport_name(text, country=country, is_family=True)
            assert names.passport_name(name, country=country, is_family=True) == (name, [])
            native = names.native_name(text, country=country)
            assert names.native_name(native, country=country) == native
        except Refused as fault:
            finding = fault.finding
            assert set(finding.params) == PARAMS[finding.code]


@given(st.text(alphabet="aAbBéÉıİßŞşOo'’ʻ -.,ДдЖжҚқ", max_size=12))
def test_letters_with_odd_capitals_are_stored_the_same_too(text):
    for particles in (frozenset(), names.FAMILY_PARTICLES):
        once = names.title_case(cleaned(text), particles=particles)
        assert names.title_case(once, particles=particles) == once


@given(st.dates(date(1910, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_as_it_is_written(day):
    for text in (f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%d.%m.%Y}г.", day):
        assert dates.written_date(text) == dates.WrittenDate(day)


@given(st.sampled_from(sorted(words.LEVEL_OF)))
def test_known_words_are_understood_however_they_are_typed(word):
    assert words.level_of(f" {word.upper()}. ", answers={}) == words.LEVEL_OF[word]
