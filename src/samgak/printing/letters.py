"""Letters of acceptance, regret and reserve: one page under the heads of the agencies."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class Letter:
    """One letter in one language; every text is finished, empty ones are left out."""

    language: str  # BCP 47
    senders: tuple[str, ...]  # the agencies of the letterhead
    sender_lines: tuple[str, ...]  # address, mail, telephone
    reference: str  # "Our reference: AST-2025/17"
    dated: date
    dated_text: str  # "Astana, 4 August 2025"
    addressee: tuple[str, ...]  # name, position, organisation, place: one line each
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str  # "Yours sincerely,"
    signatory: str
    signatory_position: str
    mark_alt: str
    remark: str = ""  # such as "Demonstration data"


def letter(data: Letter, *, fonts: Path | None = None) -> bytes:
    """Return the letter as PDF on A4: one page, its text shrinking from 11 to 8.5 points to fit.

    A text too long even for that goes on to a second page, so nothing is cut. The same data gives
    the same bytes. Raises Unprintable, FontsMissing.
    """
    filled = asdict(data) | {
        "title": data.subject,
        "authors": data.senders,
        "language": primary_language(data.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
    }
    return typeset("letter.typ", filled, dated=data.dated, fonts=fonts, longest_word=60)
