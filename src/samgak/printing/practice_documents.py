"""A document of the practice government: looks like one, and says in large letters that it is none."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from samgak.printing.certificates import qr_drawing
from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class PracticeDocument:
    """What is granted to whom; everything as it is to be printed, in one language."""

    language: str  # BCP 47
    warning: str  # across the page: "Practice – not valid"
    issued_by: str  # the office that decided
    heading: str  # the service: "Licence of a small shop"
    granted_to: str  # stands above the name: "Granted to"
    name: str
    facts: tuple[tuple[str, str], ...]  # what the registers and the applicant said
    reason_label: str
    reason: str
    number: str  # with the number in it
    issued: str  # with the date in it
    issued_on: date
    verify: str  # how it is checked, and that only the practice knows it
    verify_url: str
    explanation: str  # that everybody and everything in it is invented
    mark_alt: str
    qr_alt: str


def practice_document(data: PracticeDocument, *, fonts: Path | None = None) -> bytes:
    """Return the document as a PDF of A4 pages; the same data gives the same bytes.

    Raises Unprintable (a character that no glyph prints) and FontsMissing.
    """
    filled = asdict(data) | {
        "title": f"{data.warning} – {data.heading}",
        "authors": [data.issued_by],
        "language": primary_language(data.language),
        "dated": (data.issued_on.year, data.issued_on.month, data.issued_on.day),
    }
    del filled["issued_on"]
    exact = {"qr": qr_drawing(data.verify_url), "verify_url": data.verify_url}
    return typeset("practice_document.typ", filled, dated=data.issued_on, fonts=fonts, exact=exact)
