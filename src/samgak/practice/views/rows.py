"""The rows of the practice portal for programs, and what a program must know to ask for them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.practice.addresses import address_of
from samgak.practice.queries import catalogue as catalogues
from samgak.practice.queries import datasets as queries
from samgak.practice.rules import openapi
from samgak.practice.rules import portal as rules
from samgak.practice.views.portal import release_or_404
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

MOST_PARAMETERS = 40


@require_safe
@edition_page("practice.see")
def rows(request: HttpRequest, edition: Edition, dataset_id: int) -> JsonResponse:
    """Rows of a dataset as JSON, some at a time; a column's name as parameter keeps those that hold it."""
    release = release_or_404(edition, dataset_id)
    asked = dict(list(request.GET.lists())[:MOST_PARAMETERS])
    try:
        found = rules.portion(
            queries.table_of(release), [(name, kind) for name, kind in release.columns], asked
        )
    except rules.QueryRefusedError as refused:
        return JsonResponse({"error": _sentence(refused)}, status=400)
    following = found.offset + found.limit
    more = request.GET.copy()
    more["offset"] = str(following)
    return JsonResponse(
        {
            "note": catalogues.INVENTED["en"],
            "version": release.number,
            "total": found.total,
            "limit": found.limit,
            "offset": found.offset,
            "next": f"{request.path}?{more.urlencode()}" if following < found.total else None,
            "rows": found.rows,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _sentence(refused: rules.QueryRefusedError) -> str:
    if refused.code == "column":
        return _("There is no column “%(column)s”.") % refused.params
    return _("limit and offset are whole numbers; limit is at most 1000.")


@require_safe
@edition_page("practice.see")
def api(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How programs get the rows."""
    found = queries.on_portal(edition)[:50]
    context = {"edition": edition, "releases": found, "most": rules.MOST_ROWS}
    return render(request, "practice/portal_api.html", context)


@require_safe
@edition_page("practice.see")
def description(request: HttpRequest, edition: Edition) -> JsonResponse:
    """The interface as OpenAPI 3.1."""
    address = address_of(edition)
    path = address("practice:rows", dataset_id=0).replace("/0/rows/", "/{dataset}/rows/")
    return JsonResponse(openapi.document(path, note=catalogues.INVENTED["en"]))
