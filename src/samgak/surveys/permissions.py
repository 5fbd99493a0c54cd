from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, held, register

register("surveys.take_test", held(Role.PARTICIPANT), _("Take the tests as a participant"))
register(
    "surveys.see_results",
    held(OFFICER, Role.EVALUATION_OFFICER),
    _("See the results of the tests"),
)
register(
    "surveys.open_test",
    held(OFFICER, Role.EVALUATION_OFFICER),
    _("Load the questions of the test, and open a test before its time"),
)
register("surveys.take_survey", held(Role.PARTICIPANT), _("Answer surveys as a participant"))
register(
    "surveys.run_surveys",
    held(OFFICER, Role.EVALUATION_OFFICER),
    _("Load, open and close surveys, and see what came of them"),
)
register(
    "surveys.use_bank",
    held(OFFICER, Role.EVALUATION_OFFICER),
    _("Take questions of earlier editions into a test or a survey"),
)
