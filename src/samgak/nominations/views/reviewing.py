"""A reviewer's own pages: one nominee at a time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions  # noqa: F401 - registers what the pages ask for
from samgak.nominations import queries as nominees
from samgak.nominations.forms.reviews import ConflictForm, MarksForm
from samgak.nominations.models import Review
from samgak.nominations.phrases import imports
from samgak.nominations.phrases import reviews as phrases
from samgak.nominations.queries import reviews as queries
from samgak.nominations.services import reviews as services
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_safe
@edition_page("nominations.review")
def my_reviews(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is asked of the reader, by number; names stand there only where reviews are not anonymous."""
    plan = queries.plan_of(edition)
    found = queries.reviews_of(edition, request.user).select_related("nomination__person")
    reviews = list(enumerate(found, start=1))
    first = next((one for _number, one in reviews if not (one.done_at or one.has_conflict)), None)
    context = {"edition": edition, "plan": plan, "reviews": reviews, "first": first}
    context["asked"] = sum(not one.has_conflict for _number, one in reviews)
    context["done"] = sum(bool(one.done_at) for _number, one in reviews)
    return render(request, "nominations/my_reviews.html", context)


@edition_page("nominations.review")
def review(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One nominee and the marks; then the next."""
    number, found = _review(request, edition, pk)
    given = dict(found.marks.values_list("criterion", "value"))
    form = MarksForm(
        request.POST if request.method == "POST" else None,
        criteria=queries.criteria_of(edition),
        given=given,
        working=edition.working_language,
    )
    if form.is_valid():
        try:
            services.mark(found, marks=form.marks, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The marks are kept."))
            return _next(request, edition)
    context = {"edition": edition, "review": found, "number": number, "form": form}
    return render(request, "nominations/review.html", context | _facts(edition, found))


def _facts(edition: Edition, found: Review) -> dict:
    nomination, working = found.nomination, edition.working_language
    statements = queries.statements_of(nomination)
    if queries.plan_of(edition).is_anonymous:
        facts = phrases.facts_without_names(nomination, statements, working=working)
        return {"facts": facts, "is_anonymous": True}
    kept = nominees.stored_facts(nomination.person, nomination)
    facts = [
        {"key": imports.field_name(name), "value": imports.fact_text(name, kept)}
        for name in ("organisation", "position", "years_in_service", "last_training_on")
        if kept.get(name)
    ]
    facts += phrases.statement_rows(statements, working=working)
    return {"facts": facts, "is_anonymous": False}


@edition_page("nominations.review")
def conflict(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Declare a conflict of interest: the nominee is then somebody else's."""
    number, found = _review(request, edition, pk)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.declare_conflict(
                found, reason=form.cleaned_data["reason"], at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The conflict of interest is recorded."))
            return redirect("nominations:my_reviews", code=edition.code)
    context = {"edition": edition, "review": found, "number": number, "form": form}
    return render(request, "nominations/review_conflict.html", context)


def _next(request: HttpRequest, edition: Edition) -> HttpResponse:
    waiting = queries.reviews_of(edition, request.user).filter(
        done_at__isnull=True, has_conflict=False
    )
    if following := waiting.first():
        return redirect("nominations:review", code=edition.code, pk=following.pk)
    return redirect("nominations:my_reviews", code=edition.code)


def _review(request: HttpRequest, edition: Edition, pk: int) -> tuple[int, Review]:
    """A review of the reader's own, with its number; nobody else's, and none with a conflict."""
    own = list(queries.reviews_of(edition, request.user).values_list("pk", flat=True))
    found = Review.objects.select_related("nomination__person", "nomination__edition", "edition")
    if pk not in own:
        raise Http404
    review = found.get(pk=pk)
    if review.has_conflict:
        raise Http404
    return own.index(pk) + 1, review
