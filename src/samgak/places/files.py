"""The papers of a cohort as PDF and Word: the words of `phrases_papers`, set by our templates."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from babel.languages import get_official_languages
from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext

from samgak.core import dates
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.core.texts import shown
from samgak.correspondence.letters_frame import facts_of
from samgak.documents import word
from samgak.nominations.models import Nomination
from samgak.participants.models import Participant
from samgak.places import phrases_papers as phrases
from samgak.places.queries import papers as queries
from samgak.places.rules import papers as rules
from samgak.printing import badges as badge_sheets
from samgak.printing.letters import Letter, letter
from samgak.printing.papers import Paper, paper
from samgak.printing.typeface import Unprintable, can_print
from samgak.programmes.models import Edition

MARK = "Samgak"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class File:
    """A paper ready to be handed out."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Order:
    """Which paper, in which form and language (`rules.OWN`: each person's), signed by whom, of which day."""

    kind: str
    form: str
    language: str
    signed_by: str
    on: date


def for_one(seat: Participant, order: Order) -> File:
    """A paper of one person; refuses a name that can't be printed."""
    stem = f"{order.kind}-{_stem(seat)}"
    if order.kind in rules.LETTERS:
        return File(f"{stem}.{order.form}", _letter(seat, _nomination(seat), order))
    return File(f"{stem}.{order.form}", _sheets([seat], order))


def for_all(edition: Edition, order: Order, *, progress: Progress) -> tuple[File, int]:
    """A paper of the whole cohort, and of how many people: letters as an archive, all else as one file."""
    seats = list(queries.people(edition))
    if not seats:
        raise RuleBroken("nobody_takes_part")
    stem = f"{edition.code}-{order.kind}"
    if order.kind in rules.LETTERS:
        return File(f"{stem}.zip", _archive(seats, order, progress=progress)), len(seats)
    draw = _roster if order.kind == rules.ROSTER else _sheets
    progress(0, 1)
    return File(f"{stem}.{order.form}", draw(seats, order)), len(seats)


def _archive(seats: Sequence[Participant], order: Order, *, progress: Progress) -> bytes:
    nominations = queries.nominations_of(seats)
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for number, seat in enumerate(seats, start=1):
            name = f"{number:03}-{_stem(seat)}.{order.form}"
            archive.writestr(name, _letter(seat, nominations.get(seat.person_id), order))
            progress(number, len(seats))
    return target.getvalue()


def _nomination(seat: Participant) -> Nomination | None:
    return queries.nominations_of([seat]).get(seat.person_id)


def _stem(seat: Participant) -> str:
    country = seat.person.country.lower()
    return f"{country}-{slugify(seat.person.passport_name)[:60] or seat.pk}"


def _letter(seat: Participant, nomination: Nomination | None, order: Order) -> bytes:
    language = queries.language_of(seat, order.language)
    with translation.override(language):
        said = phrases.words_of(order.kind, seat, nomination, language)
        if order.form == rules.WORD:
            return _letter_in_word(seat, said, order, language)
        return _printed(lambda: letter(_letter_of(seat, said, order, language)))


def _printed(draw: Callable[[], bytes]) -> bytes:
    try:
        return draw()
    except Unprintable as refused:
        raise RuleBroken("paper_not_printable", text=refused.text[:100]) from refused


def _letter_of(seat: Participant, said: phrases.Words, order: Order, language: str) -> Letter:
    edition = seat.edition
    by_the_country = order.kind == rules.NOMINATION
    return Letter(
        language=language,
        senders=(country_name(seat.person.country, language),)
        if by_the_country
        else _senders(edition, language),
        sender_lines=() if by_the_country else _contact(edition, language),
        reference=f"{edition.code} / {seat.pk}",
        dated=order.on,
        dated_text=_dated(seat, order, language),
        addressee=said.addressee,
        subject=said.subject,
        salutation=said.salutation,
        paragraphs=(
            *said.before,
            *(["\n".join(f"{name}: {value}" for name, value in said.facts)] if said.facts else []),
            *said.after,
        ),
        closing=phrases.closing(),
        signatory="_" * 30 if by_the_country else order.signed_by,
        signatory_position=gettext("Name and position"),
        mark_alt=MARK,
        remark=_remark(),
    )


def _letter_in_word(seat: Participant, said: phrases.Words, order: Order, language: str) -> bytes:
    by_the_country = order.kind == rules.NOMINATION
    who = "" if by_the_country else order.signed_by
    sender = [] if by_the_country else ["\n".join(_senders(seat.edition, language))]
    blocks: list[word.Block] = [
        *(word.Paragraph(text, is_quiet=True) for text in sender),
        *(word.Paragraph(line) for line in said.addressee),
        word.Paragraph(said.salutation),
        *(word.Paragraph(text) for text in said.before),
        *(word.Paragraph(f"{name}: {value}") for name, value in said.facts),
        *(word.Paragraph(text) for text in said.after),
        word.Paragraph(phrases.closing()),
        word.Signatures([(who, gettext("Name and position"))]),
    ]
    note = f"{seat.edition.code} / {seat.pk} · {_dated(seat, order, language)}"
    return word.write(word.Document(said.subject, language, blocks, note=note))


def _dated(seat: Participant, order: Order, language: str) -> str:
    if order.kind == rules.NOMINATION:
        return dates.plain_date(order.on, language)
    return f"{facts_of(seat.edition, language)['city']}, {dates.plain_date(order.on, language)}"


def _senders(edition: Edition, language: str) -> tuple[str, ...]:
    working = edition.working_language
    found = queries.senders(edition)
    return tuple(shown(one.name, reader=language, working=working).text for one in found) or (MARK,)


def _contact(edition: Edition, language: str) -> tuple[str, ...]:
    name = shown(edition.contact_name, reader=language, working=edition.working_language).text
    told = (name, edition.contact_email, edition.contact_telephone)
    return tuple(line for line in told if line) or (settings.HELP_EMAIL,)


def _remark() -> str:
    return gettext("Demonstration data") if settings.DEMONSTRATION else ""


def _sheets(seats: Sequence[Participant], order: Order) -> bytes:
    language = _language_for_all(seats, order)
    with translation.override(language):
        bearers = _bearers(seats, language, prints=order.form == rules.PDF)
        if order.form == rules.WORD:
            return _cards(bearers, seats[0].edition, order, language)
        facts = facts_of(seats[0].edition, language)
        data = badge_sheets.Sheets(
            title=f"{phrases.KIND_TEXTS[order.kind]} – {facts['title']}",
            language=language,
            course=str(facts["title"]),
            held=str(facts["days"]),
            dated=order.on,
            mark_alt=MARK,
            remark=_remark(),
            bearers=bearers,
        )
        is_badge = order.kind == rules.BADGES
        draw = badge_sheets.badges if is_badge else badge_sheets.table_signs
        return _printed(lambda: draw(data))


def _language_for_all(seats: Sequence[Participant], order: Order) -> str:
    """One language for one sheet: that of the person, or of the course where there are several."""
    if order.language != rules.OWN:
        return order.language
    if len(seats) == 1:
        return queries.language_of(seats[0], rules.OWN)
    return seats[0].edition.working_language


def _bearers(
    seats: Sequence[Participant], language: str, *, prints: bool
) -> list[badge_sheets.Bearer]:
    nominations = queries.nominations_of(seats)
    return [
        _bearer(seat, nominations.get(seat.person_id), language, prints=prints) for seat in seats
    ]


def _bearer(
    seat: Participant, nomination: Nomination | None, language: str, *, prints: bool
) -> badge_sheets.Bearer:
    person = seat.person
    passport = seat.certificate_passport_name or person.passport_name
    native = seat.certificate_native_name or person.native_name
    # A script that the typeface lacks: the passport's spelling stands alone.
    if not native or native == passport or (prints and not can_print(native)):
        native, passport = passport, ""
    own = next(iter(get_official_languages(person.country)), "en") if passport else "en"
    return badge_sheets.Bearer(
        name=native,
        name_language=own,
        other_name=passport,
        organisation=nomination.organisation if nomination else "",
        country=country_name(person.country, language),
    )


def _cards(
    bearers: Sequence[badge_sheets.Bearer], edition: Edition, order: Order, language: str
) -> bytes:
    course = str(facts_of(edition, language)["title"])
    is_badge = order.kind == rules.BADGES
    large, small, least = (18.0, 11.0, 8.5) if is_badge else (44.0, 24.0, 12.0)
    cards = [
        word.Card(
            [
                (text, size, is_bold)
                for text, size, is_bold in (
                    (course, least, False),
                    (one.name, large, True),
                    (one.other_name, small, False),
                    (one.organisation if is_badge else "", least, False),
                    (one.country, small, True),
                )
                if text
            ]
        )
        for one in bearers
    ]
    laid = word.Cards(cards, 2, 8.2, 6.0) if is_badge else word.Cards(cards, 1, 16.4, 11.5)
    return word.write(word.Document(str(phrases.KIND_TEXTS[order.kind]), language, [laid]))


def _roster(seats: Sequence[Participant], order: Order) -> bytes:
    language = _language_for_all(seats, order)
    prints = order.form == rules.PDF
    with translation.override(language):
        nominations = queries.nominations_of(seats)
        rows = [
            _row(number, seat, nominations.get(seat.person_id), language, prints=prints)
            for number, seat in enumerate(seats, start=1)
        ]
        facts = facts_of(seats[0].edition, language)
        title = str(phrases.KIND_TEXTS[rules.ROSTER])
        note = f"{facts['title']} · {facts['days']} · {facts['city']}"
        table = word.Table(phrases.roster_heads(), rows, (0.5, 1.7, 1.6, 1.1, 2, 1.5))
        if not prints:
            return word.write(word.Document(title, language, [table], note=note, is_wide=True))
        data = Paper(
            title=title,
            language=language,
            note=note,
            page=gettext("Page {page} of {pages}"),
            mark_alt=MARK,
            remark=_remark(),
            dated=order.on,
            blocks=[table],
        )
        return _printed(lambda: paper(data))


def _row(
    number: int, seat: Participant, nomination: Nomination | None, language: str, *, prints: bool
) -> tuple[str, ...]:
    one = _bearer(seat, nomination, language, prints=prints)
    return (
        str(number),
        one.name if one.other_name else "",
        one.other_name or one.name,
        one.country,
        one.organisation,
        nomination.position_held if nomination else "",
    )
