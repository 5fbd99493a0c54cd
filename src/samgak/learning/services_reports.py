from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.learning import queries_reports as queries
from samgak.learning.models import CountryReport, ReportTerms
from samgak.learning.rules import indicators
from samgak.learning.rules.reports import report_form
from samgak.programmes.models import Edition
from samgak.questionnaires.answers import validate

MOST_LETTERS_OF_A_DRAFT = 10_000


@transaction.atomic
def save_report(
    edition: Edition,
    *,
    country: str,
    answers: Mapping[str, object],
    language: str,
    seen: str,
    at: datetime,
) -> CountryReport:
    """Keep what the country has written so far, whole or not.

    Raises changed_meanwhile when a colleague has saved since the version `seen`.
    """
    report = _open_report(edition, country=country)
    versions.refuse_if_changed(seen, queries.version_of(report))
    report = report or CountryReport(edition=edition, country=country)
    report.answers = _as_given(answers)
    report.language, report.saved_at = language, at
    report.save()
    return report


@transaction.atomic
def hand_in(edition: Edition, *, country: str, by, at: datetime) -> CountryReport:
    """Hand in what was saved; refuses a report with faults (`faults`, by question key)."""
    report = _open_report(edition, country=country)
    if report is None:
        raise RuleBroken("report_is_empty")
    clean, faults = validate(report_form(), report.answers)
    if faults:
        raise RuleBroken("answers_have_faults", faults=faults)
    report.answers = {key: str(answer) for key, answer in clean.items()}
    report.handed_in_at, report.handed_in_by = at, by
    report.save()
    return report


@transaction.atomic
def give_back(edition: Edition, *, country: str) -> CountryReport:
    """Let the country write on."""
    report = CountryReport.objects.select_for_update().get(edition=edition, country=country)
    report.handed_in_at, report.handed_in_by = None, None
    report.save(update_fields=["handed_in_at", "handed_in_by"])
    return report


@transaction.atomic
def set_deadline(edition: Edition, *, due_on: date | None) -> ReportTerms:
    """Say until when the countries hand in; a later report is taken and counts as late."""
    terms, _ = ReportTerms.objects.get_or_create(edition=edition)
    terms.due_on = due_on
    terms.save(update_fields=["due_on"])
    return terms


@transaction.atomic
def load_indicators(edition: Edition, *, content: bytes) -> ReportTerms:
    """Put other indicators in the place of those shown; `faults` names each row that is wrong."""
    try:
        rows = indicators.parse(content)
    except indicators.RefusedError as refused:
        raise RuleBroken("indicators_have_faults", faults=refused.faults) from None
    terms, _ = ReportTerms.objects.get_or_create(edition=edition)
    terms.indicators = indicators.plain(rows)
    terms.save(update_fields=["indicators"])
    return terms


def _open_report(edition: Edition, *, country: str) -> CountryReport | None:
    # Two colleagues take turns, the first answer included.
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if country not in queries.countries_of(edition):
        raise RuleBroken("country_does_not_report")
    report = queries.report_of(edition, country=country)
    if report and report.handed_in_at:
        raise RuleBroken("report_is_handed_in")
    return report


def _as_given(answers: Mapping[str, object]) -> dict[str, str]:
    return {
        question.key: str(given)[:MOST_LETTERS_OF_A_DRAFT].replace("\x00", "")
        for question in report_form().questions
        if (given := answers.get(question.key)) not in (None, "")
    }
