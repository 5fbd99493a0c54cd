from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import ADMINISTRATOR, OFFICER, held, register

register(
    "privacy.own_data",
    held(Role.PARTICIPANT),
    _("See one's own data, agree and refuse, and give what travel needs"),
)
register(
    "privacy.see_items",
    held(OFFICER, ADMINISTRATOR),
    _("See who has given which second-stage data, without the values"),
)
READERS = (OFFICER,)
register(
    "privacy.read_items", held(*READERS), _("Read second-stage data for a reason that is kept")
)
register(
    "privacy.keep_longer", held(ADMINISTRATOR), _("Keep personal data because a law demands it")
)
register("privacy.set_terms", held(OFFICER, ADMINISTRATOR), _("Set how long personal data is kept"))
register(
    "privacy.answer_for",
    held(OFFICER, ADMINISTRATOR),
    _("See what is held of people, and decide on requests for erasure"),
)
