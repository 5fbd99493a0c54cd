"""The words of seats, reserves and appeals in the reader's language."""

from collections.abc import Iterable
from typing import cast

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core.dates import moment_with_place
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.core.texts import shown
from samgak.nominations.phrases import selections as nominations
from samgak.participants.models import Participant
from samgak.places.queries.reserves import Candidate, Replacement
from samgak.programmes.rules_questions import Words

SEAT_STATE_TEXTS = {
    "selected": pgettext_lazy("participant", "Selected"),
    "accepted": pgettext_lazy("participant", "Seat accepted"),
    "declined": pgettext_lazy("participant", "Declined"),
    "documents_ok": pgettext_lazy("participant", "Documents in order"),
    "travel_ok": pgettext_lazy("participant", "Travel in order"),
    "arrived": pgettext_lazy("participant", "Arrived"),
    "attending": pgettext_lazy("participant", "Attending"),
    "completed": pgettext_lazy("participant", "Completed"),
    "partial": pgettext_lazy("participant", "Attended in part"),
    "withdrawn": pgettext_lazy("participant", "Withdrawn"),
    "dismissed": pgettext_lazy("participant", "Dismissed"),
}
THROUGH_TEXTS = {
    "link": _("by the link of the letter"),
    "page": _("on the own page"),
    "officer": _("told to an officer"),
}
APPEAL_TEXTS = {
    "received": pgettext_lazy("appeal", "Received"),
    "late": pgettext_lazy("appeal", "Received late"),
    "upheld": pgettext_lazy("appeal", "Upheld"),
    "dismissed": pgettext_lazy("appeal", "Dismissed"),
}
REMEDY_TEXTS = {
    "": _("The decision stands."),
    "first_reserve": _("First on the reserve list of the country"),
    "next_edition": _("To be nominated for the next edition"),
}

NOT_POSSIBLE = _("This is not possible any more where you stand now.")
NOT_FREE = _("This seat is not free.")
DEALT_WITH = _("This appeal has been dealt with meanwhile.")
NEEDS_REASON = _("Say why: this step needs a reason.")
RULE_TEXTS = {
    "no_such_participant_step": NOT_POSSIBLE,
    "participant_step_is_somebody_elses": NOT_POSSIBLE,
    "participant_needs_answer_is_overdue": NOT_POSSIBLE,
    "participant_needs_conditions_are_met": NOT_POSSIBLE,
    "seat_is_answered": NOT_POSSIBLE,
    "reason_missing": NEEDS_REASON,
    "participant_needs_answer_is_in_time": _(
        "The date for the answer has passed. Write to the officers."
    ),
    "participant_needs_seat_is_still_free": _(
        "The seat has gone to somebody else meanwhile, or the date has passed."
    ),
    "date_is_past": _("Choose a date that is still to come."),
    "nobody_to_remind": _("Nobody is awaited whom no reminder is drafted to."),
    "seats_are_not_filled_now": _(
        "Free seats are filled between the approval of the selection and the first day."
    ),
    "no_seat_is_free": NOT_FREE,
    "seat_is_filled": NOT_FREE,
    "seat_is_taken": NOT_FREE,
    "not_a_reserve_any_more": _("This person is not in reserve any more. Look at the list again."),
    "appeal_says_nothing": _("Write why you think that the decision is wrong."),
    "appeal_is_too_long": _("Write at most %(most)s letters."),
    "nothing_to_appeal": _("You have a seat; there is nothing to appeal against."),
    "appeal_is_there_already": _("Your appeal is received already."),
    "appeal_has_no_such_step": DEALT_WITH,
    "appeal_step_is_somebody_elses": DEALT_WITH,
    "appeal_needs_has_a_reason": NEEDS_REASON,
    "appeal_needs_had_no_part_in_the_decision": _(
        "Whoever proposed or took the decision can't answer the appeal. Another person has to."
    ),
    "nobody_takes_part": _("Nobody takes part yet."),
    "paper_not_printable": _("This text holds a letter that can't be printed: %(text)s"),
    "appeal_needs_an_answer": NEEDS_REASON,
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused, in the reader's language."""
    if broken.code == "reserve_breaks_a_quota":
        return _broken(
            cast(tuple[str, ...], broken.params["lines"]), cast(Words, broken.params["words"])
        )
    if broken.code in RULE_TEXTS:
        return str(RULE_TEXTS[broken.code] % broken.params)
    return nominations.sentence(broken)


def due(seat: Participant) -> str:
    """Until when the seat is to be answered, with the place; empty where nobody asked."""
    if seat.answer_by is None:
        return ""
    edition, reader = seat.edition, get_language() or "en"
    city = shown(edition.venue_city, reader=reader, working=edition.working_language).text
    return moment_with_place(seat.answer_by, edition.venue_timezone, reader, city=city)


def broken_lines(candidate: Candidate) -> str:
    """Why a reserve can't be seated here; empty when nothing stands in the way."""
    return _broken(candidate.broken, candidate.words) if candidate.broken else ""


def _broken(names: Iterable[str], words: Words) -> str:
    lines = nominations.line_names(names, words)
    return gettext("With this person these quotas would not hold: %(lines)s") % {"lines": lines}


def place_on_list(candidate: Candidate) -> str:
    """Where a reserve stands."""
    country = country_name(candidate.nomination.country, get_language() or "en")
    if candidate.position is None and not candidate.is_first_by_appeal:
        return country
    if candidate.is_first_by_appeal:
        return gettext("%(country)s, first by an appeal") % {"country": country}
    facts = {"country": country, "position": candidate.position}
    return gettext("%(country)s, place %(position)s") % facts


def reason_of(found: Replacement) -> str:
    """Why the best reserve is the best, to be kept with the promotion."""
    best = found.best
    if best is None:
        return ""
    place = {"place": place_on_list(best)}
    return gettext("The first reserve with whom every quota holds (%(place)s)") % place
