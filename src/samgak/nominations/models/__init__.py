from samgak.nominations.models.imports import WorkbookImport, WorkbookRow
from samgak.nominations.models.nominations import Nomination, OtherSpelling
from samgak.nominations.models.selections import Override, Selection, SelectionLine

__all__ = [
    "Nomination",
    "OtherSpelling",
    "Override",
    "Selection",
    "SelectionLine",
    "WorkbookImport",
    "WorkbookRow",
]
