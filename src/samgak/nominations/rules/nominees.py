"""One person as a row of a sheet or a form has it: every field read, every problem kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from samgak.nominations.rules import cells, names
from samgak.nominations.rules.cells import Answer, LanguageLevel
from samgak.nominations.rules.codes import Code, Finding, Refused, note
from samgak.nominations.rules.identity import Identity, identity_of
from samgak.nominations.rules.words import is_left_blank
from samgak.participants.folding import folded, options
from samgak.spreadsheets.sheet import Cell

LANGUAGE = "language_"  # and an ISO 639-1 code: the field of a language level
OWN = "own_"  # and the key of a question of the country
PERSONAL_FIELDS = ("family", "given", "passport_name", "native", "born_on", "email")
# Without these nobody can be scored or counted under a quota.
NEEDED_FIELDS = ("rank", "sex", "organisation", "years_in_service")
WITHOUT_ANSWER = frozenset({Code.MISSING_VALUE, Code.UNKNOWN_SEX})
TOTALS = frozenset(
    folded(word)
    for word in options(
        """
        total | totals | sum | итого | всего | 합계 | 총계 | 계 | барлығы | жиыны | жалпы | баары
        жалпысы | бардыгы | jami | hammasi | жами | ҷамъ | ҳамагӣ | jemi | ählisi
        """
    )
)


@dataclass(frozen=True)
class NomineeRow:
    """A person as the row has it; `findings` are things to look at and questions to answer."""

    row: int
    country: str
    family: str
    given: str
    born_on: date
    email: str
    rank: int
    sex: str
    organisation: str
    years_in_service: int
    native: str | None = None
    position: str | None = None
    phone: str | None = None
    last_training_on: date | None = None
    languages: Mapping[str, LanguageLevel] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)  # the country's questions, as kept

    @cached_property
    def identity(self) -> Identity:
        """What makes this the same person in another file."""
        return identity_of(
            country=self.country, family=self.family, given=self.given, born_on=self.born_on
        )


@dataclass(frozen=True)
class ReportedRow:
    """A row that is not imported: one code for it, every problem of it, its cells as typed."""

    row: int
    code: Code
    problems: tuple[Finding, ...]
    values: Mapping[str, str]

    @property
    def detail(self) -> str:
        """All problems in one line without sentences, for a file of reported rows."""
        return "; ".join(map(str, self.problems))


def read_values(
    values: Mapping[str, Cell],
    *,
    country: str,
    today: date,
    answers: Mapping[str, str] | None = None,
    row: int = 0,
) -> NomineeRow | ReportedRow:
    """One person from fields and their cells, as a form or a row has them, or all its problems."""
    typed = {name: cells.as_text(cell) for name, cell in values.items()}
    if reason := _not_a_person(typed):
        return ReportedRow(row, Code.NOT_A_PERSON, (reason,), typed)
    found, problems, findings = _answers(values, country=country, today=today, answers=answers)
    problems += _not_given(found, findings)
    if problems:
        return ReportedRow(row, _code_for(problems), tuple(problems), typed)
    languages = {
        name.removeprefix(LANGUAGE): found.pop(name)
        for name in sorted(found)
        if name.startswith(LANGUAGE)
    }
    spoken = {code: level for code, level in languages.items() if level}
    findings += _across_fields(found, values, today)
    return NomineeRow(
        row=row, country=country, languages=spoken, values=typed, findings=tuple(findings), **found
    )


def _answers(
    values: Mapping[str, Cell],
    *,
    country: str,
    today: date,
    answers: Mapping[str, str] | None,
) -> tuple[dict[str, Any], list[Finding], list[Finding]]:
    """What each field holds, the problems that refuse the row, and what else was noticed."""
    found: dict[str, Any] = {}
    problems: list[Finding] = []
    findings: list[Finding] = []
    for name, read in _readers(values, country, today, answers or {}).items():
        try:
            answer = read()
        except Refused as refused:
            problems.append(refused.finding.at(name))
        else:
            found[name] = answer.value
            findings += [finding.at(name) for finding in answer.findings]
    return found, problems, findings


def _readers(
    values: Mapping[str, Cell], country: str, today: date, answers: Mapping[str, str]
) -> dict[str, Callable[[], Answer[Any]]]:
    family, given = _passport_parts(values)
    readers: dict[str, Callable[[], Answer[Any]]] = {
        "family": lambda: _family(family, country),
        "given": lambda: _given(given, country),
        "native": lambda: _native(values.get("native"), country),
        "rank": lambda: cells.rank(values.get("rank")),
        "sex": lambda: cells.sex(values.get("sex")),
        "born_on": lambda: cells.birth_date(values.get("born_on"), today=today),
        "organisation": lambda: cells.line(values.get("organisation")),
        "position": lambda: cells.line(values.get("position")),
        "years_in_service": lambda: cells.years_in_service(values.get("years_in_service")),
        "email": lambda: cells.address(values.get("email")),
        "phone": lambda: cells.line(values.get("phone")),
        "last_training_on": lambda: cells.training_date(
            values.get("last_training_on"), today=today
        ),
    }
    for name in values:
        if name.startswith(LANGUAGE):
            readers[name] = lambda cell=values[name]: cells.language_level(cell, answers=answers)  # type: ignore[misc]
    return readers


def _passport_parts(values: Mapping[str, Cell]) -> tuple[Cell, Cell]:
    family, given = values.get("family"), values.get("given")
    full = cells.as_text(values.get("passport_name"))
    return names.parted(full) if full and not cells.as_text(family) else (family, given)


def _family(cell: Cell, country: str) -> Answer[str]:
    text = cells.filled_text(cell)
    if is_left_blank(text):
        raise Refused(Code.MISSING_FAMILY_NAME)
    name, findings = names.passport_name(text, country=country, is_family=True)
    return Answer(name, tuple(findings))


def _given(cell: Cell, country: str) -> Answer[str]:
    text = cells.filled_text(cell)
    if is_left_blank(text):
        # A passport shows a single name in the place of the family name (ICAO Doc 9303).
        return Answer("", (note(Code.SINGLE_NAME),))
    name, findings = names.passport_name(text, country=country, is_family=False)
    return Answer(name, tuple(findings))


def _native(cell: Cell, country: str) -> Answer[str]:
    text = cells.filled_text(cell)
    return Answer(None if is_left_blank(text) else names.native_name(text, country=country))


def _not_given(found: Mapping[str, Any], findings: Iterable[Finding]) -> list[Finding]:
    unknown = {finding.field: finding for finding in findings if finding.code in WITHOUT_ANSWER}
    empty = [name for name in NEEDED_FIELDS if name in found and found[name] is None]
    return [unknown.get(name, note(Code.MISSING_VALUE).at(name)) for name in empty]


def _code_for(problems: Sequence[Finding]) -> Code:
    is_incomplete = all(problem.code in WITHOUT_ANSWER for problem in problems)
    return problems[0].code if is_incomplete else Code.IMPOSSIBLE


def _across_fields(
    found: Mapping[str, Any], values: Mapping[str, Cell], today: date
) -> list[Finding]:
    findings = [
        note(Code.MISSING_VALUE).at(name)
        for name in sorted(name for name in values if name.startswith(LANGUAGE))
        if not cells.as_text(values.get(name))
    ]
    years, age = found["years_in_service"], cells.age_on(today, born_on=found["born_on"])
    if age - years < cells.YOUNGEST_IN_SERVICE:
        about = note(Code.YEARS_EXCEED_AGE, years=years, age=age)
        findings.append(about.at("years_in_service"))
    return findings


def _not_a_person(typed: Mapping[str, str]) -> Finding | None:
    is_total = any(TOTALS.intersection(folded(text).split()[:1]) for text in typed.values())
    has_nobody = not typed.get("born_on") and not typed.get("email")
    if (is_total and has_nobody) or not any(typed.get(name) for name in PERSONAL_FIELDS):
        return note(Code.NOT_A_PERSON, value=" ".join(text for text in typed.values() if text))
    return None
