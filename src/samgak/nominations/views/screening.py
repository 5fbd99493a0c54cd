from collections.abc import Mapping

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock, downloads, versions
from samgak.core.errors import RuleBroken
from samgak.correspondence import queries as correspondence
from samgak.nominations import permissions  # noqa: F401 - registers what the pages ask for
from samgak.nominations import queries as nominees
from samgak.nominations.forms.screening import BoardForm, FindingForm
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import reviews as panel
from samgak.nominations.phrases import screening as phrases
from samgak.nominations.queries import reviews, selections
from samgak.nominations.queries import screening as queries
from samgak.nominations.rules.screening import SCREENED_IN
from samgak.nominations.services import screening as services
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ROWS_ON_A_PAGE = 50


def _may_screen(request: HttpRequest, edition: Edition) -> bool:
    access = request.access  # type: ignore[attr-defined]
    return edition.state in SCREENED_IN and rules.has_perm("nominations.screen", access)


@require_safe
@edition_page("nominations.see_screening")
def board(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every nominee with what is computed and what a person confirmed."""
    form = BoardForm(request.GET, countries=selections.countries(edition))
    found = _seen_by(request, edition, filters=form.wanted)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "nominations/screening.html",
        {
            "edition": edition,
            "filter_form": form,
            "filters_on": filters_on(request, form),
            "page_obj": page,
            "rows": queries.screened(page.object_list, edition=edition),
            "counts": queries.counts(edition),
            "batch": queries.last_batch(edition),
            "query": request.GET.urlencode(),
            "may_screen": _may_screen(request, edition),
        },
    )


def filters_on(request: HttpRequest, form: BoardForm) -> list[dict[str, str]]:
    """Each filter that is on, with the address without it."""
    filters = []
    for name in form.wanted:
        query = request.GET.copy()
        query.pop(name)
        query.pop("page", None)
        said = {"filter": form.fields[name].label, "value": form.words(name)}
        text = _("%(filter)s: %(value)s") % said
        filters.append({"text": text, "url": f"?{query.urlencode()}"})
    return filters


@require_safe
@edition_page("nominations.see_screening")
def export(request: HttpRequest, edition: Edition, kind: str) -> HttpResponseBase:
    """The board that the filters find, as a file."""
    form = BoardForm(request.GET, countries=selections.countries(edition))
    found = _seen_by(request, edition, filters=form.wanted)
    return downloads.rows_file(
        kind,
        name=f"screening-{edition.code}",
        title=_("Screening"),
        columns=phrases.columns(),
        rows=phrases.rows(queries.all_screened(found, edition=edition)),
    )


@edition_page("nominations.see_screening")
def nominee(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One nominee with the evidence; a screener says here what they find."""
    screened = _screened(request, edition, pk)
    may_screen = _may_screen(request, edition)
    form = _form(request, edition, screened) if may_screen else None
    if form and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("verdict", "reason", "language")}
            services.find(
                screened.nomination,
                **given,
                seen=form.cleaned_data["seen"],
                words_of=phrases.words_of,
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, panel.sentence(broken))
            if broken.code == versions.CHANGED:
                screened = _screened(request, edition, pk)
                form.see(screened.version)
        else:
            messages.success(request, _("The finding is kept."))
            return redirect("nominations:screening", code=edition.code)
    person, nomination = screened.nomination.person, screened.nomination
    context = {
        "edition": edition,
        "row": screened,
        "facts": nominees.stored_facts(person, nomination),
        "form": form,
        **_panel(request, edition, nomination),
    }
    return render(request, "nominations/screen.html", context)


def _panel(request: HttpRequest, edition: Edition, nomination: Nomination) -> dict:
    """What the reviewers said; nothing for a reviewer who has still to mark somebody."""
    if reviews.has_open_reviews(edition, request.user):
        return {}
    said = reviews.panels(edition, [nomination.pk]).get(nomination.pk)
    if said is None or not said.done:
        return {}
    criteria, working = reviews.criteria_of(edition), edition.working_language
    return {"panel": said, "criteria": panel.criterion_lines(said, criteria, working=working)}


def _form(request: HttpRequest, edition: Edition, screened: queries.Screened) -> FindingForm:
    person, found = screened.nomination.person, screened.finding
    initial = {"verdict": screened.computed, "reason": ""}
    initial["language"] = correspondence.language_of(person, edition=edition)
    if found and not screened.has_changed:
        initial |= {"verdict": found.verdict, "reason": found.reason}
        initial["language"] = found.language or initial["language"]
    data = request.POST if request.method == "POST" else None
    return FindingForm(data, initial=initial, version=screened.version)


@edition_page("nominations.screen")
def confirm_all(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask first, then confirm everybody of whom nobody has found anything yet."""
    if request.method != "POST":
        context = {"edition": edition, "counts": queries.counts(edition)}
        return render(request, "nominations/screen_all.html", context)
    try:
        done, rest = services.find_all_as_computed(
            edition, words_of=phrases.words_of, by=request.user, at=clock.now(request)
        )
    except RuleBroken as broken:
        messages.error(request, panel.sentence(broken))
        return redirect("nominations:screening", code=edition.code)
    text = ngettext("%(people)s person is confirmed.", "%(people)s people are confirmed.", done)
    messages.success(request, text % {"people": done})
    if rest:
        text = ngettext(
            "%(people)s person waits: the application is not endorsed yet.",
            "%(people)s people wait: their applications are not endorsed yet.",
            rest,
        )
        messages.warning(request, text % {"people": rest})
    return redirect("nominations:screening", code=edition.code)


@require_POST
@edition_page("nominations.screen")
def take_back(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take back what was confirmed together last."""
    try:
        services.take_back_last(edition, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, panel.sentence(broken))
    else:
        messages.success(request, _("What was confirmed together last is taken back."))
    return redirect("nominations:screening", code=edition.code)


def _seen_by(request: HttpRequest, edition: Edition, *, filters: Mapping[str, str]):
    """The board without those with whom the reader has a conflict of interest."""
    hidden = reviews.conflicts_of(edition, request.user)
    return queries.board(edition, filters=filters).exclude(pk__in=hidden)


def _screened(request: HttpRequest, edition: Edition, pk: int) -> queries.Screened:
    try:
        found: Nomination = _seen_by(request, edition, filters={}).get(pk=pk)
    except Nomination.DoesNotExist:
        raise Http404 from None
    [screened] = queries.screened([found], edition=edition)
    return screened
