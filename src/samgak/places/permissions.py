from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import ADMINISTRATOR, OFFICER, held, register

register(
    "places.see_answers",
    held(OFFICER, ADMINISTRATOR, Role.SCREENER, Role.APPROVER, Role.FOCAL_POINT),
    _("See who has accepted a seat; a focal point those of the own country"),
)
register(
    "places.keep_seats",
    held(OFFICER),
    _("Keep the answers, move participants along and give free seats to reserves"),
)
register("places.use_own_seat", held(Role.PARTICIPANT), _("Accept or decline the seat"))
register(
    "places.see_appeals",
    held(OFFICER, Role.SCREENER, Role.APPROVER, Role.EVALUATION_OFFICER),
    _("Read appeals; answer those against a decision in which one had no part"),
)
register("places.make_papers", held(OFFICER), _("Papers of the cohort"))
