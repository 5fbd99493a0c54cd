"""What an import would do to the nominees known already: row by row, before anything is written."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from samgak.nominations.rules.codes import Code, Finding, note
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import LANGUAGE, NomineeRow
from samgak.nominations.rules.rows import Reading, ReportedRow

LEVEL = "level_"  # and an ISO 639-1 code: the level understood, beside the words of the cell
PERSON_FACTS = ("family", "given", "native", "sex", "email")
IDENTITY_FACTS = ("family", "given", "born_on")
ALWAYS_GIVEN = (
    "rank",
    "family",
    "given",
    "sex",
    "born_on",
    "organisation",
    "years_in_service",
    "email",
)
CREATED, CHANGED, UNCHANGED, REPORTED = "created", "changed", "unchanged", "reported"

Facts = Mapping[str, str]


@dataclass(frozen=True)
class Stored:
    """A nominee, or a person of another edition, as the database has it.

    `is_other_spelling`: found under a name or birth date that is not the person's own.
    """

    key: int
    facts: Facts
    is_standing: bool = True
    is_other_spelling: bool = False


@dataclass(frozen=True)
class PlannedRow:
    """One row: what comes of it, what changes from and to, all there is to say about it."""

    row: int
    outcome: str
    values: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    code: str = ""
    nominee: NomineeRow | None = None
    stored: Stored | None = None
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def person(self) -> NomineeRow:
        """Whom the row names; raises ValueError for a row that is no person."""
        if self.nominee is None:
            raise ValueError(f"row {self.row} names nobody")
        return self.nominee

    @property
    def key(self) -> int:
        """Under what that person is stored; raises ValueError for somebody new."""
        if self.stored is None:
            raise ValueError(f"row {self.row} is of nobody known")
        return self.stored.key

    @property
    def new_facts(self) -> dict[str, str]:
        """What the changes lead to."""
        return {name: after for name, (_, after) in self.changes.items()}


def facts_of(nominee: NomineeRow) -> dict[str, str]:
    """Every fact of a row as text, empty where there is none; only facts that the row speaks of."""
    facts = {
        "rank": str(nominee.rank),
        "family": nominee.family,
        "given": nominee.given,
        "native": nominee.native or "",
        "sex": nominee.sex,
        "born_on": nominee.born_on.isoformat(),
        "organisation": nominee.organisation,
        "position": nominee.position or "",
        "years_in_service": str(nominee.years_in_service),
        "email": nominee.email,
        "last_training_on": (
            nominee.last_training_on.isoformat() if nominee.last_training_on else ""
        ),
    }
    for name in nominee.values:
        if name.startswith(LANGUAGE):
            code = name.removeprefix(LANGUAGE)
            spoken = nominee.languages.get(code)
            facts[name] = spoken.raw if spoken else ""
            facts[LEVEL + code] = (spoken.level or "") if spoken else ""
    spoken_of = {*ALWAYS_GIVEN, *nominee.values}
    said = {
        name: value for name, value in facts.items() if name in spoken_of or name.startswith(LEVEL)
    }
    return {**said, **nominee.own}


def changes_between(stored: Facts, facts: Facts) -> dict[str, tuple[str, str]]:
    """Each fact that differs: what is stored and what the row says."""
    return {
        name: (stored.get(name, ""), value)
        for name, value in facts.items()
        if stored.get(name, "") != value
    }


def plan(
    reading: Reading,
    *,
    nominees: Mapping[Identity, Stored],
    people: Mapping[Identity, Stored],
    most: int | None,
    read_before: bool,
    mended: Set[int],
    languages: Set[str],
) -> list[PlannedRow]:
    """What comes of each row of a sheet, in the order of the sheet.

    `nominees` are those of the country in this edition, `people` known from other editions; `most`
    how many the country may nominate (None: as many as it likes). Of a file that was `read_before`
    nothing known is changed, and its rows already `mended` are left. A level that is missing is worth
    a word for the `languages` of the call only (ISO 639-1).
    """
    rows = [_of_reported(row, mended if read_before else frozenset()) for row in reading.reported]
    rows += _of_known(reading.already_known, nominees, read_before)
    standing = {stored.key for stored in nominees.values() if stored.is_standing}
    room = None if most is None else max(0, most - len(standing))
    rows += _of_others(reading.nominees, people, room=room, most=most or 0)
    told = [replace(row, findings=_worth_saying(row.findings, languages)) for row in rows]
    return sorted(told, key=lambda planned: planned.row)


def _worth_saying(findings: Sequence[Finding], languages: Set[str]) -> tuple[Finding, ...]:
    return tuple(
        finding
        for finding in findings
        if finding.code != Code.MISSING_VALUE
        or not finding.field.startswith(LANGUAGE)
        or finding.field.removeprefix(LANGUAGE) in languages
    )


def _of_reported(row: ReportedRow, mended: Set[int]) -> PlannedRow:
    if row.row in mended:
        return PlannedRow(row.row, UNCHANGED, row.values)
    return PlannedRow(row.row, REPORTED, row.values, row.problems, code=row.code)


def _of_known(
    known: Sequence[NomineeRow], nominees: Mapping[Identity, Stored], read_before: bool
) -> list[PlannedRow]:
    first_row: dict[int, int] = {}
    rows = []
    for nominee in known:
        stored = nominees[nominee.identity]
        first = first_row.setdefault(stored.key, nominee.row)
        planned = PlannedRow(
            nominee.row, UNCHANGED, nominee.values, nominee.findings, nominee=nominee, stored=stored
        )
        if first != nominee.row and not read_before:
            planned = _reported(nominee, note(Code.DUPLICATE, row=first))
        elif not stored.is_standing:
            remark = note(Code.WITHDRAWN_BEFORE)
            planned = replace(planned, findings=(*nominee.findings, remark))
        elif not read_before and (changes := _changes(nominee, stored)):
            planned = replace(planned, outcome=CHANGED, changes=changes)
        rows.append(planned)
    return rows


def _of_others(
    nominees: Sequence[NomineeRow],
    people: Mapping[Identity, Stored],
    *,
    room: int | None,
    most: int,
) -> list[PlannedRow]:
    # The country's own order says whom it would rather do without.
    by_rank = sorted(nominees, key=lambda nominee: (nominee.rank, nominee.row))
    first_row: dict[int, int] = {}
    rows = []
    taken = 0
    for nominee in by_rank:
        person = people.get(nominee.identity)
        first = first_row.setdefault(person.key, nominee.row) if person else nominee.row
        if first != nominee.row:
            rows.append(_reported(nominee, note(Code.DUPLICATE, row=first)))
        elif room is not None and taken >= room:
            rows.append(_reported(nominee, note(Code.TOO_MANY, most=most)))
        else:
            taken += 1
            rows.append(_created(nominee, person))
    return rows


def _reported(nominee: NomineeRow, problem: Finding) -> PlannedRow:
    return PlannedRow(
        nominee.row,
        REPORTED,
        nominee.values,
        (problem, *nominee.findings),
        code=problem.code,
        nominee=nominee,
    )


def _created(nominee: NomineeRow, person: Stored | None) -> PlannedRow:
    return PlannedRow(
        nominee.row,
        CREATED,
        nominee.values,
        nominee.findings,
        nominee=nominee,
        stored=person,
        changes=_changes(nominee, person, only=PERSON_FACTS) if person else {},
    )


def _changes(
    nominee: NomineeRow, stored: Stored, *, only: Sequence[str] = ()
) -> dict[str, tuple[str, str]]:
    facts = facts_of(nominee)
    left_out = IDENTITY_FACTS if stored.is_other_spelling else ()
    spoken_of = {
        name: value
        for name, value in facts.items()
        if name not in left_out and (not only or name in only)
    }
    return changes_between(stored.facts, spoken_of)
