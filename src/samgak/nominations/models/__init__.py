from samgak.nominations.models.imports import ReportedRow, WorkbookImport
from samgak.nominations.models.nominations import Nomination
from samgak.nominations.models.selections import Override, Selection, SelectionLine

__all__ = [
    "Nomination",
    "Override",
    "ReportedRow",
    "Selection",
    "SelectionLine",
    "WorkbookImport",
]
