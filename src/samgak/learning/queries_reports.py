from dataclasses import dataclass

from django.db.models import QuerySet

from samgak.core import versions
from samgak.core.prepared import Given, Prepared
from samgak.learning.models import CountryReport, ReportTerms
from samgak.learning.rules import indicators
from samgak.learning.rules.indicators import Indicator
from samgak.learning.rules.reports import Row, compared, own_indicators, report_form
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.questionnaires.definition import Question


@dataclass(frozen=True)
class Cell:
    """What a country answered; empty while its report is not handed in."""

    country: str
    answer: str
    language: str


@dataclass(frozen=True)
class Matrix:
    """All countries beside each other: reports, and public indicators below them."""

    countries: tuple[str, ...]
    reports: tuple[CountryReport | None, ...]
    rows: tuple[tuple[Question, tuple[Cell, ...]], ...]
    indicators: tuple[Row, ...]
    terms: ReportTerms

    @property
    def handed_in(self) -> int:
        return sum(bool(one and one.handed_in_at) for one in self.reports)


def matrix(edition: Edition) -> Matrix:
    """Every country that takes part, and what it has handed in."""
    countries = countries_of(edition)
    written = {one.country: one for one in CountryReport.objects.filter(edition=edition)}
    terms = terms_of(edition)
    found = tuple(written.get(country) for country in countries)
    return Matrix(
        countries=countries,
        reports=found,
        rows=tuple(
            (question, tuple(_cell(c, r, question) for c, r in zip(countries, found, strict=True)))
            for question in report_form().questions
        ),
        indicators=compared(indicators_of(terms), countries),
        terms=terms,
    )


def countries_of(edition: Edition) -> tuple[str, ...]:
    """The countries that report: the beneficiaries and whoever else sends participants."""
    seats = Participant.objects.filter(edition=edition, state__in=PRESENT).order_by()
    sent = set(seats.values_list("person__country", flat=True))
    return tuple(sorted({*programmes.beneficiary_countries(edition), *sent}))


def report_of(edition: Edition, *, country: str) -> CountryReport | None:
    return CountryReport.objects.filter(edition=edition, country=country).first()


def terms_of(edition: Edition) -> ReportTerms:
    """The terms as they were set, else none set yet."""
    return _terms.first(edition=edition.pk) or ReportTerms(edition=edition)


@Prepared
def _terms() -> QuerySet[ReportTerms]:
    return ReportTerms.objects.filter(edition=Given("edition"))


def indicators_of(terms: ReportTerms) -> tuple[Indicator, ...]:
    """The indicators that were loaded, else those that come with Samgak."""
    return indicators.from_plain(terms.indicators) or own_indicators()


def version_of(report: CountryReport | None) -> str:
    """The stamp of what a writer of the report has seen."""
    return versions.stamp([report], fields=("answers", "handed_in_at")) if report else ""


def _cell(country: str, report: CountryReport | None, question: Question) -> Cell:
    if report is None or report.handed_in_at is None:
        return Cell(country, "", "")
    return Cell(country, str(report.answers.get(question.key, "")), report.language)
