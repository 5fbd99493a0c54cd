"""The words of the course information in the reader's language."""

from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT

SECTION_TEXTS = {
    "concept": _("Purpose"),
    "contents": _("Contents"),
    "for_whom": _("For whom, and under which conditions"),
    "documents": _("How one applies, and the documents to have ready"),
    "selection": _("How the participants are chosen"),
    "arrangements": _("Travel, stay, insurance, and who pays"),
    "languages": _("Languages and interpretation"),
}
MISSING_TEXTS = {
    "languages_are_missing": _("Every section must be written in every language offered."),
    "completion_rule_is_missing": _("The edition must say what a certificate asks for."),
    "quotas_are_missing": _("The call must have seats and quotas."),
}
NOT_READY_TEXT = _(
    "First say that you have the documents of the course information ready: see “Have these ready”."
)
NOT_TICKED_TEXT = _("Tick that you have these ready.")
RULE_TEXTS = {
    CHANGED: CHANGED_TEXT,
    **MISSING_TEXTS,
    "not_ready": NOT_READY_TEXT,
    "version_is_new": _(
        "The course information has a new version. Please read the list of documents again."
    ),
    "nothing_to_publish": _("There is no draft to publish."),
    "no_such_language": _("This language is not offered here."),
    "too_many_letters": _("At most %(most)s letters fit here."),
    "no_deadline_to_extend": _("Only a deadline that is set and has not passed can be extended."),
    "deadline_is_not_later": _(
        "The new deadline must be later than the one before, and before the first day."
    ),
    "nobody_may_be_late": _("Exceptions are made from the open call until the cohort is approved."),
    "not_a_country_of_the_edition": _("This country sends no participants."),
    "moment_has_passed": _("This moment has passed already."),
    "reason_missing": _("Give a reason."),
    "unprintable": _("The paper can't be printed: no letters are known for %(letters)s."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)
