import io
import zipfile

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from samgak.documents.word import (
    LOCALES,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Picture,
    Quotation,
    Signatures,
    Table,
    write,
)


def picture():
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, "PNG")
    return target.getvalue()


WHOLE = Document(
    title="Қосымша мәлімдеме · 공동 성명",
    language="kk",
    note="Ойдан шығарылған",
    blocks=(
        Heading("Бірінші"),
        Paragraph("One.\n\nTwo.", is_quiet=True),
        Bullets(("Ӯ", "ň")),
        Bullets(("first",), is_numbered=True),
        Quotation("Words", speaker="Somebody"),
        Table(("A", "B"), (("=1+1", "oʻ"),), widths=(1, 3)),
        Picture(picture(), "A white square"),
        Signatures((("Korea", "KOICA"),)),
    ),
)


def words_of(content):
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [p.text for p in paper.paragraphs] + cells


def test_every_block_is_in_the_file():
    words = words_of(write(WHOLE))

    for text in ("Бірінші", "One.", "Two.", "Ӯ", "first", "Words", "— Somebody", "=1+1", "Korea"):
        assert text in words


def test_the_same_words_give_the_same_bytes():
    content = write(WHOLE)

    assert content == write(WHOLE)
    packed = zipfile.ZipFile(io.BytesIO(content)).infolist()
    assert {member.date_time[0] for member in packed} == {1980}


@pytest.mark.parametrize("language", LOCALES)
def test_the_file_says_its_language(language):
    content = write(Document(title="t", language=language))

    assert docx.Document(io.BytesIO(content)).core_properties.language == LOCALES[language]
    styles = zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert f'w:val="{LOCALES[language]}"' in styles


def test_pictures_say_what_they_show():
    inside = zipfile.ZipFile(io.BytesIO(write(WHOLE))).read("word/document.xml").decode()

    assert 'descr="A white square"' in inside
    assert "<w:tblHeader" in inside


def test_what_word_cannot_show_is_left_out():
    nasty = "a\x00b\x0b\ud800c\ufffe<&>"

    assert "abc<&>" in words_of(write(Document("t\x1f", "en", (Paragraph(nasty),))))


def test_a_table_whose_rows_do_not_fit_is_refused():
    with pytest.raises(ValueError, match="zip"):
        write(Document("t", "en", (Table(("A", "B"), (("only one",),)),)))


def test_columns_are_as_wide_as_their_texts_need():
    rows = [
        ["1", "Ministry of Digital Development, Innovations and Aerospace Industry", "한글 이름"]
    ]
    block = Table(("No.", "Organisation", "Name"), rows)
    content = write(Document(title="A list", language="en", blocks=(block,)))
    [table] = docx.Document(io.BytesIO(content)).tables
    number, organisation, name = (column.width for column in table.columns)

    assert number < name < organisation
    assert [cell.width for cell in table.rows[1].cells] == [number, organisation, name]
    assert 15 < (number + organisation + name) / Cm(1) < 18
