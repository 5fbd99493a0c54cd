"""The reviewers' pages in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core import texts
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name, language_name
from samgak.nominations.models import Criterion, Nomination
from samgak.nominations.phrases import screening
from samgak.nominations.queries.reviews import Panel, Statement
from samgak.nominations.rules import own
from samgak.nominations.rules.reviews import without_names
from samgak.programmes.phrases import LEVEL_TEXTS
from samgak.questionnaires.definition import text_in
from samgak.spreadsheets import Cell, Column

RULE_TEXTS = {
    "extension_needs_a_reason": _("Say why the phase ends later."),
    "too_many_criteria": _("An edition has twelve criteria at most."),
    "criteria_are_marked": _("Reviewers have given marks: the criteria stay as they are."),
    "criteria_have_changed": _("Give a mark for every criterion."),
    "no_such_mark": _("Marks go from 0 to 5."),
    "no_criteria": _("Add a criterion first."),
    "conflict_needs_a_reason": _("Say what the conflict of interest is."),
    "conflict_is_declared": _("You have declared a conflict of interest with this nominee."),
    "review_is_not_open": _("Reviews are not open today. An officer may extend the phase."),
    "screening_is_not_open": _("Screening is not open today. An officer may extend the phase."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused, in the reader's language."""
    if broken.code in RULE_TEXTS:
        return str(RULE_TEXTS[broken.code])
    return screening.sentence(broken)


def median_text(value: Fraction | None) -> str:
    """A median with two decimal places; empty when there is none."""
    if value is None:
        return ""
    rounded = round(float(value), 2)
    return format_decimal(rounded, format="0.##", locale=get_language() or "en")


def criterion_name(criterion: Criterion, working: str) -> str:
    """What is marked, in the reader's language."""
    return texts.shown(criterion.name, reader=get_language() or "en", working=working).text


def description(criterion: Criterion, working: str) -> str:
    """What the marks mean, in the reader's language."""
    return texts.shown(criterion.description, reader=get_language() or "en", working=working).text


@dataclass(frozen=True)
class CriterionLine:
    """What the panel said of one criterion."""

    name: str
    median: str
    spread: int
    disagrees: bool


def criterion_lines(
    panel: Panel, criteria: Iterable[Criterion], *, working: str
) -> list[CriterionLine]:
    """The median and the spread of every criterion that somebody has marked."""
    return [
        CriterionLine(
            criterion_name(one, working),
            median_text(panel.medians[one.pk]),
            panel.spreads[one.pk],
            panel.spreads[one.pk] >= 2,
        )
        for one in criteria
        if one.pk in panel.medians
    ]


def facts_without_names(
    nomination: Nomination, statements: Sequence[Statement], *, working: str
) -> list[dict[str, str]]:
    """What an anonymous reviewer sees: level, years, languages, statements; no name, sex, country."""
    reader = get_language() or "en"
    years = format_decimal(nomination.years_in_service, format="0.##", locale=reader)
    # Other languages would tell the country.
    spoken = [
        f"{language_name(code, reader)}: {LEVEL_TEXTS[said['level']]}"
        for code, said in sorted(nomination.languages.items())
        if said.get("level") in LEVEL_TEXTS and code in ("en", "ru")
    ]
    rows = [
        {"key": gettext("Years in service"), "value": years},
        {"key": gettext("Languages"), "value": "; ".join(spoken)},
    ]
    person = nomination.person
    names = (
        person.family_name,
        person.given_name,
        person.native_name,
        person.email,
        nomination.organisation,
        nomination.position_held,
        *(country_name(nomination.country, code) for code, _name in settings.LANGUAGES),
    )
    said = statement_rows(statements, working=working)
    hidden = [{**one, "value": without_names(one["value"], names)} for one in said]
    return [one for one in rows if one["value"]] + hidden


def statement_rows(statements: Sequence[Statement], *, working: str) -> list[dict[str, str]]:
    """What the person states in the application, as key and value."""
    reader = get_language() or "en"
    return [
        {
            "key": text_in(one.question.text, own=reader, working=working)[0],
            "value": own.shown(one.question, one.text, reader=reader, working=working),
        }
        for one in statements
    ]


def columns(criteria: Iterable[Criterion], *, working: str) -> list[Column]:
    """The headings of the panel's results as a file."""
    names = [criterion_name(one, working) for one in criteria]
    return [
        Column(gettext("Country"), 16),
        Column(gettext("Rank"), 8),
        Column(gettext("Name"), 30),
        Column(gettext("Weighted median"), 16),
        *(Column(name, 16) for name in names),
        Column(gettext("Greatest spread"), 16),
        Column(gettext("Reviews done"), 12),
        Column(gettext("Reviews asked"), 12),
    ]


def rows(
    nominations: Iterable[Nomination], panels: Mapping[int, Panel], criteria: Sequence[Criterion]
) -> Iterator[tuple[Cell, ...]]:
    """A row each under those headings."""
    reader = get_language() or "en"
    for one in nominations:
        panel = panels.get(one.pk, Panel())
        medians = (panel.medians.get(criterion.pk) for criterion in criteria)
        yield (
            country_name(one.country, reader),
            one.rank,
            one.person.passport_name,
            median_text(panel.total),
            *map(median_text, medians),
            max(panel.spreads.values(), default=""),
            panel.done,
            panel.asked,
        )
