from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.drawing import charts
from samgak.measures.journeys import Measures
from samgak.practice.models import ServiceModel
from samgak.practice.phrases.files import invented_note
from samgak.practice.phrases.results import numbers_of
from samgak.practice.phrases.services import (
    REGISTER_TEXTS,
    fault_sentence,
    interval,
    item_text,
    money,
    number,
    sentence,
)
from samgak.practice.queries import journeys
from samgak.practice.views.base import context_of, service_page, titles_of
from samgak.programmes.models import Edition
from samgak.spreadsheets import Column

MOST_BARS = 8


@require_safe
@service_page
def measures(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """What one case goes through, what a year costs, and which steps cost most."""
    titles = titles_of(service)
    context = context_of(request, edition, service)
    context["faults"] = [fault_sentence(one, titles) for one in journeys.faults_of(service)]
    if not context["faults"]:
        try:
            found = journeys.measures_of(service)
        except RuleBroken as broken:
            context["faults"] = [sentence(broken)]
        else:
            currency = journeys.source_of(service).currency
            league = league_rows(found, titles, currency)
            if kind := request.GET.get("download"):
                return rows_file(
                    kind,
                    name=f"practice-measures-{service.pk}",
                    title="measures",
                    columns=[Column(str(one)) for one in LEAGUE_COLUMNS()],
                    rows=league,
                    note=invented_note(),
                )
            context |= measured(found, titles, currency) | {"league": league}
    return render(request, "practice/measures.html", context)


def LEAGUE_COLUMNS() -> list[str]:  # noqa: N802 - words, when they are asked for
    return [_("Step"), _("Office"), _("Cost a year"), _("5th to 95th percentile"), _("Share")]


def league_rows(found: Measures, titles: dict[str, str], currency: str) -> list[list[str]]:
    """The steps by what they cost applicants and offices a year, the dearest first."""
    return [
        [
            titles.get(one.code, one.code),
            one.office,
            money(one.cost.mean, currency),
            interval(one.cost, currency),
            f"{number(100 * one.share)} %",
        ]
        for one in found.costliest
        if one.cost.mean
    ]


def measured(found: Measures, titles: dict[str, str], currency: str) -> dict:
    """The measures as the page shows them."""
    dear = [one for one in found.costliest if one.cost.mean][:MOST_BARS]
    chart = (
        charts.bars(
            tuple(
                charts.Row(
                    titles.get(one.code, one.code),
                    one.cost.mean,
                    money(one.cost.mean, currency),
                    low=one.cost.low,
                    high=one.cost.high,
                )
                for one in dear
            ),
            title=_("What the steps cost in a year"),
        )
        if dear
        else ""
    )
    asked_twice = (*found.documents_asked_twice, *found.fields_asked_twice)
    held = (*found.documents_held, *found.fields_held)
    return {
        "columns": LEAGUE_COLUMNS(),
        "chart": chart,
        "numbers": numbers_of(found, currency),
        "rows": measure_rows(found, currency),
        "asked_twice": [
            (item_text(one.item), ", ".join(titles.get(code, code) for code in one.steps))
            for one in asked_twice
        ],
        "held": [
            (item_text(one.item), ", ".join(str(REGISTER_TEXTS[code]) for code in one.registers))
            for one in held
        ],
    }


def measure_rows(found: Measures, currency: str) -> list[tuple[str, str]]:
    rows = [
        (_("Steps"), number(found.steps)),
        (_("Offices"), number(found.offices)),
        (_("Cases a year"), number(found.cases_per_year)),
        (_("Documents asked of one case"), number(found.documents_per_case, places=1)),
        (_("Data asked of one case"), number(found.fields_per_case, places=1)),
        (_("Minutes of the applicant in one case"), number(found.minutes_per_case, places=1)),
        (_("Fees of one case"), money(found.fees_per_case, currency)),
        (_("Burden, 5th to 95th percentile"), interval(found.burden.total, currency)),
        (_("Hours of applicants in a year"), number(found.burden.hours.mean)),
    ]
    if found.office_cost:
        cost = money(found.office_cost.total.mean, currency)
        rows.append((_("Work of the offices in a year"), cost))
    return rows
