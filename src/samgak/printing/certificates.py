"""Certificates of two (or more) issuers, in one or two languages, on one sheet of A4."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import segno

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class Signatory:
    """Who signs for an issuer, written in one language."""

    name: str
    position: str  # with the agency: "Vice President, KOICA"


@dataclass(frozen=True)
class CertificateText:
    """Everything a certificate says in one language; the caller brings finished sentences."""

    language: str  # BCP 47
    heading: str  # the kind: "Certificate of completion", "Certificate of participation"
    issuers: tuple[str, ...]  # in the same order in each language
    presented_to: str  # stands above the name: "Presented to"
    statement: str  # what the person did, with the attendance, as a sentence without the name
    edition: str  # title of the edition
    held: str  # dates and place: "25-27 August 2025, Astana Hub, Astana"
    signatories: tuple[Signatory, ...]
    number: str  # with the number in it: "Certificate No. AST-2025-0007"
    issued: str  # with the date in it: "Issued on 28 August 2025"
    verify: str  # "Scan the code or open the address to check this certificate"
    remark: str = ""  # such as "Demonstration data" or "Replaces certificate No. ..."


@dataclass(frozen=True)
class Certificate:
    """One person's certificate; `texts` holds one or two languages, the working language first."""

    native_name: str  # in the person's own script
    native_language: str  # BCP 47 of the native name
    passport_name: str
    verify_url: str
    issued_on: date
    texts: tuple[CertificateText, ...]
    mark_alt: str  # said instead of the mark: "Samgak: a triangle of three bars"
    qr_alt: str  # said instead of the code: "QR code with the address of the check page"


def certificate(data: Certificate, *, fonts: Path | None = None) -> bytes:
    """Return one certificate as a PDF of one A4 page, landscape.

    The file is dated midnight UTC of `issued_on`; the same data gives the same bytes. `fonts` is
    the folder of the typeface. Raises Unprintable (a character that no glyph prints), FontsMissing,
    and ValueError when `texts` is neither one nor two.
    """
    if len(data.texts) not in (1, 2):
        raise ValueError(f"a certificate speaks one or two languages, not {len(data.texts)}")
    first = data.texts[0]
    filled = asdict(data) | {
        "title": f"{first.heading} – {data.passport_name or data.native_name}",
        "authors": first.issuers,
        "language": primary_language(first.language),
        "dated": (data.issued_on.year, data.issued_on.month, data.issued_on.day),
        "native_language": primary_language(data.native_language),
        "texts": [asdict(t) | {"language": primary_language(t.language)} for t in data.texts],
    }
    del filled["issued_on"]
    exact = {"qr": qr_drawing(data.verify_url), "verify_url": data.verify_url}
    return typeset(
        "certificate.typ", filled, dated=data.issued_on, fonts=fonts, exact=exact, longest_word=40
    )


def certificates(batch: Iterable[Certificate], *, fonts: Path | None = None) -> Iterator[bytes]:
    """Yield the PDF of each certificate in turn; one is in memory at a time."""
    for data in batch:
        yield certificate(data, fonts=fonts)


def qr_drawing(address: str) -> str:
    """Return the QR code of `address` as SVG (ISO/IEC 18004, level M, quiet zone of 4 modules)."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=4, xmldecl=False, dark="#1B1F24"
    )
    return drawn.getvalue().decode()
