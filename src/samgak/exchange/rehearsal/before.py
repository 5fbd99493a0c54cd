"""From the edition file to an approved cohort and a timetable."""

import csv
from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from django.utils.translation import gettext as _

from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.exchange import rules, services
from samgak.exchange.rehearsal.stage import APPROVER, OFFICER, SCREENER, Stage
from samgak.nominations import services as nominations
from samgak.nominations.jobs import imports, selections
from samgak.nominations.models import Nomination, Selection, WorkbookImport
from samgak.nominations.phrases import clashes as clash_phrases
from samgak.nominations.phrases import imports as import_phrases
from samgak.nominations.queries import imports as import_queries
from samgak.nominations.queries import selections as selection_queries
from samgak.nominations.rules.rows import country_of
from samgak.nominations.rules.selections import six_places
from samgak.partners.models import Role
from samgak.planning.timetable.measures import IN_ORDER
from samgak.programmes.models import Edition
from samgak.programmes.rules import State
from samgak.timetable import jobs as timetable_jobs
from samgak.timetable import phrases as timetable_phrases
from samgak.timetable import queries as timetable_queries
from samgak.timetable.models import Making

LANGUAGE = "en"
WORKBOOKS = ("xlsx", "ods", "csv")


def load_edition(stage: Stage) -> None:
    """Read the edition file; raises FileRefused with every fault."""
    with stage.scene("load", _("Loading the edition file")):
        loaded = services.load(rules.decoded((stage.folder / "edition.yaml").read_bytes()))
        stage.edition = loaded.edition
        Edition.objects.filter(pk=stage.edition.pk).update(rehearsal=True)
        stage.edition.refresh_from_db()
        stage.summary.edition = stage.edition.code
        stage.chance.seed(f"rehearsal:{stage.edition.code}")
        stage.now = stage.opens_at - timedelta(days=30)


def publish(stage: Stage) -> None:
    """From the approval to the published course information, and on to the open call."""
    with stage.scene("publish", _("Publishing the course information and opening the call")):
        stage.move(State.BUDGETED, role=OFFICER)
        stage.move(State.CI_PUBLISHED, role=OFFICER)
        stage.let_the_clock_pass(stage.opens_at)
        if stage.edition.state == State.CI_PUBLISHED:
            stage.move(State.CALL_OPEN, role=OFFICER)
        stage.now += timedelta(hours=1)


def import_workbooks(stage: Stage) -> None:
    """Each focal point sends its workbook, sees the preview and imports it."""
    with stage.scene("import", _("Importing the workbooks of the focal points")):
        for file in workbooks_in(stage.folder):
            _import(stage, file)
        stage.summary.imported = Nomination.objects.filter(edition=stage.edition).count()
        reported = list(import_queries.reported_rows(stage.edition))
        stage.summary.reported_rows = len(reported)
        write_csv(stage.out / "reported-rows.csv", ("file", "row", "code", "detail"), reported)
        stage.summary.check("workbooks_were_found", bool(workbooks_in(stage.folder)))


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of an edition's directory, in the order of their names."""
    return sorted(
        file
        for ending in WORKBOOKS
        for file in folder.glob(f"nominations-*.{ending}")
        if country_of(file.name)
    )


def _import(stage: Stage, file: Path) -> None:
    country = country_of(file.name) or ""
    focal_point = stage.actor(str(Role.FOCAL_POINT), country=country)
    stage.allowed(focal_point, "nominations.nominate")
    try:
        workbook = nominations.upload(
            stage.edition,
            country=country,
            file_name=file.name,
            content=file.read_bytes(),
            by=focal_point,
            at=stage.now,
        )
        words = {"workbook_id": workbook.pk, "language": LANGUAGE}
        stage.job(imports.read_workbook, by=focal_point, **words)
        workbook.refresh_from_db()
        if workbook.state == WorkbookImport.State.REFUSED:
            raise RuleBroken(workbook.fault_code, **workbook.fault_params)
        stage.job(imports.import_workbook, by=focal_point, **words)
    except RuleBroken as broken:
        reason = import_phrases.sentence(broken)
        stage.summary.warn(f"{file.name}: {reason}")
        stage.summary.check("every_workbook_was_read", False)


def select(stage: Stage) -> Selection | None:
    """The screener proposes, another person approves; None when the quotas have no answer."""
    with stage.scene("select", _("Choosing and approving the cohort")):
        stage.let_the_clock_pass(stage.closes_at + timedelta(minutes=1))
        if stage.edition.state == State.CALL_OPEN:
            stage.move(State.CALL_CLOSED, role=OFFICER)
        stage.move(State.SELECTING, role=SCREENER)
        screener = stage.allowed(stage.actor(SCREENER), "nominations.propose_selection")
        stage.job(
            selections.propose_selection,
            by=screener,
            edition_id=stage.edition.pk,
            language=LANGUAGE,
        )
        proposal = selection_queries.latest_selection(stage.edition)
        assert proposal is not None  # noqa: S101 - the job stored it
        stage.summary.eligible = proposal.eligible
        if proposal.state == Selection.State.IMPOSSIBLE:
            stage.summary.explanations += [
                f"{line}: {freed}" for line, freed in clash_phrases.clash_sentences(proposal.clash)
            ]
            return None
        _refuse_the_proposer(stage, proposal)
        approver = stage.allowed(stage.actor(APPROVER), "nominations.decide_selection")
        stage.job(
            selections.approve_selection,
            by=approver,
            selection_id=proposal.pk,
            reason="",
            language=LANGUAGE,
        )
        stage.edition.refresh_from_db()
        proposal.refresh_from_db()
        return proposal


def _refuse_the_proposer(stage: Stage, proposal: Selection) -> None:
    try:
        nominations.approve(proposal, by=proposal.proposed_by, at=stage.now)
    except RuleBroken:
        stage.summary.check("the_proposer_can_not_approve", True)
    else:
        stage.summary.check("the_proposer_can_not_approve", False)


def write_selection(stage: Stage, selection: Selection) -> None:
    """The cohort, the reserves and everyone else, each with the score or the reason."""
    for name, (columns, rows) in selection_queries.FILES.items():
        write_csv(stage.out / f"{name}.csv", columns, rows(selection))
    counted = selection_queries.outcomes(selection)
    stage.summary.selected = counted["selected"]
    stage.summary.reserves = counted["reserve"]
    stage.summary.total_score = float(six_places(Fraction(selection.total_score)))
    stage.summary.proven = selection.proven


def send_letters(stage: Stage) -> None:
    """The drafts of acceptance, regret and reserve are looked at and sent by a job."""
    with stage.scene("letters", _("Sending the letters")):
        officer = stage.allowed(stage.actor(OFFICER), "correspondence.send_letters")
        drafts = Letter.objects.filter(edition=stage.edition, state=Letter.State.DRAFT)
        correspondence.queue(drafts.exclude(address=""), by=officer, at=stage.now)
        jobs.work_off()
        sent = Letter.objects.filter(edition=stage.edition, state=Letter.State.SENT)
        stage.summary.letters = sent.count()
        waiting = Letter.objects.filter(
            edition=stage.edition, state__in=[Letter.State.QUEUED, Letter.State.FAILED]
        )
        stage.summary.check("every_letter_was_sent", not waiting.exists())


def make_timetable(stage: Stage) -> bool:
    """Place every session by the job of the pages; False when no timetable keeps the rules."""
    with stage.scene("timetable", _("Making the timetable")):
        officer = stage.allowed(stage.actor(OFFICER), "timetable.change_timetable")
        try:
            stage.job(
                timetable_jobs.make_timetable,
                by=officer,
                edition_id=stage.edition.pk,
                only_unplaced=False,
                language=LANGUAGE,
            )
        except RuleBroken as broken:
            if broken.code == "no_timetable":
                found = timetable_phrases.clash_sentences_of(broken.params)
            else:
                found = [timetable_phrases.sentence(broken)]
            stage.summary.explanations += found
            return False
        stage.summary.timetable = _reached(Making.objects.get(edition=stage.edition))
        _write_timetable(stage)
        return True


def _reached(making: Making) -> dict:
    values = {name: getattr(making, name) for name in IN_ORDER}
    bounds = {name: getattr(making, f"{name}_bound") for name in IN_ORDER}
    return {"proven": values == bounds, **values, "bounds": bounds}


def _write_timetable(stage: Stage) -> None:
    zone = stage.edition.zone
    rows = [
        (
            session.code,
            session.starts_at.astimezone(zone).isoformat(),
            session.ends_at.astimezone(zone).isoformat(),
            session.room.code if session.room else "",
            session.lecturer.code if session.lecturer else "",
            " ".join(sorted(one.code for one in session.interpreters.all())),
        )
        for session in timetable_queries.sessions_by_time(stage.edition)
    ]
    columns = ("session", "starts_at", "ends_at", "room", "lecturer", "interpreters")
    write_csv(stage.out / "timetable.csv", columns, rows)


def write_csv(file: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A plain CSV in UTF-8, as programs read it."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
