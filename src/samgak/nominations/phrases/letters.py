"""The endorsement letter of a country: a government's nomination as a paper to sign."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext

from samgak.core import texts
from samgak.core.dates import date_range, plain_date
from samgak.core.places import country_name
from samgak.documents.word import (
    Bullets,
    Document,
    Heading,
    Paragraph,
    Signatures,
    Table,
    write,
)
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.phrases.imports import fact_text
from samgak.printing.papers import Paper, paper
from samgak.programmes.models import Edition


def endorsement(
    edition: Edition,
    *,
    country: str,
    nominations: Sequence[Nomination],
    today: date,
    reader: str,
) -> Paper:
    """The letter with the ranked list, in the reader's language."""
    facts = {
        "country": country_name(country, reader),
        "title": texts.shown(edition.title, reader=reader, working=edition.working_language).text,
        "days": date_range(edition.starts_on, edition.ends_on, reader),
    }
    return Paper(
        title=gettext("Letter of nomination: %(country)s") % facts,
        language=reader,
        note=f"{facts['title']}, {facts['days']}",
        page=gettext("Page {page} of {pages}"),
        mark_alt="Samgak",
        remark=gettext("Demonstration data") if settings.DEMONSTRATION else "",
        dated=today,
        blocks=_blocks(facts, nominations, today=today, reader=reader),
    )


def as_word(letter: Paper) -> bytes:
    """The letter as a Word file."""
    return write(Document(letter.title, letter.language, tuple(letter.blocks), note=letter.note))


def as_pdf(letter: Paper) -> bytes:
    """The letter as PDF."""
    return paper(letter)


def _blocks(facts: dict, nominations: Sequence[Nomination], *, today: date, reader: str) -> list:
    nominates = gettext(
        "The Government of %(country)s nominates the following people for %(title)s, %(days)s,"
        " in this order."
    )
    return [
        Paragraph(plain_date(today, reader)),
        Paragraph(nominates % facts),
        Heading(gettext("Nominees in order"), 2),
        Table(_headings(), [_row(one) for one in nominations], (6, 26, 18, 32, 18)),
        Heading(gettext("What is certified"), 2),
        Bullets(
            (
                gettext("What is said of each nominee is complete and correct."),
                gettext("Each has the knowledge and experience that the course asks for."),
                gettext("Each speaks the language of the course well enough to follow it."),
                gettext("Each is released from duty for these days and returns to the post."),
            ),
            is_numbered=True,
        ),
        Signatures(
            (
                (gettext("Name and position"), gettext("Signature")),
                (gettext("Date"), gettext("Place of the stamp")),
            )
        ),
    ]


def _headings() -> tuple[str, ...]:
    names = ("rank", "passport_name", "born_on", "organisation", "position")
    return tuple(phrases.field_name(name) for name in names)


def _row(nomination: Nomination) -> tuple[str, ...]:
    person = nomination.person
    both = f"{person.passport_name} ({person.native_name})"
    return (
        str(nomination.rank),
        both if person.other_spelling else person.passport_name,
        fact_text("born_on", {"born_on": person.born_on.isoformat()}),
        nomination.organisation,
        nomination.position_held,
    )
