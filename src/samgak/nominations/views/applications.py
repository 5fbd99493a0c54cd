from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from samgak.applications import permissions  # noqa: F401 - registers permissions
from samgak.core import clock, jobs
from samgak.nominations.jobs.applications import invite_to_apply as task
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_POST
@edition_page("applications.invite")
def invite_to_apply(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Invite everybody who is nominated and not invited yet; a job, for they may be many."""
    work = jobs.begin(
        task,
        by=request.user,
        at=clock.now(request),
        edition_code=edition.code,
        edition_id=edition.pk,
        language=get_language() or "en",
    )
    return redirect("portal:work", pk=work.pk)
