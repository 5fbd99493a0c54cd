from samgak.discussions.models.commitments import (
    Commitment,
    CommitmentTranslation,
    Delegation,
    Endorsement,
    FollowUp,
)
from samgak.discussions.models.statements import Statement, StatementTranslation, Vote
from samgak.discussions.models.topics import Post, PostReport, PostTranslation, Topic

__all__ = [
    "Commitment",
    "CommitmentTranslation",
    "Delegation",
    "Endorsement",
    "FollowUp",
    "Post",
    "PostReport",
    "PostTranslation",
    "Statement",
    "StatementTranslation",
    "Topic",
    "Vote",
]
