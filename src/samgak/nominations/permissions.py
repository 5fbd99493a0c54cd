from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import (
    ADMINISTRATOR,
    OFFICER,
    has_any_role,
    held,
    is_public,
    register,
)

register(
    "nominations.see_nominees",
    held(OFFICER, ADMINISTRATOR, Role.SCREENER, Role.APPROVER, Role.FOCAL_POINT),
    _("See the nominees; a focal point those of the own country"),
)
register(
    "nominations.nominate",
    held(OFFICER, Role.FOCAL_POINT),
    _("Nominate people, change and withdraw nominations, import workbooks"),
)
register(
    "nominations.confirm",
    held(OFFICER),
    _("Confirm nominations or return them to be corrected"),
)
register(
    "nominations.decide_repeats",
    held(OFFICER, Role.SCREENER),
    _("Say whether a nominee took part before"),
)
register("nominations.merge_people", held(OFFICER), _("Merge two records of one person"))

# Screening.
register(
    "nominations.see_screening",
    held(OFFICER, ADMINISTRATOR, Role.SCREENER, Role.APPROVER),
    _("See who is eligible and what the screener confirmed"),
)
register("nominations.screen", held(Role.SCREENER), _("Confirm who is eligible"))

register("nominations.arrange_reviews", held(OFFICER), _("Arrange the reviews of nominees"))
register(
    "nominations.review",
    held(Role.SCREENER, Role.LECTURER),
    _("Review the nominees whom one is asked to review"),
)

# Selection.
register(
    "nominations.see_selection",
    held(OFFICER, ADMINISTRATOR, Role.SCREENER, Role.APPROVER, Role.EVALUATION_OFFICER),
    _("See the proposed cohort, the reasons and the exceptions"),
)
register(
    "nominations.propose_selection", held(Role.SCREENER), _("Propose a cohort, by score or by lot")
)
register(
    "nominations.see_draw",
    is_public | has_any_role,
    _("See the fair draw of the cohort, without names"),
)
register(
    "nominations.decide_selection",
    held(Role.APPROVER),
    _("Approve a cohort that somebody else proposed, or send it back"),
)
register(
    "nominations.override_selection",
    held(Role.SCREENER, Role.APPROVER),
    _("Seat somebody or leave somebody out by exception, with a reason"),
)
register(
    "nominations.see_outcome",
    held(
        OFFICER,
        ADMINISTRATOR,
        Role.SCREENER,
        Role.APPROVER,
        Role.EVALUATION_OFFICER,
        Role.FOCAL_POINT,
    ),
    _("See the outcome once it is approved; a focal point that of the own country"),
)
