"""What a course information says in a language: the sections with the facts of the edition, as PDF and Word."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samgak.calls import phrases, rules
from samgak.calls.models import CourseInformation
from samgak.core import dates, texts
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name, language_name
from samgak.documents.word import Block, Bullets, Document, Heading, Paragraph, write
from samgak.printing.papers import Paper, paper
from samgak.printing.typeface import Unprintable
from samgak.programmes import phrases as programmes
from samgak.programmes.models import PartnerRole
from samgak.programmes.queries import CourseInformation as Facts

Part = dict[str, Any]  # key, heading, rows (label, value), lines


def told_in_all(sections: rules.Sections, facts: Facts) -> dict[str, list[Part]]:
    """What the document says in each language in which something is written."""
    return {code: told(sections, facts, language=code) for code, said in sections.items() if said}


def told(sections: rules.Sections, facts: Facts, *, language: str) -> list[Part]:
    """The parts in the order of the document; facts come from the record, never from the writer."""
    said = sections.get(language, {})
    with translation.override(language):
        parts = [
            _part("facts", _("Dates, place and seats"), rows=_basics(facts, language)),
            _written("concept", said),
            _part("objectives", _("Objectives"), lines=_objectives(facts, language)),
            _written("contents", said),
            _written("for_whom", said),
            _part("countries", _("Countries that may nominate"), lines=_countries(facts, language)),
            _part("rules", _("Who may be nominated"), lines=_eligibility(facts)),
            _part("quotas", _("Quotas"), lines=_quotas(facts)),
            _written("documents", said),
            _written("selection", said),
            _part(
                "certificate",
                _("For the certificate"),
                lines=programmes.completion_sentences(facts.edition),
            ),
            _written("arrangements", said),
            _written("languages", said),
            _part("partners", _("Partners and their roles"), rows=_partners(facts, language)),
            _part("contact", _("Questions"), lines=_contact(facts, language)),
        ]
    return [part for part in parts if part["rows"] or part["lines"]]


def word(version: CourseInformation, *, language: str) -> bytes:
    """A published version as Word file."""
    return write(_document(version, language))


def pdf(version: CourseInformation, *, language: str) -> bytes:
    """A published version to print; raises RuleBroken for letters that no paper of ours can show."""
    said = _document(version, language)
    zone = version.edition.zone
    with translation.override(language):
        data = Paper(
            title=said.title,
            language=language,
            note=said.note,
            page=_("Page {page} of {pages}"),
            mark_alt="Samgak",
            remark=_("Demonstration data") if settings.DEMONSTRATION else "",
            dated=(version.published_at or version.saved_at).astimezone(zone).date(),
            blocks=said.blocks,
        )
    try:
        return paper(data)
    except Unprintable as refused:
        raise RuleBroken("unprintable", letters=" ".join(refused.characters)) from refused


def _document(version: CourseInformation, language: str) -> Document:
    edition = version.edition
    day = (version.published_at or version.saved_at).astimezone(edition.zone).date()
    with translation.override(language):
        facts = {"number": version.number, "date": dates.plain_date(day, language)}
        return Document(
            title=_shown(edition.title, edition, language),
            language=language,
            note=_("Course information, version %(number)s of %(date)s") % facts,
            blocks=list(_blocks(version.told[language])),
        )


def _blocks(parts: Iterable[Mapping[str, Any]]) -> Iterable[Block]:
    for part in parts:
        yield Heading(part["heading"], 1)
        if part["rows"]:
            yield Bullets([f"{label}: {value}" for label, value in part["rows"]])
        if part["key"] in rules.SECTIONS and part["key"] != "documents":
            for line in part["lines"]:
                yield Paragraph(line)
        elif part["lines"]:
            yield Bullets(part["lines"])


def _part(key: str, heading: str, *, rows: Iterable = (), lines: Iterable[str] = ()) -> Part:
    return {
        "key": key,
        "heading": str(heading),
        "rows": [[str(label), str(value)] for label, value in rows],
        "lines": [str(line) for line in lines],
    }


def _written(key: str, said: Mapping[str, str]) -> Part:
    lines = [line.strip() for line in said.get(key, "").splitlines() if line.strip()]
    return _part(key, phrases.SECTION_TEXTS[key], lines=lines)


def _basics(facts: Facts, language: str) -> Iterable[tuple[str, str]]:
    edition, call = facts.edition, facts.call
    city = _shown(edition.venue_city, edition, language)
    venue = _shown(edition.venue_name, edition, language)
    country = country_name(edition.venue_country, language)
    yield _("When"), dates.long_date_range(edition.starts_on, edition.ends_on, language)
    yield _("Where"), f"{venue}, {city}, {country}"
    yield _("Working language"), language_name(edition.working_language, language)
    if call:
        yield _("Seats"), str(call.seats)
    if call and call.closes_at:
        moment = dates.moment_with_place(
            call.closes_at, edition.venue_timezone, language, city=city
        )
        yield _("Deadline for nominations"), moment


def _objectives(facts: Facts, language: str) -> list[str]:
    return [_shown(one, facts.edition, language) for one in facts.edition.objectives]


def _countries(facts: Facts, language: str) -> list[str]:
    codes = [
        side.country or (side.organisation.country if side.organisation else "")
        for side in facts.sides
        if any(held.role == PartnerRole.Name.BENEFICIARY for held in side.roles)
    ]
    return [country_name(code, language) for code in dict.fromkeys(codes) if code]


def _eligibility(facts: Facts) -> list[str]:
    return programmes.eligibility_sentences(facts.call) if facts.call else []


def _quotas(facts: Facts) -> list[str]:
    return [programmes.quota_sentence(line) for line in facts.quota_lines]


def _partners(facts: Facts, language: str) -> Iterable[tuple[str, str]]:
    for side in facts.sides:
        name = (
            _shown(side.organisation.name, facts.edition, language)
            if side.organisation
            else country_name(side.country, language)
        )
        roles = [str(programmes.PARTNER_ROLE_TEXTS[held.role]) for held in side.roles]
        yield name, ", ".join(dict.fromkeys(roles))


def _contact(facts: Facts, language: str) -> list[str]:
    edition = facts.edition
    said = (
        _shown(edition.contact_name, edition, language),
        edition.contact_email,
        edition.contact_telephone,
    )
    return [one for one in said if one]


def _shown(text: Any, edition: Any, language: str) -> str:
    return texts.shown(text, reader=language, working=edition.working_language).text
