import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.core.errors import RuleBroken
from samgak.exchange import phrases_lessons
from samgak.exchange.rules.lessons import LessonFault, LessonRefused
from samgak.exchange.services import companions
from samgak.learning import phrases as learning
from samgak.programmes.models import Edition

REFUSED = 2


class Command(BaseCommand):
    help = gettext_lazy("Loads the lessons of an edition's directory into its library.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("directory", type=Path, metavar="DIR")

    def handle(self, *args: Any, code: str, directory: Path, **options: Any) -> None:
        edition = Edition.objects.filter(code=code).first()
        if edition is None:
            raise CommandError(
                _("There is no edition with the code %(code)s.") % {"code": code},
                returncode=REFUSED,
            )
        if not (directory / companions.FOLDER).is_dir():
            raise CommandError(
                _("%(directory)s has no folder of lessons.") % {"directory": directory},
                returncode=REFUSED,
            )
        try:
            outcome = companions.load_companions(edition, directory, at=timezone.now())
        except RuleBroken as broken:
            raise CommandError(learning.sentence(broken), returncode=REFUSED) from None
        self.stdout.write(phrases_lessons.outcome(outcome))
        for refused in outcome.refused:
            for fault in refused.faults:
                self.stderr.write(_line(directory, refused, fault))
        if outcome.refused:
            sys.exit(REFUSED)


def _line(directory: Path, refused: LessonRefused, found: LessonFault) -> str:
    file = directory / companions.FOLDER / refused.key / found.file
    place = f"{file}:{found.fault.line}:"
    path = f" {found.fault.path}:" if found.fault.path else ""
    return f"{place}{path} {phrases_lessons.sentence(found.fault)}"
