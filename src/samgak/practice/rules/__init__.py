from samgak.practice.rules.teams import (
    MOST_MEMBERS,
    MOST_REDESIGNS,
    MOST_SERVICES,
    MOST_STEPS,
    MOST_TEAMS,
    mixed,
)

__all__ = [
    "MOST_MEMBERS",
    "MOST_REDESIGNS",
    "MOST_SERVICES",
    "MOST_STEPS",
    "MOST_TEAMS",
    "mixed",
]
