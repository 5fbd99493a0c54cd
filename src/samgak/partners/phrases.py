"""The words of partners and of what happened between them, in the reader's language."""

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core import places, versions
from samgak.core.dates import date_as_known
from samgak.core.errors import RuleBroken
from samgak.standards.iati import codelists

AGREEMENT_TEXTS = {
    "memorandum": pgettext_lazy("agreement", "Memorandum of understanding"),
    "arrangement": pgettext_lazy("agreement", "Arrangement"),
    "grant": pgettext_lazy("agreement", "Grant"),
}

EVENT_TEXTS = {
    "training": pgettext_lazy("history", "Training"),
    "founding": pgettext_lazy("history", "Founding"),
    "agreement": pgettext_lazy("history", "Agreement"),
    "secondment": pgettext_lazy("history", "Secondment"),
    "visit": pgettext_lazy("history", "Visit"),
    "other": pgettext_lazy("history", "Event"),
}

UNKNOWN_DATE = _("Date not known")

RULE_TEXTS = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "key_is_taken": _("Another organisation has the key “%(key)s”; choose another."),
    "identifier_has_no_register": _(
        "Write the identifier as a register's prefix and a number, such as XM-DAC-742-4."
    ),
    "identifier_is_taken": _("Another organisation has this identifier already."),
    "agreement_needs_two_parties": _("Choose at least two parties."),
    "agreement_ends_before_it_begins": _("The last day must come after the day of the signature."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def date_of_event(event) -> str:
    """When it happened, as precisely as it is known."""
    known = date_as_known(event.happened_on, event.precision, get_language() or "en")
    return known or str(UNKNOWN_DATE)


def country_choices() -> list[tuple[str, str]]:
    """Every country that can be reported, by its name in the reader's language."""
    reader = get_language() or "en"
    codes = [code for code in codelists.codes("Country") if places.is_country(code)]
    named = [(code, places.country_name(code, reader)) for code in codes]
    return sorted(named, key=lambda pair: pair[1])
