import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.exchange import phrases, rules
from samgak.exchange.rehearsal import Summary, rehearse

REFUSED = 2


class Command(BaseCommand):
    help = gettext_lazy("Plays the whole life of an edition in a scratch database.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="EDITION_DIR")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")

    def handle(self, *args: Any, folder: Path, out: Path, **options: Any) -> None:
        if not (folder / "edition.yaml").is_file():
            raise CommandError(
                _("%(folder)s holds no edition.yaml.") % {"folder": folder}, returncode=REFUSED
            )
        try:
            summary = rehearse(folder, out=out, say=self._say)
        except rules.FileRefused as refused:
            for fault in refused.faults:
                line = f"{folder / 'edition.yaml'}:{fault.line}: {fault.path}"
                self.stderr.write(f"{line}: {phrases.sentence(fault)}")
            sys.exit(REFUSED)
        self._report(summary)
        sys.exit(summary.exit_code)

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"{sentence} ...")
        self.stdout.flush()

    def _report(self, summary: Summary) -> None:
        for sentence in summary.warnings:
            self.stdout.write(_("Warning: %(sentence)s") % {"sentence": sentence})
        for sentence in summary.explanations:
            self.stderr.write(sentence)
        for name, passed in summary.checks.items():
            self.stdout.write(f"{'ok' if passed else 'FAILED':7}{name}")
        seconds = sum(summary.stages.values())
        self.stdout.write(_("Finished in %(seconds)s s.") % {"seconds": f"{seconds:.1f}"})
