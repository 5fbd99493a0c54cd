"""Who asks: the countries somebody speaks for, and the objects of those countries."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import queries, services
from samgak.nominations.forms.nominations import NomineeForm
from samgak.nominations.models import Nomination
from samgak.nominations.phrases.imports import sentence
from samgak.programmes.models import Edition


class CountedPaginator(Paginator):
    """Pages of a list of which somebody else knows how long it is."""

    def __init__(self, found, per_page, *, count):
        super().__init__(found, per_page)
        self._how_many = count

    @cached_property
    def count(self):
        return self._how_many()


def countries_of(request: HttpRequest, edition: Edition) -> list[str]:
    """The countries the asker may act for: all of the edition's, or the own."""
    access = request.access  # type: ignore[attr-defined]
    if access.sees_all_countries:
        return list(queries.nominating_countries(edition))
    return sorted(access.countries)


def scope_of(request: HttpRequest) -> frozenset[str] | None:
    """The countries whose objects the asker may see; None means all."""
    access = request.access  # type: ignore[attr-defined]
    return None if access.sees_all_countries else access.countries


def country_asked(request: HttpRequest, edition: Edition) -> str:
    """The country of the address, or the first the asker speaks for; 404 for any other."""
    allowed = countries_of(request, edition)
    country = request.GET.get("country", "") or next(iter(allowed), "")
    if country not in allowed:
        raise Http404
    return country


def found_or_404(query: Any, *args: Any, **keywords: Any) -> Any:
    """What a query finds; nobody learns whether there is one they may not see."""
    try:
        return query(*args, **keywords)
    except ObjectDoesNotExist:
        raise Http404 from None


def desk_address(edition: Edition, country: str) -> str:
    """The desk of a country."""
    return f"{reverse('nominations:desk', kwargs={'code': edition.code})}?country={country}"


def refusal_of(
    request: HttpRequest, edition: Edition, country: str, *, was_returned: bool = False
) -> str:
    """Why nothing may be changed now, as a sentence; empty when it may."""
    reason = services.reason_not_to_nominate(
        edition,
        country=country,
        by=request.user,
        at=clock.now(request),
        was_returned=was_returned,
        access=request.access,  # type: ignore[attr-defined]
    )
    return sentence(RuleBroken(reason, country=country)) if reason else ""


def must_be_ready(request: HttpRequest, edition: Edition, country: str) -> bool:
    """Whether the asker has yet to say that the documents of the course information are at hand."""
    return services.must_be_ready(
        edition,
        country=country,
        by=request.user,
        at=clock.now(request),
        access=request.access,  # type: ignore[attr-defined]
    )


def gate_before(
    request: HttpRequest, edition: Edition, country: str, *, to: str
) -> HttpResponse | None:
    """For whoever has not said so: the page that asks it, and then leads on to a form or a workbook."""
    if not must_be_ready(request, edition, country):
        return None
    page = reverse("calls:ready", kwargs={"code": edition.code})
    return redirect(f"{page}?to={to}&country={country}")


def nomination_asked(request: HttpRequest, edition: Edition, pk: int) -> Nomination:
    """One nomination that the asker may see; 404 for any other."""
    access = request.access  # type: ignore[attr-defined]
    return found_or_404(queries.nomination_of, edition, pk=pk, access=access)


def nominee_form(
    request: HttpRequest,
    edition: Edition,
    country: str,
    *,
    initial: dict,
    own_answers: dict | None = None,
    kind: type[NomineeForm] = NomineeForm,
) -> NomineeForm:
    """The form of one nominee with the country's own questions."""
    spoken = [name.removeprefix("language_") for name in initial if name.startswith("language_")]
    return kind(
        request.POST if request.method == "POST" else None,
        initial=initial,
        country=country,
        today=clock.now(request).astimezone(edition.zone).date(),
        languages=sorted({*queries.language_codes(edition), *spoken}),
        questions=queries.form_of(edition, country=country),
        working=edition.working_language,
        own_answers=own_answers,
    )
