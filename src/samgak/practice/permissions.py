from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, has_any_role, held, register

register(
    "practice.see", has_any_role, _("See the practice government: the teams and what they made")
)
register(
    "practice.form_teams",
    held(OFFICER, Role.LECTURER),
    _("Form the teams of the practice government"),
)
register(
    "practice.work",
    held(OFFICER, Role.LECTURER, Role.PARTICIPANT),
    _(
        "Model and redesign services in the practice government; a participant those of the own team"
    ),
)
register(
    "practice.play",
    held(OFFICER, Role.LECTURER, Role.PARTICIPANT),
    _("Try the practice services as an invented citizen or officer, and score them"),
)
register(
    "practice.close_scores",
    held(OFFICER, Role.LECTURER),
    _("Close the scores of the practice services, and open them again"),
)

LEADERS = frozenset({OFFICER, str(Role.LECTURER)})


def leads(access) -> bool:
    """Whether the asker works in every team of the edition: an officer or a lecturer."""
    return bool(access.roles & LEADERS)
