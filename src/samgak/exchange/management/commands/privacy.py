import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.exchange import phrases_privacy as phrases
from samgak.exchange.queries import personal
from samgak.programmes.models import Edition

REFUSED = 2


class Command(BaseCommand):
    help = gettext_lazy("Prints what is held of people, why, and until when; never a value.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["report"])
        parser.add_argument("code", nargs="?", metavar="EDITION")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, act: str, code: str | None, as_json: bool, **options: Any) -> None:
        editions = list(Edition.objects.filter(**({"code": code} if code else {})))
        if code and not editions:
            raise CommandError(
                _("There is no edition with the code %(code)s.") % {"code": code},
                returncode=REFUSED,
            )
        reports = [personal.report(edition) for edition in editions]
        if as_json:
            plain = [one.plain() for one in reports]
            self.stdout.write(
                json.dumps(plain, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            )
            return
        for one in reports:
            self._print(one)

    def _print(self, report: personal.Report) -> None:
        self.stdout.write(f"{report.edition}\n")
        for table in phrases.tables(report):
            self.stdout.write(f"\n{table.title}\n  " + " | ".join(table.headings))
            for row in table.rows:
                self.stdout.write("  " + " | ".join(row))
        self.stdout.write("")
