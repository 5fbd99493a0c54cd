"""The tasks of the app; procrastinate looks here."""

from samgak.nominations.jobs import applications, draws, imports, selections

__all__ = ["applications", "draws", "imports", "selections"]
