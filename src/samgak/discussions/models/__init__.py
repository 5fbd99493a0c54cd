from samgak.discussions.models.commitments import (
    Commitment,
    CommitmentTranslation,
    Delegation,
    Endorsement,
    FollowUp,
)
from samgak.discussions.models.statements import Analysis, Statement, StatementTranslation, Vote
from samgak.discussions.models.topics import Fault, Post, PostReport, PostTranslation, Topic

__all__ = [
    "Analysis",
    "Commitment",
    "CommitmentTranslation",
    "Delegation",
    "Endorsement",
    "Fault",
    "FollowUp",
    "Post",
    "PostReport",
    "PostTranslation",
    "Statement",
    "StatementTranslation",
    "Topic",
    "Vote",
]
