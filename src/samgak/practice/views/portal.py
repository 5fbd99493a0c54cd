"""The practice portal: what the teams have published, for the people of the edition."""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rules import has_perm

from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.drawing import charts
from samgak.measures.tables.table import Table
from samgak.practice.addresses import address_of
from samgak.practice.models import Release
from samgak.practice.phrases import datasets as phrases
from samgak.practice.phrases.files import invented_note
from samgak.practice.queries import catalogue as catalogues
from samgak.practice.queries import datasets as queries
from samgak.practice.rules import portal as rules
from samgak.practice.rules.tables import typed_rows
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column, parquet
from samgak.standards.dcat import write
from samgak.standards.dcat.codelists import FORMATS, licences

ON_A_PAGE, IN_THE_PREVIEW = 30, 20
LONGEST_SEARCH = 200


@require_safe
@edition_page("practice.see")
def portal(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything on the portal, or what holds the words looked for."""
    words = request.GET.get("q", "")[:LONGEST_SEARCH].replace("\x00", "")
    page = Paginator(queries.search(edition, words), ON_A_PAGE).get_page(request.GET.get("page"))
    may_work = has_perm("practice.work", request.access)  # type: ignore[attr-defined]
    context = {"edition": edition, "page_obj": page, "words": words, "may_work": may_work}
    return render(request, "practice/portal.html", context)


def release_or_404(edition: Edition, dataset_id: int) -> Release:
    try:
        return queries.release_of(edition, dataset_id=dataset_id)
    except Release.DoesNotExist:
        raise Http404 from None


@require_safe
@edition_page("practice.see")
def published(request: HttpRequest, edition: Edition, dataset_id: int) -> HttpResponse:
    """One dataset: its description, its first rows, a chart and its files."""
    release = release_or_404(edition, dataset_id)
    table = queries.table_of(release)
    columns = _columns(release)
    found = rules.grouping(
        table, columns, by=request.GET.get("by", ""), of=request.GET.get("of", "")
    )
    licence = licences().get(release.about["licence"])
    return render(
        request,
        "practice/published.html",
        {
            "edition": edition,
            "release": release,
            "about": release.about,
            "columns": columns,
            "rows": table.rows[:IN_THE_PREVIEW],
            "licence": licence,
            "allowed": phrases.licence_sentences(licence) if licence else [],
            "grouping": found,
            "chart": _chart(found) if found else "",
            "chart_title": chart_title(found) if found else "",
            "groupable": rules.groupable(table, columns),
            "summable": rules.summable(columns),
            "formats": (("csv", "CSV"), ("json", "JSON"), ("parquet", "Parquet")),
            "may_work": queries.datasets_of(request.access).filter(pk=dataset_id).exists(),  # type: ignore[attr-defined]
        },
    )


def _columns(release: Release) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind in release.columns]


def chart_title(found: rules.Grouping) -> str:
    if found.of:
        return _("%(number)s by %(group)s, in all rows") % {"number": found.of, "group": found.by}
    return _("Rows by %(group)s") % {"group": found.by}


def _chart(found: rules.Grouping) -> str:
    rows = tuple(
        charts.Row(label, total, number_format(round(total, 2), force_grouping=True))
        for label, total in found.groups
    )
    return mark_safe(charts.bars(rows, title=chart_title(found)))  # noqa: S308 - our own drawing, escaped there


@require_safe
@edition_page("practice.see")
def file(request: HttpRequest, edition: Edition, dataset_id: int, kind: str) -> HttpResponseBase:
    """The whole dataset as CSV, JSON or Parquet."""
    release = release_or_404(edition, dataset_id)
    name = f"{edition.code}-dataset-{dataset_id}-v{release.number}"
    table = queries.table_of(release)
    if kind == "csv":
        heads = [Column(one) for one in table.columns]
        return rows_file(
            "csv", name=name, title=name, columns=heads, rows=table.rows, note=invented_note()
        )
    made = {"json": _json, "parquet": _parquet}.get(kind)
    if made is None:
        raise Http404
    response = HttpResponse(made(release, table), content_type=FORMATS[kind.upper()])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _json(release: Release, table: Table) -> str:
    columns = _columns(release)
    rows = [dict(zip(table.columns, row, strict=True)) for row in typed_rows(table, columns)]
    about = {"title": release.about["title"], "version": release.number}
    said = {**about, "note": catalogues.INVENTED, "rows": rows}
    return json.dumps(said, ensure_ascii=False)


def _parquet(release: Release, table: Table) -> bytes:
    columns = _columns(release)
    note = catalogues.INVENTED["en"]
    return parquet(columns, typed_rows(table, columns), note=note)


@require_safe
@edition_page("practice.see")
def catalogue(request: HttpRequest, edition: Edition, form: str) -> HttpResponse:
    """The catalogue of the portal as DCAT-AP 3, in Turtle or JSON-LD."""
    made = catalogues.catalogue(edition, address=address_of(edition), at=clock.now(request))
    kind, content_type = {
        "ttl": (write.TURTLE, "text/turtle; charset=utf-8"),
        "jsonld": (write.JSON_LD, "application/ld+json"),
    }[form]
    return HttpResponse(write.to_text(made, kind), content_type=content_type)
