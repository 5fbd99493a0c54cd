"""Reads back what a PDF says, as a reader or an archive would."""

import io
import re
import unicodedata

from pypdf import PdfReader


def opened(pdf):
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf):
    """All text in one line: runs of white space as one space, invisible break points left out."""
    text = "\n".join(page.extract_text() for page in opened(pdf).pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.replace("\u200b", "")))


def begins_of(pdf):
    """How far from the left each piece of text on the first page begins, in points."""
    begins = {}

    def visit(text, page, line, *more):
        if text.strip():
            begins.setdefault(text.strip(), page[4] + line[4])

    opened(pdf).pages[0].extract_text(visitor_text=visit)
    return begins


def letters_of(pdf):
    return words_of(pdf).replace(" ", "")


def metadata_of(pdf):
    return opened(pdf).trailer["/Root"]["/Metadata"].get_data().decode()


def structure_of(pdf):
    """Every structure element as (kind, alternative text), in reading order."""

    def walk(element):
        element = element.get_object()
        if not hasattr(element, "get"):
            return
        if "/S" in element:
            yield element["/S"], element.get("/Alt", "")
        children = element["/K"].get_object() if "/K" in element else []
        for child in children if isinstance(children, list) else [children]:
            yield from walk(child)

    return list(walk(opened(pdf).trailer["/Root"]["/StructTreeRoot"]))
