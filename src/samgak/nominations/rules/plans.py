"""What an import would do with one row, beside what is stored of its person. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samgak.nominations.rules.codes import Finding
from samgak.nominations.rules.nominees import LANGUAGE, NomineeRow

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


def reported(nominee: NomineeRow, problem: Finding) -> PlannedRow:
    """A row that is left out though its person could be imported."""
    return PlannedRow(
        nominee.row,
        REPORTED,
        nominee.values,
        (problem, *nominee.findings),
        code=problem.code,
        nominee=nominee,
    )


def created(nominee: NomineeRow, person: Stored | None) -> PlannedRow:
    """A new nomination, of a person known from another edition or of somebody new."""
    return PlannedRow(
        nominee.row,
        CREATED,
        nominee.values,
        nominee.findings,
        nominee=nominee,
        stored=person,
        changes=changes_of(nominee, person, only=PERSON_FACTS) if person else {},
    )


def changes_of(
    nominee: NomineeRow, stored: Stored, *, only: Sequence[str] = ()
) -> dict[str, tuple[str, str]]:
    """What the row changes of the facts stored; the names of another spelling change nothing."""
    facts = facts_of(nominee)
    left_out = IDENTITY_FACTS if stored.is_other_spelling else ()
    spoken_of = {
        name: value
        for name, value in facts.items()
        if name not in left_out and (not only or name in only)
    }
    return changes_between(stored.facts, spoken_of)
