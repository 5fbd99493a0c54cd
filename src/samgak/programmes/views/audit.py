from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.dates import moment_with_place
from samgak.core.downloads import rows_file
from samgak.programmes import phrases_audit as phrases
from samgak.programmes import queries_audit as queries
from samgak.programmes import queries_people
from samgak.programmes import trail as trails
from samgak.programmes.forms.audit import TrailFilterForm
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

SEE = "programmes.see_audit"
ENTRIES_PER_PAGE = 50


@require_safe
@edition_page(SEE)
def trail(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Who changed what on the edition, when, from what to what, and why; the latest first."""
    people = queries_people.people_of(edition, on=clock.now(request).date())
    form = TrailFilterForm(request.GET, people=people)
    filters = form.chosen()
    if kind := request.GET.get("download"):
        return _file(kind, edition, filters)
    found = queries.trail_of(
        edition,
        filters=filters,
        count=ENTRIES_PER_PAGE,
        below=queries.Place.read(request.GET.get("below", "")),
    )
    context = {"edition": edition, "filter_form": form, "selected": form.selected(request.GET)}
    return render(request, "programmes/audit.html", context | shown(found, edition))


@require_safe
@edition_page(SEE)
def history(request: HttpRequest, edition: Edition, kind: str, key: int) -> HttpResponseBase:
    """All that happened to one object."""
    if kind not in trails.kinds():
        raise Http404
    found = queries.trail_of(
        edition,
        filters=queries.Filters(kind=kind),
        count=ENTRIES_PER_PAGE,
        below=queries.Place.read(request.GET.get("below", "")),
        key=key,
    )
    if not found.entries:
        raise Http404
    told = shown(found, edition)
    context = {"edition": edition, "name": told["entries"][0]["title"]}
    return render(
        request,
        "programmes/history.html",
        context | {"kind_name": phrases.kind_name(kind)} | told,
    )


def shown(found: queries.Trail, edition: Edition) -> dict:
    """A page of the trail in words, for a template."""
    entries = [
        {
            "at": entry.at,
            "kind": entry.kind,
            "key": entry.key,
            "kind_name": phrases.kind_name(entry.kind),
            "title": phrases.title(entry, found),
            "act": entry.act,
            "act_name": phrases.ACT_TEXTS[entry.act],
            "who": phrases.who(entry, found),
            "is_outside": entry.origin == queries.OUTSIDE,
            "reason": entry.reason,
            "changes": [_change(change, found, edition) for change in entry.changes],
        }
        for entry in found.entries
    ]
    return {"entries": entries, "next_place": found.next_place}


def _change(change: queries.Change, found: queries.Trail, edition: Edition) -> tuple[str, str, str]:
    before, after = (
        phrases.value(change.field, held, found=found, edition=edition)
        for held in (change.before, change.after)
    )
    return phrases.field_name(change.field), before, after


def _file(kind: str, edition: Edition, filters: queries.Filters) -> HttpResponseBase:
    titles = (
        _("When"),
        _("Who"),
        _("What"),
        _("Name"),
        _("Act"),
        _("Field"),
        _("From"),
        _("To"),
        _("Reason"),
    )
    columns = [Column(title) for title in titles]
    rows = _rows(edition, filters)
    name = f"{edition.code}-audit"
    return rows_file(kind, name=name, title=_("Audit trail"), columns=columns, rows=rows)


def _rows(edition: Edition, filters: queries.Filters) -> Iterator[tuple]:
    language = get_language() or "en"
    for found in queries.whole_trail(edition, filters=filters):
        for entry in shown(found, edition)["entries"]:
            at = moment_with_place(entry["at"], edition.venue_timezone, language)
            head = (at, entry["who"], entry["kind_name"], entry["title"], str(entry["act_name"]))
            for change in entry["changes"] or [("", "", "")]:
                yield (*head, *change, entry["reason"])
