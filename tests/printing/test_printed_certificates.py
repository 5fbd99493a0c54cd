from dataclasses import replace
from datetime import date

import pytest

from samgak.printing.certificates import certificate, certificates
from samgak.printing.typeface import Unprintable
from tests.printing.reading import letters_of, opened, words_of
from tests.printing.samples import ENGLISH, NAMES, RUSSIAN, certificate_of


@pytest.mark.parametrize("language", NAMES)
def test_a_certificate_carries_both_names_in_the_letters_of_each_language(language):
    said = words_of(certificate(certificate_of(language)))

    assert all(name in said for name in NAMES[language])


def test_a_certificate_says_the_same_in_both_languages():
    said = words_of(certificate(certificate_of()))

    for text in (RUSSIAN, ENGLISH):
        assert all(issuer in said for issuer in text.issuers)
        assert all(signatory.name in said for signatory in text.signatories)
        assert all(
            part in said
            for part in (text.heading, text.statement, text.held, text.number, text.remark)
        )


def test_a_certificate_in_one_language_says_nothing_in_another():
    said = words_of(certificate(certificate_of("en", texts=(ENGLISH,))))

    assert ENGLISH.heading in said
    assert RUSSIAN.heading not in said


@pytest.mark.parametrize("texts", [(), (RUSSIAN, ENGLISH, RUSSIAN)])
def test_a_certificate_refuses_no_language_and_three(texts):
    with pytest.raises(ValueError, match="one or two languages"):
        certificate(certificate_of(texts=texts))


def test_the_address_to_verify_is_printed_and_linked():
    data = certificate_of()
    pdf = certificate(data)

    links = [note.get_object()["/A"]["/URI"] for note in opened(pdf).pages[0]["/Annots"]]

    assert data.verify_url in words_of(pdf)
    assert links == [data.verify_url]


@pytest.mark.parametrize(
    "name",
    [
        "#let *x* _y_ $z$ @a <b> [c] `d` ~e \\f",
        "\"double\" and 'single'",
        "= No heading",
        "// no remark /* at all */ https://no.link",
        "- 1. + /",
        '"); #panic("out',
    ],
)
def test_a_name_that_looks_like_markup_is_printed_as_it_is(name):
    assert name in words_of(certificate(certificate_of(native_name=name)))


def test_a_name_in_two_lines_is_printed_in_two_lines():
    page = opened(certificate(certificate_of(native_name="Анна\nБелла"))).pages[0]

    assert "Анна\nБелла" in page.extract_text()


def test_a_name_of_one_letter_is_printed():
    assert " Ы Y " in words_of(certificate(certificate_of(native_name="Ы", passport_name="Y")))


def test_a_name_that_is_the_same_in_both_scripts_is_printed_once():
    pdf = certificate(certificate_of(native_name="Maysa", passport_name="Maysa", texts=(ENGLISH,)))

    assert words_of(pdf).count("Maysa") == 1


@pytest.mark.parametrize("name", ["Ә" * 200, "Абдурахмангаджиевич " * 10, "세종" * 100])
def test_a_name_of_two_hundred_letters_stays_whole_on_the_one_page(name):
    pdf = certificate(certificate_of(native_name=name, passport_name="A" * 200))

    assert len(opened(pdf).pages) == 1
    assert name.replace(" ", "") in letters_of(pdf)
    assert outside_the_page(pdf) == []


def test_texts_four_times_as_long_stay_on_the_one_page():
    wordy = tuple(
        replace(
            text,
            heading=text.heading * 4,
            statement=" ".join([text.statement] * 4),
            edition=" ".join([text.edition] * 4),
            issuers=tuple(issuer * 4 for issuer in text.issuers),
            signatories=tuple(replace(s, position=s.position * 4) for s in text.signatories),
        )
        for text in (RUSSIAN, ENGLISH)
    )
    pdf = certificate(certificate_of(native_name="Ә" * 200, texts=wordy))

    assert len(opened(pdf).pages) == 1
    assert outside_the_page(pdf) == []


def outside_the_page(pdf):
    """The pieces of text that begin left, right, above or below the sheet."""
    page = opened(pdf).pages[0]
    found = []

    def look(text, matrix, text_matrix, font, size):
        x = matrix[0] * text_matrix[4] + matrix[2] * text_matrix[5] + matrix[4]
        y = matrix[1] * text_matrix[4] + matrix[3] * text_matrix[5] + matrix[5]
        if text.strip() and not (0 < x < page.mediabox.width and 0 < y < page.mediabox.height):
            found.append(text)

    page.extract_text(visitor_text=look)
    return found


def test_the_same_certificate_has_the_same_bytes():
    first, _, again = certificates(certificate_of(language) for language in ("kk", "ko", "kk"))

    assert first == again


def test_another_day_of_issue_is_another_file():
    later = certificate(certificate_of(issued_on=date(2025, 8, 29)))

    assert later != certificate(certificate_of())
    assert opened(later).metadata.creation_date.date() == date(2025, 8, 29)


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("עדה Ada", ("ד", "ה", "ע")),
        ("A\u0007da", ("\u0007",)),
        ("A\u202eda", ("\u202e",)),
        ("漢字 Ada", ("字", "漢")),
        ("Ada\t", ("\t",)),
    ],
)
def test_a_name_that_can_not_be_printed_is_refused_with_its_characters(name, characters):
    with pytest.raises(Unprintable) as refused:
        certificate(certificate_of(native_name=name))

    assert (refused.value.text, refused.value.characters) == (name, characters)


def test_a_name_typed_with_loose_accents_is_printed_composed():
    assert "Сергей" in words_of(certificate(certificate_of(native_name="Сергеи\u0306")))
