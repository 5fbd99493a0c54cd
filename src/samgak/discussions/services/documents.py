"""The joint statement of the agreed commitments, as Word or PDF, in one language."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext, override

from samgak.core import dates, texts
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name, language_name
from samgak.discussions.models import Commitment
from samgak.discussions.queries import commitments as queries
from samgak.documents import word
from samgak.printing.papers import Paper, paper
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition

WORD, PDF = "docx", "pdf"


def write(edition: Edition, *, language: str, kind: str, on: date) -> bytes:
    """The statement; each commitment in the language, or as it was written with a note."""
    with override(language):
        said = _document(edition, language)
        try:
            return paper(_to_print(said, on)) if kind == PDF else word.write(said)
        except Unprintable:
            raise RuleBroken("unprintable") from None


def _to_print(said: word.Document, on: date) -> Paper:
    return Paper(
        title=said.title,
        language=said.language,
        note=said.note,
        page=gettext("Page {page} of {pages}"),
        mark_alt="Samgak",
        remark=gettext("Demonstration data") if settings.DEMONSTRATION else "",
        dated=on,
        blocks=said.blocks,
    )


def _document(edition: Edition, language: str) -> word.Document:
    working = edition.working_language
    title = texts.shown(edition.title, reader=language, working=working).text
    city = texts.shown(edition.venue_city, reader=language, working=working).text
    held = dates.date_range(edition.starts_on, edition.ends_on, language)
    agreed = list(queries.agreed(edition))
    opening = gettext("The delegations that endorse each of the following commit themselves to:")
    remark = gettext("Demonstration data") if settings.DEMONSTRATION else ""
    return word.Document(
        title=gettext("Joint statement of the delegations"),
        language=language,
        blocks=[
            word.Paragraph(f"{held}, {city}", is_quiet=True),
            word.Paragraph(opening if agreed else gettext("No commitment is agreed yet.")),
            *(block for one in agreed for block in _committed(one, language)),
        ],
        note=" · ".join(part for part in (title, remark) if part),
    )


def _committed(one: Commitment, language: str) -> Iterator[word.Block]:
    what = texts.shown(one.whats, reader=language, working=one.language)
    note = ""
    if what.language != language:
        note = gettext("In the original language: %(language)s") % {
            "language": language_name(what.language, language)
        }
    endorsers = [country_name(by.delegation.country, language) for by in one.standing]
    rows = (
        (gettext("Endorsed by"), ", ".join(sorted(endorsers))),
        (gettext("With which partners"), ", ".join(str(by) for by in one.organisations.all())),
        (gettext("By when"), dates.plain_date(one.due_on, language) if one.due_on else ""),
        (gettext("First step"), _words(one.first_steps, one, language)),
        (gettext("What is asked of the partners"), _words(one.askings, one, language)),
    )
    yield word.Heading(f"{one.number}. {what.text}", level=2)
    if note:
        yield word.Paragraph(note, is_quiet=True)
    yield word.Bullets([f"{name}: {value}" for name, value in rows if value])


def _words(written: dict[str, str], one: Commitment, language: str) -> str:
    return texts.shown(written, reader=language, working=one.language).text
