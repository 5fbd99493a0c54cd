"""The words of the money in the reader's language."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_name
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.standards.iati import codelists

KIND_TEXTS = {
    "cash": pgettext_lazy("contribution", "In cash"),
    "in-kind": pgettext_lazy("contribution", "In kind"),
}

PURPOSE_TEXTS = {
    "experts": pgettext_lazy("contribution", "Experts: fees, travel and stay"),
    "participants": pgettext_lazy("contribution", "Participants: travel and stay"),
    "event": pgettext_lazy("contribution", "The event: rooms, interpreters, materials"),
    "administration": pgettext_lazy("contribution", "Administration"),
}

RULE_TEXTS = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "amount_not_positive": _("Enter an amount above zero."),
    "valuation_missing": _("Say how the contribution in kind is valued, such as by list price."),
    "payer_takes_no_part": _("This organisation takes no part in the edition."),
    "payer_of_somebody_else": _("You may enter only what your own organisation bears."),
    "edition_has_ended": _("The edition has come to its end; its money can't be changed any more."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def money(amount: Decimal | None, currency: str) -> str:
    """An amount with its currency's code, written as the reader's language writes it."""
    if amount is None:
        return ""
    language = get_language() or "en"
    # The code, not a sign: "$" and "сом" mean several currencies in this region.
    return format_currency(
        amount.normalize(),
        currency,
        format="#,##0.00\u00a0¤¤",
        locale="en_GB" if language == "en" else language,
        currency_digits=False,
        decimal_quantization=False,
    )


def currencies() -> list[tuple[str, str]]:
    """Every currency in use, by its code, with its name in the reader's language."""
    reader = get_language() or "en"
    codes = [one.code for one in codelists.codes("Currency").values() if not one.is_withdrawn]
    named = [(code, f"{code} \u2013 {get_currency_name(code, locale=reader)}") for code in codes]
    return [("", gettext("Choose a currency")), *named]
