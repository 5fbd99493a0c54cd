"""The words of privacy in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core import dates
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.privacy import rules

PURPOSE_TEXTS = {
    "selection": pgettext_lazy("purpose of data", "Selection"),
    "travel": _("Travel and visa"),
    "insurance": _("Insurance"),
    "register": _("Name in the public register"),
    "alumni": _("News after the course"),
    "photographs": _("Photographs"),
}
CLASS_TEXTS = {
    "ordinary": _("Ordinary data"),
    "sensitive": _("Sensitive data"),
    "unique": _("Identifying data"),
}
ANSWER_TEXTS = {
    "agreed": pgettext_lazy("consent", "Agreed"),
    "refused": pgettext_lazy("consent", "Refused"),
    "withdrawn": pgettext_lazy("consent", "Withdrawn"),
    "open": pgettext_lazy("consent", "Not answered"),
}
ERASURE_ASKED_TEXT = _("Your request is with the officers. You see their answer here.")
ITEM_TEXTS = {
    "passport": _("Passport"),
    "travel": pgettext_lazy("data", "Travel"),
    "diet": _("Diet"),
    "emergency": _("Emergency contact"),
    "medical": _("Medical verdict"),
    "application": _("Nomination and application"),
}
STATE_TEXTS = {
    "missing": pgettext_lazy("item of data", "Missing"),
    "draft": pgettext_lazy("item of data", "Begun"),
    "collected": pgettext_lazy("item of data", "Given"),
    "in_use": pgettext_lazy("item of data", "In use"),
    "purpose_done": _("The purpose is fulfilled"),
    "purge_due": _("To be deleted"),
    "purged": pgettext_lazy("item of data", "Deleted"),
    "retained": _("Kept by law"),
}
RULE_OF_PURGE_TEXTS = {
    rules.TERM_IS_OVER: _("The term was over"),
    rules.CONSENT_WITHDRAWN: _("The consent was withdrawn"),
    rules.ERASURE: _("The person asked for it"),
    rules.GROUND_IS_OVER: _("The legal ground ended"),
}
DIET_TEXTS = {
    "everything": _("I eat everything"),
    "vegetarian": _("Vegetarian"),
    "vegan": _("Vegan"),
    "halal": _("Halal"),
    "kosher": _("Kosher"),
    "other": pgettext_lazy("diet", "Other"),
}
VERDICT_TEXTS = {
    "fit": _("Fit"),
    "fit_with_conditions": _("Fit with conditions"),
    "not_fit": _("Not fit"),
}
FIELD_TEXTS = {
    "number": _("Passport number"),
    "nationality": _("Nationality"),
    "issued_on": _("Issued on"),
    "expires_on": _("Expires on"),
    "from_city": _("City you travel from"),
    "arrives_on": _("Arrival"),
    "arrival_flight": _("Flight of arrival"),
    "departs_on": _("Departure"),
    "departure_flight": _("Flight of departure"),
    "diet": _("Diet"),
    "note": _("What you do not eat"),
    "name": _("Name"),
    "relation": _("Relation to you"),
    "telephone": _("Telephone"),
    "verdict": _("What the physician says"),
    "examined_on": _("Examined on"),
}
FAULT_TEXTS: Mapping[str, str | Promise] = {
    "item_field_missing": _("Fill this in."),
    "passport_number_is_none": _(
        "A passport number has five to nine letters A-Z and digits; leave out spaces."
    ),
    "passport_expires_too_early": _(
        "The passport must be valid beyond the last day of the course."
    ),
    "day_is_not_past": _("Enter a day that has been, such as 2030-01-31."),
    "day_is_none": _("Enter a day that fits the others, such as 2030-01-31."),
    "telephone_is_none": _(
        "Enter a telephone number with its country code, such as +7 701 000 0000."
    ),
}
RULE_TEXTS: Mapping[str, str | Promise] = {
    CHANGED: CHANGED_TEXT,
    "consent_text_unknown": _("This text has changed since you opened the page. Read it again."),
    "nothing_to_withdraw": _("There is no consent to withdraw."),
    "consent_missing": _("Agree to this use of your data first; without it nothing is kept."),
    "only_for_the_selected": _("These data are asked only of people who have a seat."),
    "purpose_is_done": _(
        "What these data were asked for is done, so they are neither read nor changed."
    ),
    "item_has_faults": _("Some answers are missing or do not fit. What you typed is still here."),
    "item_is_handed_in": _("You have handed this in already; hand in the whole anew to change it."),
    "item_is_purged": _("These data are deleted."),
    "item_is_a_draft": _("The person has not handed this in yet."),
    "nothing_to_read": _("Nobody has handed in what you want to read."),
    "reason_missing": _("Say why."),
    "day_is_past": _("Choose a day that is still to come."),
    "item_has_no_such_step": _("These data are not at this point."),
    "item_step_is_somebody_elses": _("Somebody else takes this step."),
    "vault_is_closed": _(
        "The vault can't be opened: the key in use is not the one with which it was closed."
        " Whoever runs Samgak must put the old key back."
    ),
    "vault_has_no_key": _(
        "The vault has no valid key, so nothing is kept or read. Whoever runs Samgak sets SAMGAK_VAULT_KEYS."
    ),
    "erasure_is_decided": _("This request is decided already."),
    "nobody_decides_on_themselves": _("Nobody decides on a request of their own."),
    "person_still_takes_part": _(
        "This person still has a seat that is to be used. The seat must be given up first."
    ),
    "law_keeps_an_item": _(
        "A law keeps some of these data for now; decide when it no longer does."
    ),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def said(item: str, value: Mapping[str, str]) -> list[tuple[str, str]]:
    """What an item says, field by field."""
    return [
        (str(FIELD_TEXTS[name]), _word(name, value[name]))
        for name in rules.FIELDS[item]
        if value.get(name)
    ]


def _word(name: str, held: str) -> str:
    reader = get_language() or "en"
    if name == "nationality":
        return country_name(held, reader)
    if name.endswith("_on") and (day := rules.day_of(held)):
        return dates.plain_date(day, reader)
    words: Mapping[str, str | Promise] = DIET_TEXTS if name == "diet" else VERDICT_TEXTS
    return str(words.get(held, held)) if name in ("diet", "verdict") else held
