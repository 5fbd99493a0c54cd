"""The tasks of the app; procrastinate looks here."""

from samgak.nominations.jobs import selections

__all__ = ["selections"]
