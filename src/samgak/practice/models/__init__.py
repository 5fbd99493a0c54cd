from samgak.practice.models.services import ServiceModel, ServiceStep
from samgak.practice.models.teams import Team, TeamMember

__all__ = ["ServiceModel", "ServiceStep", "Team", "TeamMember"]
