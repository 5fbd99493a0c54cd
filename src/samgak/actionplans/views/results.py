from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.actionplans import phrases, queries
from samgak.actionplans.queries import Results
from samgak.core.downloads import rows_file
from samgak.core.places import country_name
from samgak.core.texts import shown
from samgak.drawing import charts
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column


@require_safe
@edition_page("actionplans.read_plans")
def results(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who applied what, what stands in the way, what to write into the next concept paper."""
    found = queries.results(edition)
    columns, rows = country_table(found)
    if kind := request.GET.get("download"):
        return rows_file(
            kind,
            name=f"plans-{edition.code}",
            title="plans",
            columns=[Column(one) for one in columns],
            rows=rows,
        )
    context = {
        "edition": edition,
        "found": found,
        "columns": columns,
        "rows": rows,
        "session_columns": session_columns(),
        "session_rows": session_rows(found, working=edition.working_language),
        "states": [(phrases.STATE_TEXTS[code], count) for code, count in found.states.items()],
        "wave_columns": wave_columns(),
        "wave_rows": wave_rows(found),
        "chart": obstacle_chart(found),
        "obstacles": [
            [str(phrases.OBSTACLE_TEXTS[code]), str(count)]
            for code, count in sorted(found.obstacles.items(), key=lambda pair: -pair[1])
        ],
        "paper": phrases.concept_paper(found),
        "adoptions": [(phrases.ADOPTION_TEXTS[code], n) for code, n in found.adoptions.items()],
    }
    return render(request, "actionplans/results.html", context)


def country_table(found: Results) -> tuple[list[str], list[list]]:
    columns = [
        _("Country"),
        _("Participants"),
        _("Plans submitted"),
        _("Endorsed"),
        _("Answered"),
        _("Apply it"),
    ]
    reader = get_language() or "en"
    rows = [
        [
            country_name(one.country, reader),
            one.participants,
            one.submitted,
            one.endorsed,
            one.answered,
            one.applied,
        ]
        for one in found.countries
    ]
    return columns, rows


def session_columns() -> list[str]:
    return [_("Session"), _("Plans submitted"), _("Endorsed"), _("Answered"), _("Apply it")]


def session_rows(found: Results, *, working: str) -> list[list]:
    reader = get_language() or "en"
    return [
        [
            shown(one.title, reader=reader, working=working).text
            if one.title
            else _("No session chosen"),
            one.submitted,
            one.endorsed,
            one.answered,
            one.applied,
        ]
        for one in found.sessions
    ]


def wave_columns() -> list[str]:
    return [
        _("Months after the course"),
        _("Asked"),
        _("Answered"),
        *(str(text) for text in phrases.STATUS_TEXTS.values()),
        _("Confirmed by the supervisor"),
    ]


def wave_rows(found: Results) -> list[list]:
    return [
        [
            one.month,
            one.asked,
            one.answered,
            *(one.statuses.get(status, 0) for status in phrases.STATUS_TEXTS),
            one.confirmed,
        ]
        for one in found.waves
    ]


def obstacle_chart(found: Results) -> str:
    named = sorted(found.obstacles.items(), key=lambda pair: -pair[1])
    if not named:
        return ""
    return charts.bars(
        tuple(
            charts.Row(str(phrases.OBSTACLE_TEXTS[code]), count, str(count))
            for code, count in named
        ),
        title=_("What stands in the way of stalled plans"),
    )
