from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.core.errors import RuleBroken
from samgak.exchange import phrases, queries
from samgak.programmes.models import Edition


class Command(BaseCommand):
    help = gettext_lazy("Writes an edition as an edition file.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--out", type=Path, metavar="FILE")

    def handle(self, *args: Any, code: str, out: Path | None, **options: Any) -> None:
        try:
            text = queries.dump(Edition.objects.get(code=code))
        except Edition.DoesNotExist:
            raise CommandError(
                _("There is no edition %(code)s.") % {"code": code}, returncode=2
            ) from None
        except RuleBroken as broken:
            raise CommandError(phrases.reason(broken)) from None
        if out is None:
            self.stdout.write(text, ending="")
        else:
            _write(out, text)


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(
            _("%(file)s can't be written: %(reason)s.") % {"file": out, "reason": error.strerror}
        ) from None
