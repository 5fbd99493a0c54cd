import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.core.errors import RuleBroken
from samgak.nominations import queries, services
from samgak.nominations.models import WorkbookImport, WorkbookRow
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.rules.rows import country_of
from samgak.programmes.models import Edition

REFUSED = 2


class Command(BaseCommand):
    help = gettext_lazy(
        "Imports the workbooks of countries into an edition, and prints the report."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=_("Say what the import would do, and do nothing."),
        )

    def handle(
        self, *args: Any, code: str, files: list[Path], dry_run: bool, **options: Any
    ) -> None:
        edition = Edition.objects.filter(code=code).first()
        if edition is None:
            raise CommandError(
                _("There is no edition with the code %(code)s.") % {"code": code},
                returncode=REFUSED,
            )
        are_refused = [not self._import(edition, file, dry_run=dry_run) for file in files]
        if any(are_refused):
            sys.exit(REFUSED)

    def _import(self, edition: Edition, file: Path, *, dry_run: bool) -> bool:
        """Import one workbook, or see what it would do; False when it is refused."""
        try:
            with transaction.atomic():
                workbook = _read(edition, file)
                if not dry_run and not workbook.fault_code:
                    services.import_workbook(workbook, by=None, at=workbook.uploaded_at)
                workbook.refresh_from_db()
                self._report(file, workbook, dry_run=dry_run)
                is_refused = bool(workbook.fault_code) or not workbook.sheet["fields"]
                # A preview, and a workbook that can't be read, leave nothing behind.
                transaction.set_rollback(dry_run or is_refused)
                return not is_refused
        except RuleBroken as broken:
            self.stderr.write(f"{file}: {phrases.sentence(broken)}")
        except OSError as error:
            reason = {"file": file, "reason": error.strerror}
            self.stderr.write(_("%(file)s can't be read: %(reason)s.") % reason)
        return False

    def _report(self, file: Path, workbook: WorkbookImport, *, dry_run: bool) -> None:
        if workbook.fault_code:
            fault = RuleBroken(workbook.fault_code, **workbook.fault_params)
            self.stderr.write(f"{file}: {workbook.fault_code} {phrases.sentence(fault)}")
            return
        for finding in workbook.sheet["findings"]:
            self.stdout.write(f"{file}: {finding['code']} {_said(finding)}")
        for row in workbook.rows.all().iterator():
            for finding in row.findings:
                self.stdout.write(f"{file}:{row.row} {_code(row, finding)} {_said(finding)}")
            for field, (before, after) in row.changes.items():
                name = phrases.field_name(field)
                self.stdout.write(f"{file}:{row.row} changed {name}: {before} → {after}")
        sentences = phrases.preview_sentences if dry_run else phrases.import_sentences
        for sentence in sentences(queries.counts_of(workbook)):
            self.stdout.write(f"{file}: {sentence}")


def _read(edition: Edition, file: Path) -> WorkbookImport:
    """The workbook taken in and read."""
    country = country_of(file.name)
    if country is None:
        raise RuleBroken("file_names_no_country", file=file.name)
    at = timezone.now()
    workbook = services.upload(
        edition,
        country=country,
        file_name=file.name,
        content=file.read_bytes(),
        by=None,
        at=at,
    )
    return services.preview(workbook, at=at)


def _code(row: WorkbookRow, finding: dict) -> str:
    return row.code if row.outcome == WorkbookRow.Outcome.REPORTED else f"note/{finding['code']}"


def _said(finding: dict) -> str:
    field = phrases.field_name(finding["field"])
    sentence = phrases.finding_sentence(finding)
    return f"{field}: {sentence}" if field else sentence
