"""Why an act on the timetable is refused."""

from django.utils.translation import gettext_lazy as _

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.timetable.phrases.clashes import clash_sentences_of

RULE_TEXTS = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "booked_already": _(
        "The room, the lecturer, an interpreter or the people are taken at this time."
        " Choose another time or room."
    ),
    "reason_missing": _("Give a reason; it stays in the audit trail."),
    "timetable_is_closed": _(
        "The timetable can't be changed any more: certificates count on the sessions as they were held."
    ),
    "course_has_begun": _(
        "The course has begun, so the whole timetable is not made anew. Move single sessions instead."
    ),
    "hours_missing": _("The working hours are missing; load them with the edition file."),
    "no_sessions": _("There is no session to place; load the sessions with the edition file."),
    "no_usable_days": _(
        "Not one day of the edition may be used: all are weekends or public holidays."
    ),
    "effort_ran_out": _(
        "The planner looked as long as it may and found neither a timetable nor a clash."
        " Loosen something, such as the hours or a fixed start, and make the timetable again."
    ),
    "agenda_not_printable": _(
        "A title or name has characters that no document may carry, so the agenda can't be printed."
    ),
    "no_timetable": _("No timetable keeps all the rules; nothing was changed."),
}


def sentence(broken: RuleBroken) -> str:
    """Why it was refused; of a timetable that can't be made, every rule that clashes."""
    refusal = str(RULE_TEXTS[broken.code] % broken.params)
    if broken.code == "no_timetable":
        return " ".join((refusal, *clash_sentences_of(broken.params)))
    return refusal
