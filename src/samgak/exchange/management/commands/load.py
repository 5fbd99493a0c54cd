import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.exchange import phrases, rules, services
from samgak.exchange.rules import Fault

REFUSED = 2


class Command(BaseCommand):
    help = gettext_lazy("Makes or updates the edition that an edition file describes.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            loaded = services.load(rules.decoded(_bytes_of(file)))
        except rules.FileRefused as refused:
            self.stderr.write("\n".join(_line(file, fault) for fault in refused.faults))
            sys.exit(REFUSED)
        self.stdout.write(phrases.outcome(loaded))
        for change in loaded.changes:
            self.stdout.write(phrases.counted(change))


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(
            _("%(file)s can't be read: %(reason)s.") % {"file": file, "reason": error.strerror},
            returncode=REFUSED,
        ) from None


def _line(file: Path, fault: Fault) -> str:
    place = f"{file}:{fault.line}: {fault.path}" if fault.path else f"{file}:{fault.line}"
    return f"{place}: {phrases.sentence(fault)}"
