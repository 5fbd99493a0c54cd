"""The panel as officers and screeners see it: results, plan, criteria, reviewers."""

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samgak.core import clock, downloads
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions  # noqa: F401 - registers what the pages ask for
from samgak.nominations.forms.reviews import CriterionForm, PlanForm, ReviewersForm
from samgak.nominations.forms.screening import BoardForm
from samgak.nominations.models import Criterion, Review
from samgak.nominations.phrases import reviews as phrases
from samgak.nominations.queries import reviews as queries
from samgak.nominations.queries import screening, selections
from samgak.nominations.services import reviews as services
from samgak.nominations.views.asking import found_or_404
from samgak.nominations.views.screening import filters_on
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ROWS_ON_A_PAGE = 50


def _found(request: HttpRequest, edition: Edition, form: BoardForm):
    hidden = queries.conflicts_of(edition, request.user)
    return screening.board(edition, filters=form.wanted).exclude(pk__in=hidden)


@require_safe
@edition_page("nominations.see_screening")
def results(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the reviewers said of each nominee, how far they are, and how they work."""
    form = BoardForm(request.GET, countries=selections.countries(edition))
    page = Paginator(_found(request, edition, form), ROWS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    is_hidden = queries.has_open_reviews(edition, request.user)
    panels = {} if is_hidden else queries.panels(edition, [one.pk for one in shown])
    context = {
        "edition": edition,
        "plan": queries.plan_of(edition),
        "criteria": queries.criteria_of(edition),
        "progress": queries.progress(edition),
        "is_hidden": is_hidden,
        "filter_form": form,
        "filters_on": filters_on(request, form),
        "page_obj": page,
        "rows": [(one, panels.get(one.pk, queries.Panel())) for one in shown],
        "query": request.GET.urlencode(),
        "may_arrange": rules.has_perm("nominations.arrange_reviews", request.access),  # type: ignore[attr-defined]
    }
    return render(request, "nominations/reviews.html", context)


@require_safe
@edition_page("nominations.see_screening")
def export(request: HttpRequest, edition: Edition, kind: str) -> HttpResponseBase:
    """The results as a file; for a reviewer who has still to mark somebody without those of others."""
    form = BoardForm(request.GET, countries=selections.countries(edition))
    criteria, working = queries.criteria_of(edition), edition.working_language
    is_hidden = queries.has_open_reviews(edition, request.user)
    panels = {} if is_hidden else queries.panels(edition)
    return downloads.rows_file(
        kind,
        name=f"reviews-{edition.code}",
        title=_("Reviews"),
        columns=phrases.columns(criteria, working=working),
        rows=phrases.rows(_found(request, edition, form).iterator(1_000), panels, criteria),
    )


@edition_page("nominations.arrange_reviews")
def plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The phases and the ways of the panel."""
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, plan=queries.plan_of(edition))
    if form.is_valid():
        try:
            services.save_plan(edition, values=form.values, reason=form.cleaned_data["reason"])
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The plan of the reviews is kept."))
            return redirect("nominations:reviews", code=edition.code)
    title = _("Phases and rules of the reviews")
    context = {"edition": edition, "form": form, "title": title}
    return render(request, "nominations/review_form.html", context)


@edition_page("nominations.arrange_reviews")
def criterion(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    """Add a criterion, or change one."""
    known = _criterion(edition, pk) if pk else None
    data = request.POST if request.method == "POST" else None
    form = CriterionForm(data, working=edition.working_language, criterion=known)
    if form.is_valid():
        try:
            services.put_criterion(edition, values=form.cleaned_data, criterion=known)
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The criterion is kept."))
            return redirect("nominations:reviews", code=edition.code)
    context = {"edition": edition, "form": form, "title": _("Criterion"), "criterion": known}
    return render(request, "nominations/review_form.html", context)


@edition_page("nominations.arrange_reviews")
def remove_criterion(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Ask first, then take a criterion out."""
    known = _criterion(edition, pk)
    if request.method != "POST":
        context = {"edition": edition, "criterion": known}
        return render(request, "nominations/criterion_out.html", context)
    try:
        services.remove_criterion(known)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The criterion is taken out."))
    return redirect("nominations:reviews", code=edition.code)


@edition_page("nominations.arrange_reviews")
def reviewers(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who reviews; the nominees are spread over them at once."""
    people = queries.possible_reviewers(edition, on=clock.now(request).date())
    named = Review.objects.filter(edition=edition, has_conflict=False).values("reviewer")
    data = request.POST if request.method == "POST" else None
    form = ReviewersForm(data, people=people, initial={"reviewers": people.filter(pk__in=named)})
    if form.is_valid():
        chosen = [one.pk for one in form.cleaned_data["reviewers"]]
        try:
            asked = services.assign(edition, reviewers=chosen)
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            text = ngettext(
                "%(number)s new review is asked.", "%(number)s new reviews are asked.", asked
            )
            messages.success(request, text % {"number": asked})
            return redirect("nominations:reviews", code=edition.code)
    context = {"edition": edition, "form": form, "title": _("Reviewers")}
    return render(request, "nominations/review_form.html", context)


def _criterion(edition: Edition, pk: int) -> Criterion:
    return found_or_404(Criterion.objects.get, edition=edition, pk=pk)
