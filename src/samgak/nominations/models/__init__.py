from samgak.nominations.models.desk import (
    CountryForm,
    EarlierRecord,
    EndorsementLetter,
    HandOver,
    NominationDraft,
)
from samgak.nominations.models.draws import FairDraw
from samgak.nominations.models.imports import WorkbookImport, WorkbookRow
from samgak.nominations.models.nominations import Nomination, OtherSpelling
from samgak.nominations.models.reviews import Criterion, Mark, Review, ReviewPlan
from samgak.nominations.models.screening import EligibilityFinding
from samgak.nominations.models.selections import Override, Selection, SelectionLine

__all__ = [
    "CountryForm",
    "Criterion",
    "EarlierRecord",
    "EligibilityFinding",
    "EndorsementLetter",
    "FairDraw",
    "HandOver",
    "Mark",
    "Nomination",
    "NominationDraft",
    "OtherSpelling",
    "Override",
    "Review",
    "ReviewPlan",
    "Selection",
    "SelectionLine",
    "WorkbookImport",
    "WorkbookRow",
]
