"""A focal point's list of its nominees, to print and sign."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class Nominee:
    """One row of the list; everything as it is to be printed."""

    rank: str
    native_name: str
    passport_name: str
    born_on: str
    organisation: str
    position: str


@dataclass(frozen=True)
class NominationListLabels:
    """The words of the list in its language: heads of the columns and whole sentences."""

    language: str  # BCP 47
    heading: str  # with the country in it: "Nominees of Tajikistan"
    rank: str
    native_name: str
    passport_name: str
    born_on: str
    organisation: str
    position: str
    nobody: str  # "No one is nominated yet."
    declaration: str  # what the signature confirms, a whole sentence
    signature: str
    name_and_position: str
    signed_on: str
    stamp: str  # "Place of the stamp"
    page: str  # "Page {page} of {pages}", the braces as they are
    mark_alt: str
    remark: str = ""  # such as "Demonstration data"


@dataclass(frozen=True)
class NominationList:
    """The nominees of one country for one edition, in the focal point's order."""

    edition: str
    held: str  # dates and place
    focal_point: str  # who signs: name and organisation
    dated: date  # the day of printing
    dated_text: str  # the same in the language of the list, with the seats taken if wanted
    nominees: tuple[Nominee, ...]
    labels: NominationListLabels


def nomination_list(data: NominationList, *, fonts: Path | None = None) -> bytes:
    """Return the list as PDF, A4 landscape: a table with its head on each page, then the signature.

    The same data gives the same bytes. Raises Unprintable, FontsMissing.
    """
    filled = asdict(data) | {
        "title": f"{data.labels.heading} – {data.edition}",
        "authors": [data.focal_point] if data.focal_point else [],
        "language": primary_language(data.labels.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
        "mark_alt": data.labels.mark_alt,
    }
    return typeset("nomination_list.typ", filled, dated=data.dated, fonts=fonts)
