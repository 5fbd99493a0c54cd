from samgak.actionplans.queries.plans import (
    DRAFT,
    NOT_BEGUN,
    SUBMITTED,
    PersonPlan,
    check_in_of,
    plan_by,
    plan_of,
    plans,
    readable_plans,
    submitted,
    submitted_plan,
)
from samgak.actionplans.queries.results import Results, results

__all__ = [
    "DRAFT",
    "NOT_BEGUN",
    "SUBMITTED",
    "PersonPlan",
    "Results",
    "check_in_of",
    "plan_by",
    "plan_of",
    "plans",
    "readable_plans",
    "results",
    "submitted",
    "submitted_plan",
]
