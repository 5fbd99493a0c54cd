from samgak.practice.models.datasets import Dataset, Release
from samgak.practice.models.services import ServiceModel, ServiceStep
from samgak.practice.models.teams import Team, TeamMember

__all__ = ["Dataset", "Release", "ServiceModel", "ServiceStep", "Team", "TeamMember"]
