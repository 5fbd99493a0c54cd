"""An application printed under the headings of an agency's form: labels and answers, lines to sign on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class FormRow:
    """A label and what was answered; `table` (its head first) in place of the answer, where it is one.

    A label that `is_sentence` takes most of the line, and its answer, a word or two, the rest.
    """

    label: str
    answer: str = ""
    table: Sequence[Sequence[str]] = ()
    is_sentence: bool = False


@dataclass(frozen=True)
class FormSection:
    """A heading, then rows, paragraphs and lines to sign on, in this order."""

    heading: str
    rows: Sequence[FormRow] = ()
    paragraphs: Sequence[str] = ()
    signatures: Sequence[str] = ()


@dataclass(frozen=True)
class OfficialForm:
    """One person's form in one language; every text is finished."""

    language: str  # BCP 47
    title: str
    course: str
    person: str
    note: str  # number of the application and day of submission
    dated: date
    sections: Sequence[FormSection]
    signature: str  # under a line: "Date and signature"
    page: str  # "Page {page} of {pages}", the braces as they are
    mark_alt: str
    remark: str = ""  # such as "Demonstration data"


def official_form(data: OfficialForm, *, fonts: Path | None = None) -> bytes:
    """Return it as PDF, A4. The same data gives the same bytes. Raises Unprintable, FontsMissing."""
    filled = asdict(data) | {
        "authors": [data.person],
        "language": primary_language(data.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
    }
    return typeset("official_form.typ", filled, dated=data.dated, fonts=fonts, longest_word=40)
