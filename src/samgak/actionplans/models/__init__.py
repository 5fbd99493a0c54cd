from samgak.actionplans.models.followup import Adoption, CheckIn, Dissemination, Evidence
from samgak.actionplans.models.plans import ActionPlan, PlanComment, PlanVersion

__all__ = [
    "ActionPlan",
    "Adoption",
    "CheckIn",
    "Dissemination",
    "Evidence",
    "PlanComment",
    "PlanVersion",
]
