from samgak.demand.models.committee import (
    CommitteeAnswer,
    CommitteeMember,
    CommitteeQuestion,
)
from samgak.demand.models.papers import Agreement, ConceptPaper, JointConcept, PaperStep

__all__ = [
    "Agreement",
    "CommitteeAnswer",
    "CommitteeMember",
    "CommitteeQuestion",
    "ConceptPaper",
    "JointConcept",
    "PaperStep",
]
