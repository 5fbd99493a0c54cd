from samgak.actionplans.queries.plans import (
    DRAFT,
    NOT_BEGUN,
    SUBMITTED,
    PersonPlan,
    activities_done,
    check_in_of,
    milestones_of,
    plan_by,
    plan_of,
    plans,
    readable_plans,
    submitted,
    submitted_plan,
)
from samgak.actionplans.queries.results import Results, results
from samgak.actionplans.queries.versions import Versions, versions

__all__ = [
    "DRAFT",
    "NOT_BEGUN",
    "SUBMITTED",
    "PersonPlan",
    "Results",
    "Versions",
    "activities_done",
    "check_in_of",
    "milestones_of",
    "plan_by",
    "plan_of",
    "plans",
    "readable_plans",
    "results",
    "submitted",
    "submitted_plan",
    "versions",
]
