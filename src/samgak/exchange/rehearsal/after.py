"""Certificates, the printed and the subscribed agenda, the reports."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samgak.certificates import jobs as certificate_jobs
from samgak.certificates import queries as certificates
from samgak.certificates.models import Certificate
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.partners.models import Role
from samgak.programmes.rules import State
from samgak.reporting import queries as reporting
from samgak.reporting import services as reports
from samgak.standards.iati import validate
from samgak.timetable import phrases

REPORTER = str(Role.REPORTING_OFFICER)
EVALUATOR = str(Role.EVALUATION_OFFICER)


def certify(stage: Stage) -> None:
    """Issue the certificates by a job and write each as a file."""
    with stage.scene("certificates", _("Issuing certificates")):
        stage.move(State.CERTIFYING, role=OFFICER)
        officer = stage.allowed(stage.actor(OFFICER), "certificates.issue_certificate")
        stage.job(certificate_jobs.issue, by=officer, then="")
        folder = stage.out / "certificates"
        folder.mkdir(exist_ok=True)
        for older in folder.glob("*.pdf"):  # of an earlier rehearsal into the same directory
            older.unlink()
        issued = Certificate.objects.filter(edition=stage.edition, state=Certificate.State.ISSUED)
        for certificate in issued.order_by("number"):
            (folder / f"{certificate.number}.pdf").write_bytes(bytes(certificate.pdf or b""))
        complete = sum(one.is_complete for one in certificates.completions(stage.edition))
        stage.summary.certificates = issued.count()
        stage.summary.check("everyone_who_completed_is_certified", issued.count() == complete)
        stage.move(State.FOLLOWING_UP, role=OFFICER)


def publish_agenda(stage: Stage) -> None:
    """The agenda as a calendar and as a printed page in the working language."""
    with stage.scene("agenda", _("Writing the agenda")):
        language = stage.edition.working_language
        calendar = phrases.edition_feed(stage.edition, language=language)
        (stage.out / "timetable.ics").write_bytes(calendar)
        printed = phrases.agenda_pdf(stage.edition, with_interpreters=True)
        (stage.out / "timetable.pdf").write_bytes(printed)


def report(stage: Stage) -> None:
    """Each paying organisation's own IATI file, from frozen rows, checked."""
    with stage.scene("reports", _("Writing the reports")):
        stage.let_the_clock_pass(stage.now + timedelta(days=365))
        stage.move(State.EVALUATED, role=EVALUATOR)
        reporter = stage.allowed(stage.actor(REPORTER), "reporting.freeze_report")
        found = reporting.reports(stage.edition, at=stage.now).reports
        for one in found:
            stage.summary.check("iati_own_checks", one.is_ready)
            for problem in one.problems:
                stage.summary.warn(
                    f"{one.organisation.key}: {problem.problem.rule} {problem.problem.field}"
                )
            if one.is_ready:
                _write_report(stage, one.organisation, reporter)
        if not found:
            stage.summary.warn(
                _("No paying organisation has an IATI identifier: nothing to report.")
            )
        stage.move(State.REPORTED, role=REPORTER)
        stage.move(State.CLOSED, role=OFFICER)


def _write_report(stage: Stage, organisation, reporter) -> None:
    snapshot = reports.freeze(stage.edition, organisation=organisation, by=reporter, at=stage.now)
    file = stage.out / f"iati-{organisation.key}.xml"
    reports.write_iati([snapshot], file, at=stage.now)
    faults = validate.schema_errors(file)
    if faults is None:
        stage.summary.warn(_("The official IATI schema is not installed; only our own checks ran."))
        return
    stage.summary.check("iati_schema", not faults)
    for fault in faults[:5]:
        stage.summary.warn(f"iati-{organisation.key}.xml:{fault.line}: {fault.message}")
