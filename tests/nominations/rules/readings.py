"""Whole sheets read and planned at once, as tests look at them."""

from dataclasses import dataclass

from samgak.nominations.rules.codes import Finding
from samgak.nominations.rules.columns import Header
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import NomineeRow, ReportedRow
from samgak.nominations.rules.planning import Circumstances, Known, Planner, Question
from samgak.nominations.rules.plans import PlannedRow, Stored
from samgak.nominations.rules.rows import outline_of, read_rows
from samgak.spreadsheets.sheet import looked_through


@dataclass(frozen=True)
class Reading:
    """Every row that holds data is in exactly one of the three lists."""

    header: Header | None
    nominees: tuple[NomineeRow, ...]
    already_known: tuple[NomineeRow, ...]
    reported: tuple[PlannedRow, ...]
    findings: tuple[Finding, ...]
    unrecognised: tuple[tuple[int, str], ...]
    questions: tuple[Question, ...]


def read_workbook(sheets, *, country, known=frozenset(), today, mapping=None, answers=None):
    tables = [looked_through(sheet.name, lambda sheet=sheet: iter(sheet.rows)) for sheet in sheets]
    outline = outline_of(tables, mapping=mapping)
    rows = list(read_rows(outline, country=country, today=today, answers=answers))
    planner = Planner(Circumstances(languages=LANGUAGES))
    nominees = {identity: Stored(n, {}) for n, identity in enumerate(sorted(known), start=1)}
    plans = planner.plan(rows, known_by(nominees))
    by_row = {row.row: row for row in rows}
    people = [row for row in plans if row.outcome != "reported"]
    new, old = [r for r in people if r.stored is None], [r for r in people if r.stored]
    return Reading(
        outline.header,
        tuple(row.nominee for row in new),
        tuple(row.nominee for row in old),
        tuple(
            by_row[row.row]
            if isinstance(by_row[row.row], ReportedRow)
            else ReportedRow(row.row, row.code, row.findings, row.values)
            for row in plans
            if row.outcome == "reported"
        ),
        outline.findings,
        outline.unrecognised,
        planner.questions,
    )


def read_nominations(sheet, **options):
    return read_workbook([sheet], **options)


def known_by(nominees, people=()) -> Known:
    """What a batch is told of nominees known under these identities."""
    born, named = {}, {}
    for identity in nominees:
        born.setdefault(identity.born_on, []).append(identity)
        named.setdefault(identity.name, []).append(identity)
    return Known(nominees, dict(people), born, named)


LANGUAGES = frozenset({"en", "ru"})
__all__ = ["Identity", "Reading", "known_by", "read_nominations", "read_workbook"]
