"""What a country asks of its own nominees."""

from collections.abc import Iterable, Mapping

from samgak.nominations.models import CountryForm
from samgak.nominations.rules import own
from samgak.programmes.models import Edition
from samgak.questionnaires.definition import Form, parse


def country_form(edition: Edition, *, country: str) -> CountryForm | None:
    """The form of a country, if it has one."""
    return CountryForm.objects.filter(edition=edition, country=country).first()


def form_of(edition: Edition, *, country: str) -> Form | None:
    """The country's questions; None where it asks none."""
    found = country_form(edition, country=country)
    return parse(found.definition) if found and found.definition["questions"] else None


def forms_of(edition: Edition, *, countries: Iterable[str] | None) -> dict[str, Form]:
    """The questions of these countries (None: of all) that ask some."""
    found = CountryForm.objects.filter(edition=edition).order_by("country")
    found = found if countries is None else found.filter(country__in=countries)
    return {one.country: parse(one.definition) for one in found if one.definition["questions"]}


def answers_of_row(edition: Edition, *, country: str, values: Mapping[str, str]) -> dict[str, str]:
    """What the row of a workbook answers to the country's questions, as it is kept."""
    form = form_of(edition, country=country)
    return own.answers_in(values, form) if form else {}
