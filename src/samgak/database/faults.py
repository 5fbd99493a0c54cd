"""What can go wrong with the database of this machine, each as a sentence that says what to do.

The sentences are for whoever runs commands, before any language is known: plain English.
"""

SENTENCES = {
    "bad-url": "DATABASE_URL can't be read. Write it as postgresql://user:password@host:5432/name.",
    "disk-full": "The disk that holds {place} is full. Free at least 200 MB, then try again.",
    "no-permission": (
        "{path} can't be written. Give this user the right to write there, or set SAMGAK_DATA to "
        "a folder of its own."
    ),
    "other-owner": (
        "The database in {place} belongs to the user {owner}. Run the command as that user, or "
        "set SAMGAK_DATA to a folder of your own."
    ),
    "other-version": (
        "The data in {place} was written by PostgreSQL {found}, and this Samgak brings PostgreSQL "
        "{brought}. Make a backup with the Samgak that wrote it, move the folder away, and restore "
        "the backup with `samgak database restore FILE`."
    ),
    "no-programs": (
        "The PostgreSQL programs are missing. Run `make setup`, or set DATABASE_URL to a "
        "PostgreSQL server of your own."
    ),
    "no-refuge": (
        "PostgreSQL never runs as root, and the user {owner} may not enter {place}. Set "
        "SAMGAK_DATA to a folder that user may enter."
    ),
    "data-lost": (
        "{place} points to {target}, which is gone. Bring that folder back, or remove {place} to "
        "begin with an empty database."
    ),
    "socket-taken": "{path} is someone else's. Remove it, or set SAMGAK_DATA to a short path.",
    "not-answering": (
        "The database server has not answered for {seconds} seconds. {log} says more."
    ),
    "start-failed": "The database server did not start: {detail} More is in {log}.",
    "in-use": (
        "Someone else is using the database. End the other Samgak commands (Ctrl-C in the window "
        "of `make run`), then try again."
    ),
    "not-embedded": "DATABASE_URL is set: start and stop that server with its own commands.",
    "tool-failed": "{tool} did not succeed: {detail}",
    "no-file": "{path} can't be read. Check its name and that you may read it.",
    "unreachable": "The database server does not answer: {detail}",
}


class DatabaseFault(Exception):
    """A code, and the values that its sentence names."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return SENTENCES[self.code].format(**self.params)
