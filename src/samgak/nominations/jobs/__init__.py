"""The tasks of the app; procrastinate looks here."""

from samgak.nominations.jobs import applications, imports, selections

__all__ = ["applications", "imports", "selections"]
