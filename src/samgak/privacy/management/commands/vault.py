from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy, ngettext

from samgak.core.errors import RuleBroken
from samgak.privacy import phrases, services


class Command(BaseCommand):
    help = gettext_lazy("Seals everything in the vault with a new key, all or nothing.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["rotate"])

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        try:
            count = services.rotate()
        except RuleBroken as broken:
            raise CommandError(phrases.sentence(broken)) from broken
        said = ngettext(
            "%(count)s value is sealed anew.", "%(count)s values are sealed anew.", count
        )
        self.stdout.write(said % {"count": count})
