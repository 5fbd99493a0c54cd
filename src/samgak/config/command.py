"""`samgak`: the one command. Management commands may be written with hyphens."""

import os
import sys

from django.core.management import execute_from_command_line

from samgak import database
from samgak.config import database as database_acts
from samgak.config import serve

# These never ask the database anything, so they don't start it.
WITHOUT_DATABASE = {
    "check",
    "check_messages",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}


def main() -> None:
    """Run the command of the command line; a fault becomes a sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
    try:
        sys.exit(_run(sys.argv[1:]))
    except database.DatabaseFault as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit(130)


def _run(words: list[str]) -> int:
    act = words[0].replace("-", "_") if words and not words[0].startswith("-") else "help"
    if act == "database":
        return database_acts.main(words[1:])
    if act == "serve":
        return serve.main(words[1:])
    if act not in WITHOUT_DATABASE and not {"--help", "-h"} & set(words):
        database.ensure_running()
    execute_from_command_line(["samgak", act, *words[1:]])
    return 0
