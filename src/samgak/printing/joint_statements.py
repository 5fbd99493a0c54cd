"""The joint statement of delegations, to print and sign."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class Committed:
    """A commitment as it is to be printed: its words, then rows of a name and a value."""

    what: str
    note: str  # that it is shown in the language it was written in, or empty
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class JointStatement:
    language: str  # BCP 47
    heading: str
    edition: str
    held: str  # dates and place
    opening: str
    nothing: str  # said when there are no commitments
    page: str  # "Page {page} of {pages}", the braces as they are
    mark_alt: str
    remark: str  # such as "Demonstration data"
    dated: date
    commitments: tuple[Committed, ...]


def joint_statement(data: JointStatement, *, fonts: Path | None = None) -> bytes:
    """Return the statement as PDF, A4. The same data gives the same bytes. Raises Unprintable, FontsMissing."""
    filled = asdict(data) | {
        "title": f"{data.heading} – {data.edition}",
        "authors": [],
        "language": primary_language(data.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
    }
    return typeset("joint_statement.typ", filled, dated=data.dated, fonts=fonts)
