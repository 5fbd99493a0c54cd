"""Every output of a rehearsal looked at again, from the files and the definitions, not from the engines."""

import csv
from decimal import Decimal
from fractions import Fraction

import icalendar
from django.utils.translation import gettext as _

from samgak.exchange import queries, services
from samgak.exchange.rehearsal.stage import Stage
from samgak.nominations.models import Nomination, Selection, SelectionLine
from samgak.nominations.queries.selections import quota_states
from samgak.nominations.rules.selections import six_places
from samgak.planning.timetable.rules import broken_rules
from samgak.programmes.models import Call
from samgak.timetable import queries as timetable

PDF = b"%PDF-"


def check_selection(stage: Stage, selection: Selection) -> None:
    """The cohort has its seats, keeps every quota, and nobody imported is forgotten."""
    summary = stage.summary
    chosen = SelectionLine.objects.filter(selection=selection, outcome="selected")
    call = Call.objects.get(edition=stage.edition)
    summary.check("cohort_has_its_seats", chosen.count() == call.seats)
    for state in quota_states(stage.edition, selection):
        is_kept = state.line.is_wish or not state.missed
        summary.check("cohort_keeps_every_quota", is_kept)
    summary.check("cohort_is_proven_optimal", selection.proven)
    summary.check("screener_is_not_approver", selection.proposed_by_id != selection.decided_by_id)
    files = [_rows(stage, f"{name}.csv") for name in ("cohort", "not-selected")]
    imported = Nomination.objects.filter(edition=stage.edition).standing().count()
    summary.check("nobody_is_forgotten", sum(map(len, files)) == imported)
    summary.check("every_reason_is_given", all(row["reason"] for row in files[1]))
    total = sum((Decimal(row["score"]) for row in files[0]), Decimal(0))
    near = abs(total - Decimal(six_places(Fraction(selection.total_score))))
    summary.check("scores_add_up", near <= Decimal("0.000001") * len(files[0]))


def check_timetable(stage: Stage) -> None:
    """No rule is broken, every session has its row, its event and its place in the print."""
    problem = timetable.planning_problem(stage.edition)
    placed = timetable.placements(stage.edition)
    stage.summary.check("timetable_keeps_every_rule", not broken_rules(problem, placed))
    rows = _rows(stage, "timetable.csv")
    stage.summary.check("every_session_has_a_row", len(rows) == len(problem.sessions))
    calendar = icalendar.Calendar.from_ical((stage.out / "timetable.ics").read_bytes())
    events = {(e.get("DTSTART").dt, e.get("DTEND").dt) for e in calendar.walk("VEVENT")}
    wanted = {(one.starts_at, one.ends_at) for one in placed.values()}
    stage.summary.check("every_session_has_an_event", events == wanted)
    stage.summary.check("agenda_is_printed", _is_pdf(stage.out / "timetable.pdf"))
    if not stage.summary.timetable.get("proven"):
        stage.summary.warn(
            _("The timetable is the best found; its bounds say how far it may be off.")
        )


def check_certificates(stage: Stage) -> None:
    """Every certificate is a PDF file."""
    files = sorted((stage.out / "certificates").glob("*.pdf"))
    stage.summary.check("certificates_are_printed", all(map(_is_pdf, files)))
    stage.summary.check("every_certificate_has_a_file", len(files) == stage.summary.certificates)


def check_dump(stage: Stage) -> None:
    """The edition written back and loaded again changes nothing."""
    loaded = services.load(queries.dump(stage.edition))
    stage.summary.check("dump_and_load_change_nothing", not loaded.changes)


def _rows(stage: Stage, name: str) -> list[dict[str, str]]:
    with (stage.out / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _is_pdf(file) -> bool:
    return file.exists() and file.read_bytes().startswith(PDF) and file.stat().st_size > 2000
