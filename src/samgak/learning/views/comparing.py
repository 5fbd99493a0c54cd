from typing import Any

import rules as permission_rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.drawing import charts
from samgak.learning import phrases_reports, services_reports
from samgak.learning import queries_reports as queries
from samgak.learning.forms_reports import IndexForm, IndicatorsForm, TermsForm
from samgak.learning.rules import reports
from samgak.learning.views.reports import own_countries
from samgak.measures import egdi
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.definition import text_in
from samgak.spreadsheets import Column


@edition_page("learning.compare_countries")
def matrix(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """All countries side by side: what they reported, and public indicators with their sources."""
    found = queries.matrix(edition)
    if kind := request.GET.get("download"):
        return _file(kind, edition, found)
    return render(
        request,
        "learning/matrix.html",
        {
            "edition": edition,
            "matrix": found,
            "columns": list(zip(found.countries, found.reports, strict=True)),
            "rows": [(_question(edition, one), cells) for one, cells in found.rows],
            "indicators": [
                (phrases_reports.indicator_name(row.indicator), row) for row in found.indicators
            ],
            "sources": reports.sources(found.indicators),
            **_chart(found),
            "own_countries": own_countries(request, edition),
            "may_set_terms": permission_rules.has_perm("learning.set_terms", request.access),
        },
    )


@edition_page("learning.set_terms")
def terms(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Until when the countries hand in."""
    initial = {"due_on": queries.terms_of(edition).due_on}
    form = TermsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services_reports.set_deadline(edition, due_on=form.cleaned_data["due_on"])
        messages.success(request, _("The deadline is changed."))
        return redirect("learning:matrix", code=edition.code)
    return render(request, "learning/terms.html", {"edition": edition, "form": form})


@edition_page("learning.set_terms")
def indicators(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Put other public indicators in the place of those shown."""
    form = IndicatorsForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            services_reports.load_indicators(edition, content=content)
        except RuleBroken as broken:
            form.add_error("file", phrases_reports.sentence(broken))
            told: Any = broken.params["faults"]
            faults = [phrases_reports.row_sentence(one) for one in told[:50]]
        else:
            messages.success(request, _("The indicators are loaded."))
            return redirect("learning:matrix", code=edition.code)
    context = {"edition": edition, "form": form, "faults": faults}
    return render(request, "learning/indicators.html", context)


@edition_page("learning.compare_countries")
def index(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the index would be with other parts, and where that would stand among those known."""
    known = reports.known_values(queries.indicators_of(queries.terms_of(edition)), "egdi")
    form = IndexForm(request.GET or None)
    value = egdi.index(**form.cleaned_data) if form.is_valid() else None
    reader = get_language() or "en"
    ordered = sorted(known.items(), key=lambda one: (-one[1], one[0]))
    return render(
        request,
        "learning/index.html",
        {
            "edition": edition,
            "form": form,
            "value": value,
            "group": phrases_reports.GROUP_TEXTS[egdi.group(value)] if value is not None else "",
            "above": [country_name(one, reader) for one in egdi.standing(value, known)]
            if value is not None
            else [],
            "known": [(country_name(country, reader), held) for country, held in ordered],
        },
    )


def _question(edition: Edition, question: Any) -> str:
    reader = get_language() or "en"
    return text_in(question.text, own=reader, working=edition.working_language)[0]


def _chart(found: queries.Matrix) -> dict[str, str]:
    """The openness part of the GovTech index and its name, where somebody has it."""
    row = next((one for one in found.indicators if one.indicator == "gtmi-openness"), None)
    if row is None:
        return {}
    reader = get_language() or "en"
    marks = tuple(
        charts.Row(
            country_name(one.country, reader),
            number,
            (one.value and phrases_reports.as_written(one.value)) or "",
        )
        for one, number in zip(row.values, row.numbers, strict=True)
    )
    title = phrases_reports.indicator_name(row.indicator)
    # Drawn by samgak.drawing, which escapes every word.
    drawn = mark_safe(charts.bars(marks, title=title))  # noqa: S308
    return {"chart": drawn, "chart_title": f"{title}, {row.year}"}


def _file(kind: str, edition: Edition, found: queries.Matrix) -> HttpResponseBase:
    reader = get_language() or "en"
    columns = [
        Column(_("Question"), 50),
        *(Column(country_name(one, reader), 40) for one in found.countries),
        Column(_("Sources"), 50),
    ]
    rows = [
        *((_question(edition, one), *(c.answer for c in cells), "") for one, cells in found.rows),
        *(
            (
                f"{phrases_reports.indicator_name(row.indicator)}, {row.year}",
                *(value.value for value in row.values),
                "; ".join(reports.sources([row])),
            )
            for row in found.indicators
        ),
    ]
    name, title = f"{edition.code}-countries", _("Comparison of countries")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
