"""What the call asks of every nominee, and a country of its own."""

from collections.abc import Iterable, Mapping
from typing import Any

from samgak.nominations.models import CountryForm
from samgak.nominations.rules import own
from samgak.programmes.models import Call, Edition
from samgak.questionnaires.definition import Form, parse


def country_form(edition: Edition, *, country: str) -> CountryForm | None:
    """The form of a country, if it has one."""
    return CountryForm.objects.filter(edition=edition, country=country).first()


def country_definitions(edition: Edition) -> dict[str, Any]:
    """What each country asks, as it is kept."""
    found = CountryForm.objects.filter(edition=edition).order_by("country")
    return dict(found.values_list("country", "definition"))


def questions_to_everybody(edition: Edition) -> list[dict[str, Any]]:
    """What the call asks of every nominee, as it is kept."""
    found = Call.objects.filter(edition=edition).values_list("questions", flat=True).first()
    return list((found or {}).get("questions", ()))


def form_to_everybody(edition: Edition) -> Form | None:
    """What the call asks of every nominee; None where it asks nothing."""
    found = Call.objects.filter(edition=edition).values_list("questions", flat=True).first()
    return _parsed(found or {})


def form_of_country(edition: Edition, *, country: str) -> Form | None:
    """The country's own questions; None where it asks none."""
    found = country_form(edition, country=country)
    return _parsed(found.definition) if found else None


def form_of(edition: Edition, *, country: str) -> Form | None:
    """All that a nominee of the country is asked beside the rest; None where nothing is."""
    return own.together(form_to_everybody(edition), form_of_country(edition, country=country))


def forms_of(edition: Edition, *, countries: Iterable[str] | None) -> dict[str, Form]:
    """What the call asks, under EVERYBODY, and these countries (None: all), where they ask something."""
    told = country_definitions(edition)
    asked = {
        code: _parsed(one) for code, one in told.items() if countries is None or code in countries
    }
    found = {own.EVERYBODY: form_to_everybody(edition), **asked}
    return {code: form for code, form in found.items() if form}


def answers_of_row(edition: Edition, *, country: str, values: Mapping[str, str]) -> dict[str, str]:
    """What the row of a workbook answers to these questions, as it is kept."""
    form = form_of(edition, country=country)
    return own.answers_in(values, form) if form else {}


def _parsed(definition: Mapping[str, Any]) -> Form | None:
    return parse(definition) if definition.get("questions") else None
