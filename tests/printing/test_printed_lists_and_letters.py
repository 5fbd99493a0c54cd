from datetime import date

import pytest

from samgak.documents.word import Table
from samgak.printing.letters import letter
from samgak.printing.nominations import nomination_list
from samgak.printing.papers import Paper, paper
from tests.printing.reading import begins_of, opened, structure_of, words_of
from tests.printing.samples import LIST_LABELS, letter_of, nomination_list_of


def test_the_list_has_every_nominee_and_a_place_to_sign():
    data = nomination_list_of(8)

    said = words_of(nomination_list(data))

    for nominee in data.nominees:
        assert f"{nominee.rank} {nominee.native_name} {nominee.passport_name}" in said
    for label in (LIST_LABELS.declaration, LIST_LABELS.signature, LIST_LABELS.stamp):
        assert said.count(label) == 1


def test_a_long_list_repeats_its_head_and_numbers_its_pages():
    said = [page.extract_text() for page in opened(nomination_list(nomination_list_of(60))).pages]

    with_nominees = [page for page in said if "Qurbonzoda" in page]
    assert len(with_nominees) > 1
    assert all(LIST_LABELS.organisation in page for page in with_nominees)
    assert f"Саҳифаи {len(said)} аз {len(said)}" in said[-1]


def test_an_empty_list_says_so():
    assert LIST_LABELS.nobody in words_of(nomination_list(nomination_list_of(0)))


def test_the_heads_of_the_columns_are_table_heads():
    kinds = [kind for kind, _ in structure_of(nomination_list(nomination_list_of(2)))]

    assert (kinds.count("/TH"), kinds.count("/TD")) == (6, 12)


def test_a_narrow_column_has_room_for_its_heading():
    table = Table(("Басымдық", "Аты"), [("1", "Дана")], (1, 30))
    data = Paper("Хат", "kk", "", "{page}/{pages}", "Mark", "", date(2025, 8, 1), [table])

    begins = begins_of(paper(data))

    assert begins["Аты"] - begins["Басымдық"] > 40  # points


def test_a_letter_says_all_its_parts_on_one_page():
    data = letter_of()
    pdf = letter(data)

    assert len(opened(pdf).pages) == 1
    for part in (
        *data.senders,
        *data.sender_lines,
        *data.addressee,
        *data.paragraphs,
        data.reference,
        data.subject,
        data.closing,
        data.signatory,
    ):
        assert part in words_of(pdf)


def test_a_long_letter_is_set_smaller_to_stay_on_its_page():
    assert len(opened(letter(letter_of(paragraphs=letter_of().paragraphs * 10))).pages) == 1


def test_a_letter_too_long_for_one_page_loses_nothing():
    pdf = letter(letter_of(paragraphs=letter_of().paragraphs * 60))

    assert len(opened(pdf).pages) > 1
    assert words_of(pdf).count(letter_of().paragraphs[0]) == 60


@pytest.mark.parametrize(
    "printed", [lambda: letter(letter_of()), lambda: nomination_list(nomination_list_of(3))]
)
def test_the_same_data_has_the_same_bytes(printed):
    assert printed() == printed()
