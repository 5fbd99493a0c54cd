import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.exchange import phrases_draws as phrases
from samgak.planning.draw import NoLottery, fairest_lottery
from samgak.planning.draw.problem import Problem
from samgak.planning.draw.publication import published, text_of, with_draw
from samgak.planning.draw.reading import (
    DrawFault,
    decoded,
    json_of,
    problem_of_csv,
    problem_of_json,
)
from samgak.planning.draw.verify import verify

REFUSED = 2


class Command(BaseCommand):
    help = gettext_lazy("Makes a fair draw, draws its cohort by a public seed, and checks both.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="make|cast|verify")
        make = acts.add_parser("make", help=_("Write the publication of a draw from a pool."))
        make.add_argument("file", type=Path, metavar="FILE")
        make.add_argument("--out", type=Path, required=True, metavar="PUBLICATION")
        make.add_argument("--seed-source", required=True, metavar="TEXT")
        make.add_argument("--seats", type=int, help=_("How many seats, for a pool in CSV."))
        make.add_argument("--quotas", type=Path, help=_("The table of quotas, for a pool in CSV."))
        cast = acts.add_parser("cast", help=_("Add the cohort that the seed draws."))
        cast.add_argument("file", type=Path, metavar="PUBLICATION")
        cast.add_argument("--seed", required=True, metavar="TEXT")
        check = acts.add_parser("verify", help=_("Check all that a publication says."))
        check.add_argument("file", type=Path, metavar="PUBLICATION")

    def handle(self, *args: Any, act: str, file: Path, **options: Any) -> None:
        try:
            if act == "make":
                self._make(file, **options)
            elif act == "cast":
                self._cast(file, **options)
            else:
                self._say(decoded(_bytes_of(file)))
        except DrawFault as fault:
            self.stderr.write(f"{file}: {phrases.sentence(fault)}")
            sys.exit(1 if act == "verify" else REFUSED)

    def _make(self, file: Path, *, out: Path, seed_source: str, **options: Any) -> None:
        answer = fairest_lottery(problem := _problem(file, **options))
        if isinstance(answer, NoLottery):
            raise DrawFault("draw_no_cohort", lines=", ".join(answer.clashing))
        document = published(problem, answer, seed_source=seed_source)
        _write(out, text_of(document))
        self._say(text_of(document))

    def _cast(self, file: Path, *, seed: str, **options: Any) -> None:
        text = decoded(_bytes_of(file))
        if verify(text).drawn:
            raise DrawFault("draw_is_cast")
        text = text_of(with_draw(json_of(text), seed))
        _write(file, text)
        self._say(text)

    def _say(self, text: str) -> None:
        for sentence in phrases.sentences(verify(text)):
            self.stdout.write(sentence)


def _problem(file: Path, *, seats: int | None, quotas: Path | None, **options: Any) -> Problem:
    if file.suffix.lower() != ".csv":
        return problem_of_json(_bytes_of(file))
    if seats is None:
        raise CommandError(_("A pool in CSV needs --seats."), returncode=REFUSED)
    return problem_of_csv(_bytes_of(file), _bytes_of(quotas) if quotas else None, seats)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = {"file": file, "reason": error.strerror}
        raise CommandError(
            _("%(file)s can't be read: %(reason)s.") % reason, returncode=REFUSED
        ) from None


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = {"file": file, "reason": error.strerror}
        raise CommandError(
            _("%(file)s can't be written: %(reason)s.") % reason, returncode=REFUSED
        ) from None
