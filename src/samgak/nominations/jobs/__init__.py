"""The tasks of the app; procrastinate looks here."""

from samgak.nominations.jobs import imports, selections

__all__ = ["imports", "selections"]
