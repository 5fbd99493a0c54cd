import hashlib

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.places import country_name
from samgak.core.texts import shown
from samgak.discussions import rules
from samgak.discussions.models import Analysis, Topic
from samgak.discussions.queries import results as queries
from samgak.discussions.services import analysis as services
from samgak.discussions.views.base import (
    READ,
    TAKE_PART,
    context_of,
    done,
    leads,
    refuse_unless,
    topic_of,
)
from samgak.drawing.opinions import opinion_map
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

ON_A_PAGE = 100


@require_safe
@edition_page(READ)
def results(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponseBase:
    """How the vote goes; when it is closed: the groups, what all agree on, what divides."""
    topic = topic_of(edition, topic_id)
    context = context_of(request, edition, topic) | _counts(topic)
    may_see = rules.may_see_analysis(topic.state, is_moderator=context["leads"])
    if may_see and (kind := request.GET.get("download")):
        return _file(kind, edition, topic)
    kept = Analysis.objects.filter(topic=topic).first() if may_see else None
    context |= {"may_see": may_see, "analysis": kept}
    if may_see:
        pages = Paginator(queries.accepted(topic), ON_A_PAGE)
        page_obj = pages.get_page(request.GET.get("page"))
        context |= {"counted": queries.counted(page_obj), "page_obj": page_obj}
    if kept:
        context |= _shown(kept)
    return render(request, "discussions/results.html", context)


def _shown(kept: Analysis) -> dict[str, object]:
    groups = kept.found["groups"]
    places = [(x, y, group) for x, y, group in kept.found["places"]]
    columns = [_("Group"), _("People")]
    rows = [[chr(65 + at), size] for at, size in enumerate(groups)]
    drawn = ""
    # A map of fewer people would show where each of them stands.
    if len(places) >= rules.LEAST_SHOWN:
        drawn = opinion_map(
            places[:5_000],
            title=_("Map of opinions"),
            about=_("Who votes alike stands close together. Nobody is named."),
        )
    return {
        "map": drawn,
        "group_columns": columns,
        "group_rows": rows,
        "unites": _findings(kept, "unites"),
        "divides": _findings(kept, "divides"),
        "more_unite": max(0, len(kept.found["unites"]) - queries.MOST_FINDINGS),
        "more_divide": max(0, len(kept.found["divides"]) - queries.MOST_FINDINGS),
    }


def _findings(kept: Analysis, kind: str) -> list[tuple[queries.Finding, list[list[object]]]]:
    reader = get_language() or "en"
    made = []
    for one in queries.findings(kept, kind=kind):
        rows: list[tuple[str, rules.Count]] = [(_("Everybody"), one.total)]
        rows += [(_("Group %(letter)s") % {"letter": name}, count) for name, count in one.groups]
        rows += [(country_name(code, reader), count) for code, count in one.countries.shown]
        if one.countries.count_together:
            rows.append((_("Other countries together"), one.countries.count_together))
        made.append((one, [[name, n.agree, n.disagree, n.passed] for name, n in rows]))
    return made


def _counts(topic: Topic) -> dict[str, int]:
    people, votes, _changes = queries.state_of_votes(topic)
    return {"people": people, "votes": votes}


@require_safe
@edition_page(READ)
def counts(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponseBase:
    """The part of the results that is asked again and again; unchanged, it is not sent again."""
    topic = topic_of(edition, topic_id)
    people, votes, changes = queries.state_of_votes(topic)
    key = f"{topic.pk}:{topic.state}:{people}:{votes}:{changes}:{get_language()}"
    etag = f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'
    response = render(
        request,
        "discussions/counts.html",
        {"edition": edition, "topic": topic, "people": people, "votes": votes},
    )
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response)


@require_POST
@edition_page(TAKE_PART)
def analyse(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponse:
    """Compute groups and opinions from the votes so far."""
    topic = topic_of(edition, topic_id)
    refuse_unless(leads(request, topic))
    done(
        request,
        lambda: services.analyse(topic, at=clock.now(request)),
        said=_("The results are computed."),
    )
    return redirect("discussions:results", code=edition.code, topic_id=topic_id)


def _file(kind: str, edition: Edition, topic: Topic) -> HttpResponseBase:
    reader = get_language() or "en"
    columns = [
        Column(_("Number")),
        Column(_("Statement"), 60),
        Column(_("Prepared by the organisers")),
        Column(_("Agree")),
        Column(_("Disagree")),
        Column(_("Pass")),
    ]
    rows = (
        (
            one.statement.number,
            shown(one.statement.words, reader=reader, working=one.statement.language).text,
            _("no") if one.statement.author_id else _("yes"),
            *((one.count.agree, one.count.disagree, one.count.passed) if one.count else ("",) * 3),
        )
        for one in queries.counted(queries.accepted(topic))
    )
    name, title = f"{edition.code}-{topic.code}-statements", _("Statements")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
