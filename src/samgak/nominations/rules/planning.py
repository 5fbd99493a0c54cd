"""What comes of each row of a sheet, batch after batch, however long the sheet is. Pure.

Rows are planned in their order against what is known of the people of their batch. Whether a new
person has a place shows only after the last row, for the ranks of the country decide: each row is
planned first and settled once all are. In between only numbers are kept of a row.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from samgak.nominations.rules import own
from samgak.nominations.rules.codes import QUESTIONS, Code, Finding, note
from samgak.nominations.rules.doubles import Seen, beside_known
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import LANGUAGE, NomineeRow, ReportedRow
from samgak.nominations.rules.numbers import Numbers
from samgak.nominations.rules.plans import (
    CHANGED,
    CREATED,
    REPORTED,
    UNCHANGED,
    PlannedRow,
    Stored,
    changes_of,
    created,
    reported,
)
from samgak.questionnaires.definition import Form

MOST_QUESTIONS = 100
MOST_ROWS_NAMED = 100  # of those that use one word nobody knows
ROW_BITS = 32


@dataclass(frozen=True)
class Question:
    """A word nobody knows, in the column it stands in, and the first rows that use it."""

    code: Code
    field: str
    value: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """What is stored of the people of a batch.

    `nominees` are those of the country in this edition, `people` known from other editions; `born`
    and `named` are identities of nominees that share a birth date, or a name, with somebody.
    """

    nominees: Mapping[Identity, Stored] = field(default_factory=dict)
    people: Mapping[Identity, Stored] = field(default_factory=dict)
    born: Mapping[date, Sequence[Identity]] = field(default_factory=dict)
    named: Mapping[str, Sequence[Identity]] = field(default_factory=dict)

    def near(self, identity: Identity) -> list[Identity]:
        """The nominees that may be the same person."""
        return [*self.born.get(identity.born_on, ()), *self.named.get(identity.name, ())]


@dataclass(frozen=True)
class Circumstances:
    """What holds for every row.

    `most` is how many the country may nominate (None: as many as it likes), `standing` how many it
    has nominated. Of a file that was `read_before` nothing known is changed, and its rows already
    `mended` are left. A level that is missing is worth a word for the `languages` of the call only
    (ISO 639-1). `form` holds the country's own questions, `working` is the edition's language.
    """

    most: int | None = None
    standing: int = 0
    read_before: bool = False
    mended: Set[int] = frozenset()
    languages: Set[str] = frozenset()
    form: Form | None = None
    working: str = "en"


class Planner:
    """Plans the rows of one sheet."""

    def __init__(self, given: Circumstances) -> None:
        self._given = given
        self._seen = Seen()
        self._rows_of_known = Numbers()
        self._asked_by_new, self._asked_by_known = _Questions(), _Questions()
        room = None if given.most is None else max(0, given.most - given.standing)
        self._places = _Places(room)

    def plan(self, rows: Sequence[NomineeRow | ReportedRow], known: Known) -> list[PlannedRow]:
        """What comes of the next rows, places aside."""
        return [self._told(self._planned(row, known)) for row in rows]

    def settled(self, planned: PlannedRow) -> PlannedRow:
        """The same row when all are planned: somebody new has a place, or is reported."""
        if planned.outcome != CREATED:
            return planned
        nominee = planned.person
        if first := self._places.row_that_counts(planned):
            return self._told(reported(nominee, note(Code.DUPLICATE, row=first)))
        if not self._places.has(planned):
            return self._told(reported(nominee, note(Code.TOO_MANY, most=self._given.most or 0)))
        return planned

    @property
    def questions(self) -> tuple[Question, ...]:
        """Each unknown word once, those of new people first."""
        return self._asked_by_new.joined(self._asked_by_known)

    def _planned(self, row: NomineeRow | ReportedRow, known: Known) -> PlannedRow:
        if isinstance(row, ReportedRow):
            return self._of_reported(row)
        identity = row.identity
        if first := self._seen.row_of(identity):
            return self._of_reported(
                ReportedRow(row.row, Code.DUPLICATE, (note(Code.DUPLICATE, row=first),), row.values)
            )
        stored = known.nominees.get(identity)
        findings = self._seen.see(row, identity)
        if stored is None:
            findings += beside_known(identity, known.near(identity))
        nominee = replace(row, findings=(*row.findings, *findings))
        if self._given.form:
            nominee = own.with_answers(nominee, self._given.form, working=self._given.working)
        (self._asked_by_known if stored else self._asked_by_new).note(nominee)
        if stored:
            return self._of_known(nominee, stored)
        planned = created(nominee, known.people.get(identity))
        self._places.ask(planned)
        return planned

    def _of_reported(self, row: ReportedRow) -> PlannedRow:
        if self._given.read_before and row.row in self._given.mended:
            return PlannedRow(row.row, UNCHANGED, row.values)
        return PlannedRow(row.row, REPORTED, row.values, row.problems, code=row.code)

    def _of_known(self, nominee: NomineeRow, stored: Stored) -> PlannedRow:
        read_before = self._given.read_before
        first = self._rows_of_known.put_if_new(stored.key, nominee.row)
        planned = PlannedRow(
            nominee.row, UNCHANGED, nominee.values, nominee.findings, nominee=nominee, stored=stored
        )
        if first != nominee.row and not read_before:
            return reported(nominee, note(Code.DUPLICATE, row=first))
        if not stored.is_standing:
            return replace(planned, findings=(*nominee.findings, note(Code.WITHDRAWN_BEFORE)))
        if not read_before and (changes := changes_of(nominee, stored)):
            return replace(planned, outcome=CHANGED, changes=changes)
        return planned

    def _told(self, planned: PlannedRow) -> PlannedRow:
        """The row with what is worth saying only."""
        told = tuple(one for one in planned.findings if self._is_worth_saying(one))
        return replace(planned, findings=told)

    def _is_worth_saying(self, finding: Finding) -> bool:
        is_level = finding.code == Code.MISSING_VALUE and finding.field.startswith(LANGUAGE)
        return not is_level or finding.field.removeprefix(LANGUAGE) in self._given.languages


class _Questions:
    """Words nobody knows, as they come up."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Code, str, str], list[int]] = {}

    def note(self, nominee: NomineeRow) -> None:
        for finding in nominee.findings:
            if finding.code not in QUESTIONS:
                continue
            about = (finding.code, finding.field, str(finding.params["value"]))
            if about in self._rows or len(self._rows) < MOST_QUESTIONS:
                rows = self._rows.setdefault(about, [])
                if len(rows) < MOST_ROWS_NAMED:
                    rows.append(nominee.row)

    def joined(self, others: "_Questions") -> tuple[Question, ...]:
        asked = {**self._rows}
        for about, rows in others._rows.items():
            asked[about] = [*asked.get(about, ()), *rows]
        return tuple(
            Question(*about, tuple(rows[:MOST_ROWS_NAMED]))
            for about, rows in list(asked.items())[:MOST_QUESTIONS]
        )


class _Places:
    """Who of the new people has a place: the country's own order says whom it would rather do without.

    A person stands in it by rank and row, packed in one number.
    """

    def __init__(self, room: int | None) -> None:
        self._room = room
        self._standings = array("Q")
        self._first_of_person = Numbers()
        self._repeated: set[int] = set()
        self._last: int | None = None

    def ask(self, planned: PlannedRow) -> None:
        """Somebody new stands in line; a person known under two spellings does so once."""
        standing = _standing(planned)
        if self._room is not None:
            self._standings.append(standing)
        if planned.stored is None:
            return
        first = self._first_of_person.put_if_new(planned.key, standing)
        if first != standing:
            self._repeated.add(max(first, standing))
            self._first_of_person.put(planned.key, min(first, standing))

    def row_that_counts(self, planned: PlannedRow) -> int:
        """The row in which the same person stands before; 0 when there is none."""
        if planned.stored is None:
            return 0
        first = self._first_of_person.get(planned.key)
        return 0 if first == _standing(planned) else first & (1 << ROW_BITS) - 1

    def has(self, planned: PlannedRow) -> bool:
        """Whether there is room; to be asked when everybody stands in line."""
        if self._room is None:
            return True
        if self._last is None:
            seated = sorted(self._once())[: self._room]
            self._last = seated[-1] if seated else -1
            self._standings = array("Q")
        return _standing(planned) <= self._last

    def _once(self) -> Iterator[int]:
        return (one for one in self._standings if one not in self._repeated)


def _standing(planned: PlannedRow) -> int:
    return planned.person.rank << ROW_BITS | planned.row
