"""The joint statement of the agreed commitments, as Word or PDF, in one language."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext, override

from samgak.core import dates, texts
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name, language_name
from samgak.discussions.models import Commitment
from samgak.discussions.queries import commitments as queries
from samgak.documents import word
from samgak.printing.joint_statements import Committed, JointStatement, joint_statement
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition

WORD, PDF = "docx", "pdf"


def write(edition: Edition, *, language: str, kind: str, on: date) -> bytes:
    """The statement; each commitment in the language, or as it was written with a note."""
    with override(language):
        said = _statement(edition, language, on)
        try:
            return joint_statement(said) if kind == PDF else word.write(_document(said))
        except Unprintable:
            raise RuleBroken("unprintable") from None


def _statement(edition: Edition, language: str, on: date) -> JointStatement:
    working = edition.working_language
    title = texts.shown(edition.title, reader=language, working=working).text
    city = texts.shown(edition.venue_city, reader=language, working=working).text
    held = dates.date_range(edition.starts_on, edition.ends_on, language)
    return JointStatement(
        language=language,
        heading=gettext("Joint statement of the delegations"),
        edition=title,
        held=f"{held}, {city}",
        opening=gettext("The delegations that endorse each of the following commit themselves to:"),
        nothing=gettext("No commitment is agreed yet."),
        page=gettext("Page {page} of {pages}"),
        mark_alt="Samgak",
        remark=gettext("Demonstration data") if settings.DEMONSTRATION else "",
        dated=on,
        commitments=tuple(_committed(one, language) for one in queries.agreed(edition)),
    )


def _committed(one: Commitment, language: str) -> Committed:
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
    return Committed(f"{one.number}. {what.text}", note, tuple(row for row in rows if row[1]))


def _words(written: dict[str, str], one: Commitment, language: str) -> str:
    return texts.shown(written, reader=language, working=one.language).text


def _document(said: JointStatement) -> word.Document:
    blocks: list[word.Block] = [word.Paragraph(said.held, is_quiet=True)]
    blocks.append(word.Paragraph(said.opening if said.commitments else said.nothing))
    for one in said.commitments:
        blocks.append(word.Heading(one.what, level=2))
        if one.note:
            blocks.append(word.Paragraph(one.note, is_quiet=True))
        blocks.append(word.Bullets([f"{name}: {value}" for name, value in one.rows]))
    return word.Document(
        title=said.heading,
        language=said.language,
        blocks=blocks,
        note=" · ".join(part for part in (said.edition, said.remark) if part),
    )
