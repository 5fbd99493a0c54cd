from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import (
    EVERY_OFFICER,
    OFFICER,
    has_any_role,
    held,
    is_public,
    register,
)

register(
    "discussions.read_discussions",
    held(*EVERY_OFFICER, Role.PARTICIPANT, Role.LECTURER, Role.INTERPRETER, Role.FOCAL_POINT),
    _("Read the discussions and the commitments"),
)
register(
    "discussions.take_part",
    held(OFFICER, Role.PARTICIPANT, Role.LECTURER),
    _("Write in discussions, propose statements, draft commitments"),
)
register("discussions.vote", held(Role.PARTICIPANT), _("Vote on statements as a participant"))
register("discussions.open_topic", held(OFFICER), _("Open a discussion"))
register(
    "discussions.moderate",
    held(OFFICER, Role.LECTURER),
    _("Moderate a discussion: officers, and the lecturers named for it"),
)
register(
    "discussions.endorse",
    held(Role.PARTICIPANT),
    _("Endorse commitments as the spokesperson of a delegation"),
)
register(
    "discussions.appoint",
    held(OFFICER, Role.FOCAL_POINT),
    _("Name who speaks for a delegation; a focal point that of the own country"),
)
register(
    "discussions.see_published",
    is_public | has_any_role,
    _("See the commitments that all their delegations agreed to publish"),
)


def leads(access, topic) -> bool:
    """Whether the asker moderates the topic: an officer, or a lecturer who is named for it."""
    if is_officer(access):
        return True
    return (
        str(Role.LECTURER) in access.roles and topic.moderators.filter(pk=access.user_id).exists()
    )


def is_officer(access) -> bool:
    return OFFICER in access.roles
