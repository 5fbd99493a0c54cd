"""The minutes of a selection: what was asked, what was found, who decided, and two lines to sign."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import gettext, ngettext

from samgak.core import texts
from samgak.core.dates import date_range, moment_with_place, plain_date
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
from samgak.nominations.models import FairDraw, Selection, SelectionLine
from samgak.nominations.phrases import draws as lots
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.phrases import studio
from samgak.nominations.queries import draws
from samgak.nominations.queries import selections as queries
from samgak.nominations.rules import draws as rules
from samgak.nominations.rules.selections import SEATED
from samgak.planning.selection.reasons import LEFT_OUT
from samgak.printing.papers import Paper, paper
from samgak.programmes import phrases as programmes
from samgak.programmes.models import Call
from samgak.programmes.phrases_editions import SCORE_TEXTS

Outcome = SelectionLine.Outcome


def minutes(selection: Selection, *, today: date, reader: str) -> Paper:
    """The minutes in the reader's language."""
    edition = selection.edition
    title = texts.shown(edition.title, reader=reader, working=edition.working_language).text
    return Paper(
        title=gettext("Minutes of the selection"),
        language=reader,
        note=f"{title}, {date_range(edition.starts_on, edition.ends_on, reader)}",
        page=gettext("Page {page} of {pages}"),
        mark_alt="Samgak",
        remark=gettext("Demonstration data") if settings.DEMONSTRATION else "",
        dated=today,
        blocks=list(_blocks(selection, reader=reader)),
    )


def as_word(paper_: Paper) -> bytes:
    """The minutes as a Word file."""
    return write(Document(paper_.title, paper_.language, tuple(paper_.blocks), note=paper_.note))


def as_pdf(paper_: Paper) -> bytes:
    """The minutes as PDF."""
    return paper(paper_)


def _blocks(selection: Selection, *, reader: str) -> Iterator[Any]:
    lines = list(queries.selection_rows(selection))
    chosen = [line for line in lines if line.outcome == Outcome.SELECTED]
    reserves = [line for line in lines if line.outcome == Outcome.RESERVE]
    yield Paragraph(str(phrases.STATE_TEXTS[selection.state]))
    yield Heading(gettext("The call"), 2)
    yield from _call(selection, reader=reader)
    yield Heading(gettext("Quotas"), 2)
    yield from _quotas(selection)
    yield Heading(gettext("Result"), 2)
    yield Paragraph(_result(selection, seated=len(chosen)))
    if selection.draw:
        yield from _draw(selection.draw, zone=selection.edition.venue_timezone, reader=reader)
    yield Heading(gettext("The cohort"), 2)
    yield Table(
        _headings(gettext("Score")),
        [_row(n, one, reader, phrases.score_text(one.exact_score)) for n, one in _counted(chosen)],
        (6, 36, 18, 26, 14),
    )
    if reserves:
        yield Heading(gettext("The reserves"), 2)
        yield Table(
            _headings(gettext("Outcome")),
            [_row(n, one, reader, phrases.outcome_text(one)) for n, one in _counted(reserves)],
            (6, 34, 16, 24, 20),
        )
    yield Heading(gettext("Exceptions"), 2)
    told = list(_exceptions(selection, lines, reader=reader))
    yield Bullets(told) if told else Paragraph(gettext("No exceptions were made."))
    yield Heading(gettext("Proposal and decision"), 2)
    yield Bullets(_decisions(selection, reader=reader))
    yield Signatures(
        (
            (_signer(selection.proposed_by), gettext("Screener: signature and date")),
            (_signer(selection.decided_by), gettext("Approver: signature and date")),
        )
    )


def _call(selection: Selection, *, reader: str) -> Iterator[Any]:
    call = Call.objects.prefetch_related("score_parts").filter(edition=selection.edition).first()
    seats = ngettext("%(seats)s seat", "%(seats)s seats", selection.seats)
    told = [seats % {"seats": selection.seats}]
    if call:
        told += programmes.eligibility_sentences(call)
        told += [
            gettext("Score: %(part)s, up to %(points)s points.")
            % {
                "part": SCORE_TEXTS[part.part],
                "points": format_decimal(part.weight, format="0.######", locale=reader),
            }
            for part in call.score_parts.all()
        ]
    yield Bullets(told)


def _quotas(selection: Selection) -> Iterator[Any]:
    found = queries.quota_states(selection.edition, selection)
    if not found:
        yield Paragraph(gettext("The call has no quotas."))
        return
    yield Table(
        (gettext("Quota"), gettext("Reached")),
        [(programmes.quota_sentence(one.line), str(one.now)) for one in found],
        (80, 20),
    )
    missed = [studio.missed_sentence(one.line, one.missed) for one in found if _is_missed(one)]
    if missed:
        yield Paragraph(gettext("Wishes that are missed:"))
        yield Bullets(missed)


def _is_missed(state: queries.QuotaState) -> bool:
    return state.line.is_wish and state.missed > 0


def _result(selection: Selection, *, seated: int) -> str:
    total = phrases.score_text(Fraction(selection.total_score))
    text = ngettext(
        "Of %(eligible)s eligible nominee the cohort of %(seated)s was chosen, with a total score"
        " of %(total)s.",
        "Of %(eligible)s eligible nominees the cohort of %(seated)s was chosen, with a total score"
        " of %(total)s.",
        selection.eligible,
    ) % {"eligible": selection.eligible, "seated": seated, "total": total}
    proof = gettext("Not proved: a better cohort may exist.")
    if selection.proven:
        proof = gettext("Proved: no better cohort exists.")
    elif selection.draw:
        proof = ""
    return f"{text} {proof}".strip()


def _draw(draw: FairDraw, *, zone: str, reader: str) -> Iterator[Any]:
    """How the lot was cast, so that anybody can repeat it."""
    document = draws.document(draw)
    moments = {
        "fixed": moment_with_place(draw.made_at, zone, reader),
        "known": moment_with_place(draw.seed_at, zone, reader),
    }
    yield Heading(gettext("Fair draw"), 2)
    yield Bullets(
        [
            str(programmes.METHOD_TEXTS[draw.method]),
            gettext("The chances were fixed: %(fixed)s. The seed was known from: %(known)s.")
            % moments,
            gettext("Where the seed comes from: %(source)s") % {"source": draw.seed_source},
            gettext("Seed: %(seed)s") % {"seed": draw.seed},
            gettext("Digest: %(digest)s") % {"digest": draw.digest},
            gettext("Least chance of a person: %(chance)s.")
            % {"chance": lots.chance_text(min(rules.chances(document)))},
            lots.proof_text(document),
        ]
    )


def _headings(last: str) -> tuple[str, ...]:
    return (
        gettext("Number"),
        gettext("Name"),
        gettext("Country"),
        gettext("Organisation"),
        last,
    )


def _counted(lines: list[SelectionLine]) -> Iterator[tuple[int, SelectionLine]]:
    return enumerate(lines, start=1)


def _row(number: int, line: SelectionLine, reader: str, last: str) -> tuple[str, ...]:
    person = line.nomination.person
    both = f"{person.passport_name} ({person.native_name})"
    return (
        str(number),
        both if person.other_spelling else person.passport_name,
        country_name(line.nomination.country, reader),
        line.nomination.organisation,
        last,
    )


def _exceptions(selection: Selection, lines: list[SelectionLine], *, reader: str) -> Iterator[str]:
    """Those that this cohort was computed with, and who made them where they are still in force."""
    made = queries.overrides(selection.edition)
    for line in lines:
        if line.reason in (SEATED, LEFT_OUT):
            exception = made.get(line.nomination_id)
            told = [f"{line.nomination.person}:", *phrases.reasons(line, exception)]
            if exception:
                there = exception.made_at.astimezone(selection.edition.zone)
                day = plain_date(there.date(), reader)
                facts = {"name": exception.made_by, "day": day}
                told.append(gettext("%(name)s made it on %(day)s.") % facts)
            yield " ".join(told)


def _decisions(selection: Selection, *, reader: str) -> list[str]:
    zone = selection.edition.venue_timezone
    proposed_at = moment_with_place(selection.proposed_at, zone, reader)
    facts = {"by": selection.proposed_by, "at": proposed_at}
    told = [gettext("Proposed by %(by)s, %(at)s.") % facts]
    if not selection.decided_by or not selection.decided_at:
        return [*told, gettext("Not decided yet.")]
    decided_at = moment_with_place(selection.decided_at, zone, reader)
    decided = gettext("Sent back by %(by)s, %(at)s.")
    if selection.state == Selection.State.APPROVED:
        decided = gettext("Approved by %(by)s, %(at)s.")
    told.append(decided % {"by": selection.decided_by, "at": decided_at})
    if selection.decision_reason:
        told.append(gettext("Remark: %(remark)s") % {"remark": selection.decision_reason})
    return told


def _signer(user: Any) -> str:
    return str(user) if user else gettext("Name and position")
