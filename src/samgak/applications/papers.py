"""Official forms printed from applications: one record, the headings of many agencies."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samgak.applications import phrases, queries
from samgak.applications.models import Application, OfficialForm
from samgak.applications.rules import official, states
from samgak.applications.rules.official import FIELD, HEADING, PARAGRAPH, SIGNATURE, Line
from samgak.core import dates, texts
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.printing import official_forms as printing
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition
from samgak.questionnaires.model import CONSENT, LANGUAGES, TABLE, Form, Question

DATA = Path(__file__).parent / "data" / "official.json"
# What is known beside the answers; each may stand in any form.
OTHER_KEYS = (
    *("course_title", "course_code", "course_days", "course_place", "country", "passport_name"),
    *("supervisor_words", "focal_point_words", "consents", "undertakings"),
)


@dataclass(frozen=True)
class Template:
    """A form that can be printed: ours in every language, or an organisation's in its own."""

    key: str
    title: str
    language: str
    lines: tuple[Line, ...]


def titles(*, language: str, own: Iterable[OfficialForm]) -> list[tuple[str, str]]:
    """The forms that can be printed: key and title."""
    ours = [(one["key"], phrases.text(one["title"], language)) for one in _data()["forms"]]
    return [*ours, *((str(one.pk), one.title) for one in own)]


def template(
    key: str, *, language: str, own: Iterable[OfficialForm], form: Form
) -> Template | None:
    """One of them with its lines; None for an unknown key or one that does not fit the questions."""
    for told in _data()["forms"]:
        if told["key"] == key:
            title = phrases.text(told["title"], language)
            return Template(key, title, language, tuple(_lines(told, language, form)))
    for one in own:
        if str(one.pk) == key:
            lines = official.read(one.layout, keys=known_keys(form))
            return Template(key, one.title, one.language, tuple(lines))
    return None


def known_keys(form: Form) -> set[str]:
    """What a form may name: the questions, and what is known beside them."""
    return {question.key for question in form.questions} | set(OTHER_KEYS)


def known_fields(form: Form, *, language: str) -> list[tuple[str, str]]:
    """The same with their words, for whoever writes a form."""
    asked = [(one.key, phrases.text(one.text, language)) for one in form.questions]
    return [*asked, *((key, _label(key, language)) for key in OTHER_KEYS)]


def pdf(application: Application, *, by_template: Template) -> bytes:
    """The form of one person; raises RuleBroken for letters that no document of ours can show."""
    filled = _filled(application, by_template)
    try:
        return printing.official_form(filled)
    except Unprintable as refused:
        raise RuleBroken("unprintable", letters=" ".join(refused.characters)) from refused


def archive(applications: Iterable[Application], *, by_template: Template) -> Iterator[bytes]:
    """The forms of many as a ZIP file, piece by piece: nothing is kept, and memory stays flat.

    Whoever's form can't be printed is named in a text file at its end.
    """
    pieces = _Pieces()
    left_out = []
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as made:
        for one in applications:
            name = slugify(one.person.passport_name)[:80] or "application"
            try:
                made.writestr(
                    f"{one.person.country}-{name}-{one.pk}.pdf", pdf(one, by_template=by_template)
                )
            except RuleBroken as broken:
                left_out.append(f"{one.person}: {phrases.sentence(broken)}")
            yield pieces.taken()
        if left_out:
            made.writestr("left-out.txt", "\n".join(left_out))
    yield pieces.taken()


class _Pieces(io.RawIOBase):
    """A file that is read while it is written and never goes back."""

    def __init__(self) -> None:
        self._held, self._at = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


@cache
def _data() -> Mapping[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))


def _label(key: str, language: str) -> str:
    words = _data()["labels"].get(key)
    return phrases.text(words, language) if words else key


def _lines(told: Mapping[str, Any], language: str, form: Form) -> Iterator[Line]:
    known = known_keys(form)
    for section in told["sections"]:
        if "whole" in section:
            yield from _whole(form, language)
            continue
        yield Line(HEADING, phrases.text(section["heading"], language))
        for item in section["items"]:
            if isinstance(item, str):
                # A form that asks less prints less.
                if item in known:
                    yield Line(FIELD, "", item)
            elif "sign" in item:
                yield Line(SIGNATURE, phrases.text(item["sign"], language))
            else:
                yield Line(PARAGRAPH, phrases.text(item["text"], language))


def _whole(form: Form, language: str) -> Iterator[Line]:
    for section in form.sections:
        yield Line(HEADING, phrases.text(section.title, language))
        yield from (Line(FIELD, "", question.key) for question in section.questions)


def _filled(application: Application, by: Template) -> printing.OfficialForm:
    form = queries.parsed(queries.form_of(application))
    with translation.override(by.language):
        values = _values(application, by.language)
        day = application.submitted_at.astimezone(application.edition.zone).date()
        return printing.OfficialForm(
            language=by.language,
            title=by.title,
            course=values["course_title"],
            person=str(application.person),
            note=_label("number", by.language).format(
                number=application.pk, day=dates.plain_date(day, by.language)
            ),
            dated=day,
            sections=_sections(application, form, by, values),
            signature=_label("signature", by.language),
            page=_label("page", by.language),
            mark_alt=_("Samgak: a triangle of three bars"),
            remark=_("Demonstration data") if settings.DEMONSTRATION else "",
        )


def _sections(
    application: Application, form: Form, by: Template, values: dict[str, str]
) -> list[printing.FormSection]:
    words = {
        key: str(value) for key, value in application.answers.items() if isinstance(value, str)
    }
    values = words | values
    found: list[dict[str, Any]] = []
    for line in by.lines:
        if line.kind == HEADING:
            found.append({"heading": line.text, "rows": [], "paragraphs": [], "signatures": []})
        elif line.kind == FIELD:
            found[-1]["rows"] += _rows(application, form, line, by.language, values)
        else:
            name = "paragraphs" if line.kind == PARAGRAPH else "signatures"
            found[-1][name].append(official.filled(line.text, values))
    return [printing.FormSection(**one) for one in found]


def _rows(
    application: Application, form: Form, line: Line, language: str, values: dict[str, str]
) -> Sequence[printing.FormRow]:
    questions = {question.key: question for question in form.questions}
    if line.key in ("consents", "undertakings"):
        is_consent = line.key == "consents"
        agreed = [
            one
            for one in form.questions
            if one.agreement and bool(one.agreement.purpose) == is_consent
        ]
        return [_row(application, one, "", language) for one in agreed]
    if line.key in questions:
        return [_row(application, questions[line.key], line.text, language)]
    label = line.text or _label(line.key, language)
    return [printing.FormRow(label, values.get(line.key, "") or "—")]


def _row(
    application: Application, question: Question, label: str, language: str
) -> printing.FormRow:
    label = label or phrases.text(question.text, language)
    answer = application.answers.get(question.key)
    if question.type in (TABLE, LANGUAGES) and answer:
        rows = phrases.rows_of(question, answer, language=language)
        return printing.FormRow(
            label, table=[phrases.heading_of(question, language=language), *rows]
        )
    said = phrases.words_of(question, answer, language=language)
    if question.type == CONSENT and question.agreement and question.agreement.purpose:
        said = said or str(phrases.AGREED_TEXTS["refused"])
    return printing.FormRow(label, said or "—", is_sentence=question.type == CONSENT)


def _values(application: Application, language: str) -> dict[str, str]:
    edition: Edition = application.edition

    def shown(text: Any) -> str:
        return texts.shown(text, reader=language, working=edition.working_language).text

    words = {step.acts_as: step.reason for step in application.steps.all() if step.reason}
    names = [application.answers.get(key, "") for key in queries.NAMES[:2]]
    return {
        "course_title": shown(edition.title),
        "course_code": edition.code,
        "course_days": dates.date_range(edition.starts_on, edition.ends_on, language),
        "course_place": f"{shown(edition.venue_name)}, {shown(edition.venue_city)}",
        "country": country_name(application.person.country, language),
        "passport_name": " ".join(filter(None, names)) or application.person.passport_name,
        "supervisor_words": words.get(states.SUPERVISOR, ""),
        "focal_point_words": words.get(states.FOCAL_POINT, ""),
    }
