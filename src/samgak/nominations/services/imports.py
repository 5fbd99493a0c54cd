"""A workbook on its way: taken in, read for a preview, imported, undone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from django.db import transaction
from django.db.models import F, Q, QuerySet

from samgak.core import audit
from samgak.core.constraints import checked_at_once
from samgak.core.errors import RuleBroken
from samgak.core.places import is_country
from samgak.nominations.models import (
    Nomination,
    Override,
    SelectionLine,
    WorkbookImport,
    WorkbookRow,
)
from samgak.nominations.queries.plans import BATCH, Plan, Progress, plan_of
from samgak.nominations.rules.codes import Finding
from samgak.nominations.rules.columns import FIELDS
from samgak.nominations.rules.nominees import LANGUAGE, OWN
from samgak.nominations.rules.plans import CHANGED, CREATED, PlannedRow, facts_of
from samgak.nominations.rules.words import LEVELS
from samgak.nominations.services import receipts, records, repeats
from samgak.nominations.services.counts import forget_counts
from samgak.nominations.services.people import remove_if_unknown_elsewhere
from samgak.nominations.services.window import lock_for_nominations, refuse_unready
from samgak.participants.models import Person
from samgak.programmes.models import Edition
from samgak.spreadsheets import Limits, Unreadable

State = WorkbookImport.State
LONGEST_FILE_NAME = 255


@transaction.atomic
def upload(
    edition: Edition, *, country: str, file_name: str, content: bytes, by, at: datetime
) -> WorkbookImport:
    """Take a country's workbook in; nothing is read yet."""
    if not is_country(country):
        raise RuleBroken("unknown_country", country=country)
    lock_for_nominations(edition, country=country, by=by, at=at)
    most = Limits().bytes_sent
    if len(content) > most:
        raise RuleBroken("too-large", bytes=len(content), most=most)
    return WorkbookImport.objects.create(
        edition=edition,
        country=country,
        file_name=PurePath(file_name).name[-LONGEST_FILE_NAME:],
        content=content,
        sha256=sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=at,
    )


@transaction.atomic
def preview(
    workbook: WorkbookImport, *, at: datetime, progress: Progress | None = None
) -> WorkbookImport:
    """Read the workbook and keep what its import would do; a file that can't be read is refused."""
    workbook = _locked(workbook)
    if workbook.state in (State.IMPORTED, State.UNDONE):
        return workbook
    try:
        with plan_of(workbook, at=at, progress=progress) as plan:
            _keep_sheet(workbook, plan)
            for batch in plan.batches:
                _keep_rows(workbook, batch, nominations={})
    except Unreadable as fault:
        workbook.state = State.REFUSED
        workbook.fault_code, workbook.fault_params = fault.code, fault.params
        workbook.save(update_fields=["state", "fault_code", "fault_params"])
        return workbook
    workbook.state = State.PREVIEWED
    workbook.save(update_fields=["state", "sheet"])
    return workbook


@transaction.atomic
def set_mapping(
    workbook: WorkbookImport,
    *,
    mapping: Mapping[int, str | None],
    answers: Mapping[str, str] | None = None,
) -> WorkbookImport:
    """Say what headings nobody knows mean (None: leave the column out), and unknown level words."""
    workbook = _locked(workbook)
    if workbook.state not in (State.UPLOADED, State.PREVIEWED):
        raise RuleBroken("import_is_done")
    if not all(_is_field(name) for name in mapping.values()):
        raise RuleBroken("unknown_field")
    if not set((answers or {}).values()) <= set(LEVELS):
        raise RuleBroken("unknown_level")
    workbook.mapping = {str(column): name for column, name in mapping.items()}
    workbook.answers = dict(answers or {})
    workbook.state = State.UPLOADED
    workbook.save(update_fields=["mapping", "answers", "state"])
    return workbook


def import_workbook(
    workbook: WorkbookImport, *, by, at: datetime, progress: Progress | None = None
) -> WorkbookImport:
    """Nominate whom the workbook names; done once, and the same file again changes nothing."""
    with transaction.atomic():
        edition = lock_for_nominations(workbook.edition, country=workbook.country, by=by, at=at)
        refuse_unready(edition, country=workbook.country, by=by, at=at)
        workbook = _locked(workbook)
        if workbook.state == State.IMPORTED:
            return workbook
        if workbook.state == State.UNDONE:
            raise RuleBroken("import_was_undone")
        workbook.edition = edition
        try:
            with plan_of(workbook, at=at, progress=progress) as plan, checked_at_once():
                written = _carry_out(workbook, plan, by=by, at=at)
        except Unreadable as fault:
            raise RuleBroken(fault.code, **fault.params) from fault
        workbook.state = State.IMPORTED
        workbook.imported_at, workbook.imported_by = at, by
        workbook.save(update_fields=["state", "imported_at", "imported_by", "sheet"])
        if written:
            receipts.draft_receipts(edition, country=workbook.country, by=by, at=at)
        forget_counts(edition)
    return workbook


@transaction.atomic
def undo_import(
    workbook: WorkbookImport, *, by, at: datetime, progress: Progress | None = None
) -> WorkbookImport:
    """Take back all that an import wrote, unless somebody has built on it since."""
    edition = lock_for_nominations(workbook.edition, country=workbook.country, by=by, at=at)
    workbook = _locked(workbook)
    if workbook.state != State.IMPORTED:
        raise RuleBroken("import_is_not_done")
    rows = WorkbookRow.objects.filter(workbook=workbook, outcome__in=[CREATED, CHANGED])
    _refuse_when_built_on(workbook, rows)
    done, total = 0, rows.count()
    with audit.because(f"undo {workbook.file_name}"), checked_at_once():
        for batch in _batches_of(rows):
            _take_back(batch)
            done += len(batch)
            if progress:
                progress(done, total)
    workbook.state, workbook.undone_at = State.UNDONE, at
    workbook.save(update_fields=["state", "undone_at"])
    forget_counts(edition)
    return workbook


def _locked(workbook: WorkbookImport) -> WorkbookImport:
    return (
        WorkbookImport.objects.select_for_update(of=("self",))
        .defer("content")
        .select_related("edition")
        .get(pk=workbook.pk)
    )


def _is_field(name: str | None) -> bool:
    return name is None or name in FIELDS or name.startswith((LANGUAGE, OWN))


def _keep_sheet(workbook: WorkbookImport, plan: Plan) -> None:
    """Replace what is kept of the sheet as a whole, and make room for its rows."""
    outline, header = plan.outline, plan.outline.header
    workbook.sheet = {
        "findings": [_finding(finding) for finding in outline.findings],
        "unrecognised": [[column, heading] for column, heading in outline.unrecognised],
        "fields": {str(c): name for c, name in header.fields.items()} if header else {},
        "headings": {str(c): name for c, name in header.headings.items()} if header else {},
        "questions": [
            {"field": question.field, "value": question.value, "rows": list(question.rows)}
            for question in plan.questions
        ],
    }
    WorkbookRow.objects.filter(workbook=workbook).delete()


def _keep_rows(
    workbook: WorkbookImport, rows: list[PlannedRow], *, nominations: Mapping[int, Nomination]
) -> None:
    WorkbookRow.objects.bulk_create(
        [_row(workbook, planned, nominations.get(planned.row)) for planned in rows]
    )


def _row(
    workbook: WorkbookImport, planned: PlannedRow, nomination: Nomination | None
) -> WorkbookRow:
    nominee, values = planned.nominee, planned.values
    family, given = values.get("family", ""), values.get("given", "")
    typed = " ".join(filter(None, [family, given])) or values.get("passport_name", "")
    return WorkbookRow(
        workbook=workbook,
        row=planned.row,
        outcome=planned.outcome,
        code=planned.code,
        findings=[_finding(finding) for finding in planned.findings],
        changes={name: list(pair) for name, pair in planned.changes.items()},
        values=dict(values),
        passport_name=(f"{nominee.family} {nominee.given}".strip() if nominee else typed)[:400],
        native_name=((nominee.native if nominee else values.get("native")) or "")[:400],
        rank=nominee.rank if nominee else None,
        nomination=nomination,
        version=nomination.version if nomination else None,
    )


def _finding(finding: Finding) -> dict:
    return {
        "code": str(finding.code),
        "field": finding.field,
        "params": dict(finding.params),
    }


def _carry_out(workbook: WorkbookImport, plan: Plan, *, by, at: datetime) -> int:
    """Write what the plan says; how many rows were created or changed."""
    if plan.outline.header is None:
        raise RuleBroken("no_header")
    _keep_sheet(workbook, plan)
    written = 0
    for batch in plan.batches:
        created = [planned for planned in batch if planned.outcome == CREATED]
        changed = [planned for planned in batch if planned.outcome == CHANGED]
        nominations = _create(workbook, created, by=by, at=at) | _change(changed)
        _keep_rows(workbook, batch, nominations=nominations)
        written += len(nominations)
    return written


def _create(
    workbook: WorkbookImport, rows: list[PlannedRow], *, by, at: datetime
) -> dict[int, Nomination]:
    if not rows:
        return {}
    people = _people_of(rows)
    nominations = {
        planned.row: records.put_nomination(
            Nomination(
                edition=workbook.edition,
                person=people[planned.row],
                country=workbook.country,
                nominated_at=at,
                nominated_by=by,
            ),
            facts_of(planned.person),
        )
        for planned in rows
    }
    Nomination.objects.bulk_create(nominations.values())
    repeats.look_all(list(nominations.values()))
    return nominations


def _people_of(rows: list[PlannedRow]) -> dict[int, Person]:
    """The person of each row: known from another edition and brought up to date, or made."""
    known = Person.objects.in_bulk([planned.key for planned in rows if planned.stored])
    people, made = {}, []
    for planned in rows:
        if planned.stored:
            person = known[planned.key]
            records.put_person(person, planned.new_facts)
        else:
            person = records.put_person(
                Person(country=planned.person.country), facts_of(planned.person)
            )
            made.append(person)
        people[planned.row] = person
    Person.objects.bulk_update(known.values(), records.PERSON_FIELDS)
    Person.objects.bulk_create(made)
    return people


def _change(rows: list[PlannedRow]) -> dict[int, Nomination]:
    if not rows:
        return {}
    found = Nomination.objects.select_related("person").in_bulk([planned.key for planned in rows])
    for planned in rows:
        nomination = found[planned.key]
        _put(nomination, planned.new_facts)
    records.save_all([nomination.person for nomination in found.values()], found.values())
    repeats.look_all(list(found.values()))
    return {planned.row: found[planned.key] for planned in rows}


def _put(nomination: Nomination, facts: Mapping[str, str]) -> None:
    records.put_person(nomination.person, facts)
    records.put_nomination(nomination, facts)
    if nomination.state in (Nomination.State.CONFIRMED, Nomination.State.RETURNED_FOR_FIX):
        # What a workbook changes an officer looks at once more.
        nomination.state, nomination.state_changed_at = Nomination.State.NOMINATED, None
        nomination.state_changed_by, nomination.state_reason = None, ""
    nomination.version += 1


def _refuse_when_built_on(workbook: WorkbookImport, rows: QuerySet[WorkbookRow]) -> None:
    if WorkbookRow.objects.filter(workbook=workbook, mended_at__isnull=False).exists():
        raise RuleBroken("import_is_built_on", why="a_row_was_mended", name="")
    as_left = Q(nomination__isnull=False, nomination__version=F("version"))
    if row := rows.exclude(as_left).first():
        raise RuleBroken("import_is_built_on", why="a_nominee_was_changed", name=row.passport_name)
    ours = rows.values("nomination")
    for model in (SelectionLine, Override):
        if line := model.objects.filter(nomination__in=ours).select_related("nomination").first():
            raise RuleBroken(
                "import_is_built_on", why="a_selection", name=str(line.nomination.person)
            )


def _batches_of(rows: QuerySet[WorkbookRow]) -> Iterator[list[WorkbookRow]]:
    """The rows with their nominees, held so that nobody else touches them, some at a time."""
    held = rows.select_for_update(of=("self",)).select_related("nomination__person")
    last = 0
    while batch := list(held.filter(row__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].row


def _take_back(rows: Sequence[WorkbookRow]) -> None:
    restored = []
    for row in rows:
        before = {name: old for name, (old, _) in row.changes.items()}
        if row.outcome == CHANGED:
            _put(row.nomination, before)
            restored.append(row.nomination)
        elif before:
            records.put_person(row.nomination.person, before)
            row.nomination.person.save(update_fields=records.PERSON_FIELDS)
    records.save_all([nomination.person for nomination in restored], restored)
    created = [row.nomination for row in rows if row.outcome == CREATED]
    people = [nomination.person_id for nomination in created]
    Nomination.objects.filter(pk__in=[nomination.pk for nomination in created]).delete()
    remove_if_unknown_elsewhere(people)
