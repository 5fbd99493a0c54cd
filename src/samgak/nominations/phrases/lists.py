"""Lists of nominees that leave the site: a blank workbook, an export, a page to sign."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TypedDict

from babel.lists import format_list
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language, gettext, ngettext

from samgak.core import texts
from samgak.core.dates import date_range, plain_date
from samgak.core.places import country_name
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.phrases.nominations import STATE_TEXTS
from samgak.nominations.phrases.selections import (
    outcome_text,
    reasons,
    score_text,
    turning_point,
)
from samgak.nominations.queries import ListedNominee
from samgak.nominations.rules import own, states
from samgak.nominations.rules.columns import recognise
from samgak.nominations.rules.selections import six_places
from samgak.printing.nominations import NominationList, NominationListLabels, Nominee
from samgak.programmes.models import Edition
from samgak.questionnaires.definition import SINGLE, Form, Question, text_in
from samgak.spreadsheets import Cell, Column
from samgak.spreadsheets.blank import BlankColumn, write_blank

LEVELS_OFFERED = ("A1", "A2", "B1", "B2", "C1", "C2")
ROOM = 500  # rows of a blank workbook with lists to choose from
EXAMPLE = {
    "rank": "1",
    "family": "OSPANOVA",
    "given": "Assel",
    "native": "Оспанова Әсел",
    "sex": "F",
    "born_on": "22.10.1985",
    "organisation": "Digital office (example)",
    "position": "Head of unit",
    "years_in_service": "9",
    "email": "assel.ospanova@example.org",
    "last_training_on": "2019",
}
WIDTHS = {"rank": 8, "sex": 8, "organisation": 36, "position": 30, "email": 32, "native": 28}
ENGLISH_HEADINGS = {
    "rank": "Rank",
    "family": "Surname",
    "given": "Given names",
    "native": "Native name",
    "sex": "Sex",
    "born_on": "Date of birth",
    "organisation": "Organisation",
    "position": "Position",
    "years_in_service": "Years in service",
    "email": "E-mail",
    "last_training_on": "Last training abroad",
}


class PageRow(TypedDict):
    """A nominee on a page, in words: a template of fifty rows has nothing left to work out."""

    pk: str
    name: str
    passport_name: str  # empty where it is the name
    country: str
    rank: str
    score: str
    not_eligible: list[str]
    decision: str
    reasons: list[str]
    may_be_known: bool


def page_rows(listed: Iterable[ListedNominee], *, undecided: Collection[int]) -> list[PageRow]:
    """The nominees of one page in the reader's language; of the `undecided` somebody has to say whether
    they took part before."""
    reader = get_language() or "en"
    return [_page_row(one, undecided, reader) for one in listed]


def own_rows(nomination: Nomination, form: Form) -> list[dict[str, str]]:
    """The answers to the questions of the call and the country as key and value, those without an answer left out."""
    reader, working = get_language() or "en", nomination.edition.working_language
    return [
        {
            "key": text_in(question.text, own=reader, working=working)[0],
            "value": own.shown(question, text, reader=reader, working=working),
        }
        for question in form.questions
        if (text := nomination.own_answers.get(question.key, ""))
    ]


def _page_row(listed: ListedNominee, undecided: Collection[int], reader: str) -> PageRow:
    nomination, line = listed.nomination, listed.line
    decided = decision(listed)
    grounds = why(listed) if decided else []
    turning = turning_point(line) if line else ""
    return PageRow(
        pk=str(nomination.pk),
        name=str(nomination.person),
        passport_name=nomination.person.other_spelling,
        country=country_name(nomination.country, reader),
        rank=str(nomination.rank),
        score=score_text(line.exact_score) if line else "",
        not_eligible=why_not_eligible(listed),
        decision=decided,
        reasons=[*grounds, turning] if turning else grounds,
        may_be_known=nomination.pk in undecided,
    )


def blank_workbook(
    edition: Edition, *, country: str, languages: Sequence[str], form: Form | None = None
) -> bytes:
    """An .xlsx file for a focal point to fill in, in the reader's language."""
    names = {"title": _title(edition), "country": _country(country)}
    target = BytesIO()
    write_blank(
        target,
        [
            *(_blank_column(name) for name in EXAMPLE),
            *map(_blank_language, languages),
            *(_blank_question(one, edition) for one in (form.questions if form else ())),
        ],
        title=gettext("Nominations of %(country)s: %(title)s") % names,
        explanation=gettext(
            "The next row is an example and is not read. Write one person in each row below the headings."
        ),
        rows=ROOM,
    )
    return target.getvalue()


def _blank_column(name: str) -> BlankColumn:
    notes = {
        "rank": gettext("1 is the person your country would most like to send."),
        "family": gettext("In Latin letters, as in the passport."),
        "given": gettext("In Latin letters, as in the passport."),
        "native": gettext("As the person writes it; it stands on the certificate."),
        "sex": gettext("F for women, M for men."),
        "born_on": gettext("Day, month and year, such as 09.05.1990."),
        "years_in_service": gettext("Completed years."),
        "last_training_on": gettext("The date or the year; leave it empty when there was none."),
    }
    return BlankColumn(
        _heading(name, ENGLISH_HEADINGS[name]),
        EXAMPLE[name],
        note=notes.get(name, ""),
        choices=("F", "M") if name == "sex" else (),
        width=WIDTHS.get(name, 18),
    )


def _blank_language(code: str) -> BlankColumn:
    with translation.override("en"):
        english = phrases.language_name(code, "en")
    heading = phrases.language_name(code, get_language() or "en")
    name = f"language_{code}"
    if recognise(heading) != name:
        heading = f"{heading} / {english}"
    note = gettext("A level such as B2, or: poor, fair, good, excellent.")
    return BlankColumn(heading, "B2", note=note, choices=LEVELS_OFFERED, width=14)


def _blank_question(question: Question, edition: Edition) -> BlankColumn:
    """A column of the country's own; its example is empty, so that nobody is given an answer."""
    reader, working = get_language() or "en", edition.working_language
    words, _ = text_in(question.text, own=reader, working=working)
    options = [text_in(one.text, own=reader, working=working)[0] for one in question.options]
    is_single = question.type == SINGLE
    note = "" if is_single or not options else "; ".join(options)
    return BlankColumn(words, "", note=note, choices=tuple(options) if is_single else (), width=24)


def _heading(name: str, english: str) -> str:
    """The field's name, with the English one beside it where an import would not know it alone."""
    heading = phrases.field_name(name)
    return heading if recognise(heading) == name else f"{heading} / {english}"


def export_columns(
    languages: Iterable[str], forms: Mapping[str, Form], *, working: str
) -> list[Column]:
    """The headings of an export; `forms` are the questions of countries that the reader may see."""
    first = ("rank", "family", "given", "native", "sex", "born_on", "organisation", "position")
    then = ("years_in_service", "email", "last_training_on")
    return [
        Column(gettext("Country"), 16),
        *(Column(phrases.field_name(name), WIDTHS.get(name, 18)) for name in (*first, *then)),
        *(Column(phrases.field_name(f"language_{code}"), 14) for code in languages),
        *(Column(heading, 24) for heading in _own_headings(forms, working)),
        Column(gettext("State"), 16),
        Column(gettext("Eligible"), 10),
        Column(gettext("Score"), 12),
        Column(gettext("Decision"), 16),
        Column(gettext("Reason"), 60),
    ]


def export_rows(
    listed: Iterable[ListedNominee],
    *,
    languages: Sequence[str],
    forms: Mapping[str, Form],
    working: str,
    reader: str,
) -> Iterator[list[Cell]]:
    """A row for each nominee; the words are those of the reader, however late they are asked for."""
    with translation.override(reader):
        for one in listed:
            nomination, person, line = one.nomination, one.nomination.person, one.line
            score = line.exact_score if line else None
            yield [
                _country(nomination.country),
                nomination.rank,
                person.family_name,
                person.given_name,
                person.native_name,
                person.sex,
                person.born_on,
                nomination.organisation,
                nomination.position_held,
                float(nomination.years_in_service),
                person.email,
                nomination.last_training_on,
                *(nomination.languages.get(code, {}).get("said", "") for code in languages),
                *_own_cells(nomination, forms, reader=reader, working=working),
                str(STATE_TEXTS[nomination.state]),
                gettext("No") if one.missed else gettext("Yes"),
                None if score is None else float(six_places(score)),
                decision(one),
                " ".join(why(one)),
            ]


def _own_headings(forms: Mapping[str, Form], working: str) -> Iterator[str]:
    reader = get_language() or "en"
    countries = forms.keys() - {own.EVERYBODY}
    for country, form in forms.items():
        for question in form.questions:
            words, _ = text_in(question.text, own=reader, working=working)
            yield f"{_country(country)}: {words}" if country and len(countries) > 1 else words


def _own_cells(
    nomination: Nomination, forms: Mapping[str, Form], *, reader: str, working: str
) -> Iterator[str]:
    for country, form in forms.items():
        for question in form.questions:
            text = nomination.own_answers.get(question.key, "")
            is_own = country in (own.EVERYBODY, nomination.country)
            yield own.shown(question, text, reader=reader, working=working) if is_own else ""


def decision(listed: ListedNominee) -> str:
    """What was decided about a nominee; empty while nothing was."""
    state = listed.nomination.state
    if state not in states.STANDING:
        return str(STATE_TEXTS[state])
    if listed.line:
        return outcome_text(listed.line)
    return str(STATE_TEXTS[state]) if state == states.CONFIRMED else ""


def why(listed: ListedNominee) -> list[str]:
    """The reasons of a decision, or the rules of the call that a nominee misses."""
    if listed.nomination.state not in states.STANDING:
        return [listed.nomination.state_reason]
    return reasons(listed.line) if listed.line else why_not_eligible(listed)


def why_not_eligible(listed: ListedNominee) -> list[str]:
    """The rules of the call that a nominee misses, a sentence each."""
    missed = listed.as_not_eligible()
    return reasons(missed) if missed else []


def list_to_sign(
    edition: Edition,
    *,
    country: str,
    nominations: Iterable[Nomination],
    signed_by: str,
    today: date,
) -> NominationList:
    """A country's nominees as a page to print, sign and stamp, in the reader's language."""
    reader = get_language() or "en"
    nominees = tuple(_printed(nomination, reader) for nomination in nominations)
    city = texts.shown(edition.venue_city, reader=reader, working=edition.working_language).text
    names = {"day": plain_date(today, reader), "people": len(nominees)}
    dated = ngettext(
        "%(day)s: %(people)s person nominated",
        "%(day)s: %(people)s people nominated",
        len(nominees),
    )
    return NominationList(
        edition=_title(edition),
        held=f"{date_range(edition.starts_on, edition.ends_on, reader)}, {city}",
        focal_point=signed_by,
        dated=today,
        dated_text=dated % names,
        nominees=nominees,
        labels=_labels(country, reader),
    )


def _printed(nomination: Nomination, reader: str) -> Nominee:
    person = nomination.person
    return Nominee(
        rank=str(nomination.rank),
        native_name=person.native_name,
        passport_name=person.passport_name,
        born_on=plain_date(person.born_on, reader),
        organisation=nomination.organisation,
        position=nomination.position_held,
    )


def _labels(country: str, reader: str) -> NominationListLabels:
    return NominationListLabels(
        language=reader,
        heading=gettext("Nominees of %(country)s") % {"country": _country(country)},
        rank=phrases.field_name("rank"),
        native_name=phrases.field_name("native"),
        passport_name=phrases.field_name("passport_name"),
        born_on=phrases.field_name("born_on"),
        organisation=phrases.field_name("organisation"),
        position=phrases.field_name("position"),
        nobody=gettext("No one is nominated yet."),
        declaration=gettext(
            "I confirm that the people above are nominated and that what is said of them is right."
        ),
        signature=gettext("Signature"),
        name_and_position=gettext("Name and position"),
        signed_on=gettext("Date"),
        stamp=gettext("Place of the stamp"),
        page=gettext("Page {page} of {pages}"),
        mark_alt=gettext("Samgak: a triangle of three bars"),
        remark=gettext("Demonstration data") if settings.DEMONSTRATION else "",
    )


def countries(codes: Sequence[str]) -> str:
    """Countries in one line, empty for none."""
    return format_list([_country(code) for code in codes], locale=get_language() or "en")


def _title(edition: Edition) -> str:
    reader = get_language() or "en"
    return texts.shown(edition.title, reader=reader, working=edition.working_language).text


def _country(code: str) -> str:
    return country_name(code, get_language() or "en")
