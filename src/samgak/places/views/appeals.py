from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.places import phrases
from samgak.places.forms import AdmitForm, AppealAnswerForm
from samgak.places.models import Appeal
from samgak.places.queries import appeals as queries
from samgak.places.rules.appeals import LATE, RECEIVED
from samgak.places.services import appeals as services
from samgak.places.views.cohort import may
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ROWS_ON_A_PAGE = 50


@require_safe
@edition_page("places.see_appeals")
def appeals(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All appeals against the decision, the open ones first."""
    pages = Paginator(queries.appeals(edition), ROWS_ON_A_PAGE)
    context = {"edition": edition, "page_obj": pages.get_page(request.GET.get("page"))}
    return render(request, "places/appeals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page("places.see_appeals")
def appeal(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One appeal: the person's words, and the answer of somebody who had no part in the decision."""
    found = _appeal_or_404(edition, pk)
    had_a_part = queries.had_a_part(found, request.user.pk)
    form = AppealAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer(
                found,
                remedy=form.chosen_remedy,
                answer=form.cleaned_data["answer"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("Saved"))
            return redirect("places:appeal", code=edition.code, pk=found.pk)
    is_late = found.state == LATE and may(request, "places.keep_seats")
    return render(
        request,
        "places/appeal.html",
        {
            "edition": edition,
            "appeal": found,
            "form": form if found.state == RECEIVED and not had_a_part else None,
            "may_not_answer": found.state == RECEIVED and had_a_part,
            "admit_form": AdmitForm() if is_late else None,
        },
    )


@require_POST
@edition_page("places.keep_seats")
def admit(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Let an appeal that came late be answered."""
    found, form = _appeal_or_404(edition, pk), AdmitForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        services.admit(found, reason=reason)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("Saved"))
    return redirect("places:appeal", code=edition.code, pk=found.pk)


def _appeal_or_404(edition: Edition, pk: int) -> Appeal:
    try:
        return queries.appeal(edition, pk=pk)
    except Appeal.DoesNotExist:
        raise Http404 from None
