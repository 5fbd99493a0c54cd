"""Choosing the cohort of an edition: exact scores, quotas, ties, reasons."""

from samgak.planning.selection.cohort import choose
from samgak.planning.selection.problem import (
    Change,
    Cohort,
    Eligibility,
    LanguageRule,
    NoCohort,
    Nominee,
    Problem,
    QuotaLine,
    ScorePart,
    TurningPoint,
)
from samgak.planning.selection.turning import turning_point, turning_points

__all__ = [
    "Change",
    "Cohort",
    "Eligibility",
    "LanguageRule",
    "NoCohort",
    "Nominee",
    "Problem",
    "QuotaLine",
    "ScorePart",
    "TurningPoint",
    "choose",
    "turning_point",
    "turning_points",
]
