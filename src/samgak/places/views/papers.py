from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samgak.core import clock, jobs
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.places import files, phrases
from samgak.places import jobs as tasks
from samgak.places.forms import LanguageForm, PaperForm
from samgak.places.models import CohortPaper
from samgak.places.queries import papers as queries
from samgak.places.rules import papers as rules
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page("places.make_papers")
def papers(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The papers made for the cohort, and the form that makes another."""
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        at = clock.now(request)
        work = jobs.begin(
            tasks.make_paper,
            by=request.user,
            at=at,
            edition_code=edition.code,
            **form.cleaned_data,
            on=at.astimezone(edition.zone).date().isoformat(),
            then=reverse("places:papers", kwargs={"code": edition.code}),
        )
        return redirect("portal:work", pk=work.pk)
    context = {
        "edition": edition,
        "form": form,
        "papers": queries.made(edition),
        "people": queries.people(edition).count(),
    }
    return render(request, "places/papers.html", context)


@require_safe
@edition_page("places.make_papers")
def made_paper(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A paper of the whole cohort as a file."""
    found = get_object_or_404(CohortPaper, edition=edition, pk=pk)
    return made_file(bytes(found.content), name=found.name)


@require_safe
@edition_page("places.make_papers")
def paper(
    request: HttpRequest, edition: Edition, participant_id: int, kind: str, form: str
) -> HttpResponse:
    """A paper of one person as a file."""
    if kind not in rules.FOR_ONE or form not in rules.FORMS:
        raise Http404
    seat = get_object_or_404(queries.people(edition), pk=participant_id)
    order = files.Order(
        kind=kind,
        form=form,
        language=LanguageForm(request.GET).wanted,
        signed_by=str(request.user),
        on=clock.now(request).astimezone(edition.zone).date(),
    )
    try:
        made = files.for_one(seat, order)
    except RuleBroken as broken:
        return HttpResponse(
            phrases.sentence(broken), status=422, content_type="text/plain; charset=utf-8"
        )
    return made_file(made.content, name=made.name)
