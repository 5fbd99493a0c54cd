from datetime import date

import pytest

from samgak.printing.badges import Bearer, Sheets, badges, table_signs
from tests.printing.reading import opened, words_of
from tests.printing.samples import NAMES


def sheets_of(count=8, **changes):
    languages = list(NAMES)
    bearers = [
        Bearer(
            name=NAMES[languages[n % 8]][0],
            name_language=languages[n % 8],
            other_name=NAMES[languages[n % 8]][1],
            organisation="Агентство примеров",
            country="Қазақстан",
        )
        for n in range(count)
    ]
    given = {
        "title": "Badges",
        "language": "en",
        "course": "Digital capacity building",
        "held": "25–27 August 2025",
        "dated": date(2025, 8, 1),
        "mark_alt": "Samgak",
        "remark": "Demonstration data",
        "bearers": bearers,
    }
    return Sheets(**given | changes)


def test_eight_badges_stand_on_a_page_with_both_spellings():
    pdf = badges(sheets_of(9))

    assert len(opened(pdf).pages) == 2
    for native, passport in NAMES.values():
        assert native in words_of(pdf)
        assert passport in words_of(pdf)


def test_a_name_of_two_hundred_letters_stays_on_its_badge():
    long = Bearer("Әйгерім " * 25, "kk", "UTEGULOVA " * 20, "Министерство " * 20, "Қазақстан")
    assert len(opened(badges(sheets_of(bearers=[long] * 8))).pages) == 1
    assert len(opened(table_signs(sheets_of(bearers=[long]))).pages) == 1


def test_each_sign_has_a_page_and_is_read_aloud_once():
    pdf = table_signs(sheets_of(3))

    assert len(opened(pdf).pages) == 3
    assert {round(float(page.mediabox.height)) for page in opened(pdf).pages} == {842}


def test_a_badge_without_a_second_spelling_has_one_name():
    one = Bearer("OHARA ANN", "en", "", "", "Ireland")
    assert words_of(badges(sheets_of(bearers=[one]))).count("OHARA") == 1


def test_the_same_cohort_gives_the_same_bytes():
    assert badges(sheets_of(3)) == badges(sheets_of(3))


def test_nobody_has_no_badge():
    with pytest.raises(ValueError, match="nobody"):
        badges(sheets_of(0))
