"""`samgak`: the one command. Management commands may be written with hyphens."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from samgak import database
from samgak.config import database as database_acts
from samgak.config import serve

# These never ask the database anything, so they don't start it.
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "draw",
    "findstatic",
    "help",
    "makemessages",
    "version",
}

OWN = """Usage: samgak COMMAND [...]

  serve                                    the database, the pages and the worker, until Ctrl-C
  load FILE, dump CODE                     an edition from and to one text file
  load-companions CODE DIR                 the lessons of an edition's directory
  import-nominations CODE FILE...          workbooks of focal points; --dry-run saves nothing
  privacy report [CODE] [--json]           what is held of people, why, and until when
  vault rotate                             a new key for the personal data of the selected
  rehearse EDITION_DIR --out DIR           an edition's whole life, in a scratch database
  create-administrator EMAIL --organisation KEY
  draw make|cast|verify FILE               a fair draw: its chances, its cohort, its proof
  demonstrate                              the demonstration, in an empty database
  database start|stop|status|backup FILE|restore FILE|shell

`samgak COMMAND --help` says more; `samgak help --commands` lists Django's own commands too.
"""


def main() -> None:
    """Run the command of the command line; a fault becomes a sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
    try:
        sys.exit(_run(sys.argv[1:]))
    except (database.DatabaseFault, ImproperlyConfigured) as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit(130)


def _run(words: list[str]) -> int:
    act = words[0].replace("-", "_") if words and not words[0].startswith("-") else "help"
    if act == "help" and not words[1:]:
        print(OWN, end="")
        return 0
    if act == "database":
        return database_acts.main(words[1:])
    if act == "serve":
        return serve.main(words[1:])
    if act not in WITHOUT_DATABASE and not {"--help", "-h"} & set(words):
        database.ensure_running()
    execute_from_command_line(["samgak", act, *words[1:]])
    return 0
