"""Choosing the cohort of an edition: exact scores, quotas, wishes, ties, reasons, what if."""

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
    line_of,
)
from samgak.planning.selection.replacement import Replacement, replacement
from samgak.planning.selection.turning import turning_point, turning_points
from samgak.planning.selection.whatif import (
    Comparison,
    Range,
    WhatIf,
    compare,
    feasible_range,
    feasible_ranges,
    what_if_one_more,
    what_if_quota,
    what_if_seated,
)

__all__ = [
    "Change",
    "Cohort",
    "Comparison",
    "Eligibility",
    "LanguageRule",
    "NoCohort",
    "Nominee",
    "Problem",
    "QuotaLine",
    "Range",
    "Replacement",
    "ScorePart",
    "TurningPoint",
    "WhatIf",
    "choose",
    "compare",
    "feasible_range",
    "feasible_ranges",
    "line_of",
    "replacement",
    "turning_point",
    "turning_points",
    "what_if_one_more",
    "what_if_quota",
    "what_if_seated",
]
