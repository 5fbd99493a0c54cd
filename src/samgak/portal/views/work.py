from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samgak.core import clock, jobs
from samgak.core.models import Work
from samgak.portal.queries import works

PROGRESS_STATES = {
    Work.State.QUEUED: "waiting",
    Work.State.RUNNING: "running",
    Work.State.DONE: "done",
    Work.State.FAILED: "failed",
}


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a job is; goes on to its result when it is done."""
    try:
        found = works.work_seen_by(request.user, pk=pk, on=clock.now(request).date())
    except Work.DoesNotExist:
        raise Http404 from None
    is_poll = request.headers.get("HX-Request") == "true"
    if found.state == Work.State.DONE and found.result_path:
        return _go_on(found.result_path) if is_poll else redirect(found.result_path)
    return render(
        request,
        "portal/work_progress.html" if is_poll else "portal/work.html",
        {
            "work": found,
            "title": jobs.title(found),
            "fault": jobs.fault(found),
            "progress_state": PROGRESS_STATES[Work.State(found.state)],
            "has_ended": found.ended_at is not None,
        },
    )


def _go_on(path: str) -> HttpResponse:
    # The page leaves at the header; 286 ends the asking even where it does not.
    return HttpResponse(status=286, headers={"HX-Redirect": path})
