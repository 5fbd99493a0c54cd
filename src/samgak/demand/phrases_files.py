"""Concept papers and the minutes of the committee as Word files and to print."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from samgak.core import dates
from samgak.core.places import country_name
from samgak.demand import phrases
from samgak.demand.models import CommitteeQuestion, ConceptPaper, JointConcept
from samgak.demand.queries import Seat
from samgak.demand.rules import papers as rules
from samgak.documents.word import Block, Document, Heading, Paragraph, Signatures, Table, write
from samgak.printing.papers import Paper, paper
from samgak.programmes.models import Edition

PDF, WORD = "pdf", "docx"
KINDS = (PDF, WORD)


def concept_paper(found: ConceptPaper, *, kind: str, on: date) -> bytes:
    """A country's paper; the headings are in the reader's language, the words as they were written."""
    blocks = [*_sections(found.texts), *_budget(found)]
    title = _("Concept paper: %(title)s") % {"title": found.texts.get("title", "")}
    return _file(title, country_name(found.country, _reader()), blocks, kind=kind, on=on)


def joint_concept(found: JointConcept, agreed: Iterable[str], *, kind: str, on: date) -> bytes:
    """The joint concept with the sides that stand behind it."""
    lines = [(str(phrases.SIDE_TEXTS[side]), "") for side in agreed]
    blocks = [*_sections(found.texts), *([Signatures(lines)] if lines else [])]
    note = _("Version %(number)s") % {"number": found.version}
    return _file(_("Joint concept"), f"{found.edition}, {note}", blocks, kind=kind, on=on)


def minutes(
    edition: Edition,
    rows: Iterable[tuple[CommitteeQuestion, list[Seat]]],
    *,
    members: Iterable[Seat],
    kind: str,
    on: date,
) -> bytes:
    """What the committee was asked, who answered what, and what it decided."""
    blocks: list[Block] = []
    for question, answers in rows:
        blocks += _question(edition, question, answers)
    blocks.append(Heading(pgettext("steering committee", "Members"), 1))
    lines = [(str(one.member.user), str(phrases.SIDE_TEXTS[one.member.side])) for one in members]
    blocks.append(Signatures(lines) if lines else Paragraph("–"))
    return _file(
        _("Minutes of the joint steering committee"), str(edition), blocks, kind=kind, on=on
    )


def _question(edition: Edition, question: CommitteeQuestion, answers: list[Seat]) -> list[Block]:
    facts = [(_("Procedure"), str(phrases.PROCEDURE_TEXTS[question.procedure]))]
    facts += [
        (label, _moment(moment, edition))
        for label, moment in (
            (_("Laid before the committee"), question.asked_at),
            (_("Meeting"), question.meets_at),
            (_("No objection by"), question.answers_due_at),
            (_("Ended"), question.ended_at),
        )
        if moment
    ]
    facts.append((_("Result"), str(phrases.QUESTION_STATE_TEXTS[question.state])))
    if question.concept_version:
        facts.append((_("Version of the joint concept"), str(question.concept_version)))
    given = [
        [
            str(phrases.SIDE_TEXTS[one.member.side]),
            str(one.member.user),
            str(phrases.ANSWER_TEXTS[one.answer.answer]) if one.answer else "–",
            one.answer.words if one.answer else "",
        ]
        for one in answers
    ]
    blocks: list[Block] = [
        Heading(f"{question.number}. {question.title}", 1),
        Paragraph(question.proposal),
        Table((_("Fact"), ""), [list(one) for one in facts], widths=(2, 4)),
    ]
    if given:
        blocks.append(Table((_("Side"), _("Name"), _("Answer"), _("Words")), given))
    if question.outcome:
        blocks.append(Paragraph(question.outcome))
    return blocks


def _sections(texts: dict[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for heading, fields in rules.SECTIONS.items():
        said = [field for field in fields if texts.get(field)]
        if said:
            blocks.append(Heading(str(phrases.SECTION_TEXTS[heading]), 1))
        for field in said:
            blocks.append(Heading(str(phrases.FIELD_TEXTS[field]), 2))
            blocks.append(Paragraph(phrases.shown_field(field, texts[field])))
    return blocks


def _budget(found: ConceptPaper) -> list[Block]:
    rows = phrases.budget_rows(found.budget, found.currency)
    if not rows:
        return []
    table = Table((_("Budget"), _("Amount")), [list(one) for one in rows], widths=(3, 2))
    return [Heading(_("Budget"), 1), table]


def _file(title: str, note: str, blocks: list[Block], *, kind: str, on: date) -> bytes:
    if kind == WORD:
        return write(Document(title=title, language=_reader(), note=note, blocks=blocks))
    return paper(
        Paper(
            title=title,
            language=_reader(),
            note=note,
            page=_("Page {page} of {pages}"),
            mark_alt="Samgak",
            remark=_("Demonstration data") if settings.DEMONSTRATION else "",
            dated=on,
            blocks=blocks,
        )
    )


def _moment(moment, edition: Edition) -> str:
    return dates.moment_with_place(
        moment, edition.venue_timezone, _reader(), city=str(edition.venue_city)
    )


def _reader() -> str:
    return get_language() or "en"
