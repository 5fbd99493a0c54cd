from samgak.practice.models.cases import (
    CaseTask,
    ClosedScoring,
    PracticeCase,
    RegisterReading,
    ScoreMark,
    ServiceScore,
)
from samgak.practice.models.datasets import Dataset, Release
from samgak.practice.models.offices import OfficeSimulation
from samgak.practice.models.services import ServiceModel, ServiceStep
from samgak.practice.models.teams import Team, TeamMember

__all__ = [
    "CaseTask",
    "ClosedScoring",
    "Dataset",
    "OfficeSimulation",
    "PracticeCase",
    "RegisterReading",
    "Release",
    "ScoreMark",
    "ServiceModel",
    "ServiceScore",
    "ServiceStep",
    "Team",
    "TeamMember",
]
