"""The screening board in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.applications import phrases as applications
from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.nominations.phrases import selections
from samgak.nominations.queries.screening import Screened
from samgak.spreadsheets import Cell, Column

VERDICT_TEXTS = {"eligible": _("Eligible"), "ineligible": _("Not eligible")}
STANDING_TEXTS = {
    "to_confirm": _("To be confirmed"),
    **VERDICT_TEXTS,
    "deviating": _("Other than computed"),
    "changed": _("Changed since it was confirmed"),
}
RULE_TEXTS = {
    "edition_is_not_screening": _(
        "This is possible only after the call has closed and until the cohort is approved."
    ),
    "no_such_finding": _("Say whether the person is eligible."),
    "reason_missing": _("Say why you find otherwise than the rules of the call."),
    "nothing_to_take_back": _("There is nothing to take back any more."),
    versions.CHANGED: versions.CHANGED_TEXT,
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused, in the reader's language."""
    if broken.code in RULE_TEXTS:
        return str(RULE_TEXTS[broken.code])
    if broken.code.startswith("application_"):
        return applications.sentence(broken)
    return selections.sentence(broken)


def words_of(missed: Mapping[str, Mapping[str, object]], language: str) -> str:
    """The rules missed, or that all are met, in the language of the nominee."""
    with translation.override(language):
        sentences = selections.missed_sentences(missed)
        return " ".join(sentences) or gettext("All rules of the call are met.")


def evidence(screened: Screened) -> list[str]:
    """What the rules say, a sentence for each that is missed."""
    return selections.missed_sentences(screened.missed) or [
        gettext("All rules of the call are met.")
    ]


def columns() -> list[Column]:
    """The headings of the board as a file."""
    return [
        Column(gettext("Country"), 16),
        Column(gettext("Rank"), 8),
        Column(gettext("Name"), 30),
        Column(gettext("Organisation"), 36),
        Column(gettext("Computed"), 16),
        Column(gettext("Rules of the call"), 50),
        Column(gettext("Confirmed"), 16),
        Column(gettext("Reason"), 50),
        Column(gettext("Confirmed by"), 24),
        Column(gettext("Changed since it was confirmed"), 16),
    ]


def rows(screened: Iterable[Screened]) -> Iterator[tuple[Cell, ...]]:
    """A row each under those headings."""
    reader = get_language() or "en"
    for one in screened:
        nomination, found = one.nomination, one.finding
        yield (
            country_name(nomination.country, reader),
            nomination.rank,
            nomination.person.passport_name,
            nomination.organisation,
            str(VERDICT_TEXTS[one.computed]),
            " ".join(evidence(one)),
            str(VERDICT_TEXTS[found.verdict]) if found else "",
            found.reason if found else "",
            str(found.decided_by) if found else "",
            gettext("Yes") if one.has_changed else "",
        )
