from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.actionplans import permissions  # noqa: F401 - registers who writes a plan
from samgak.actionplans import phrases as plan_phrases
from samgak.actionplans import services as plans
from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.participants.models import Participant
from samgak.practice.addresses import address_of
from samgak.practice.models import ServiceModel
from samgak.practice.phrases.results import result_lines, title_of
from samgak.practice.phrases.services import sentence
from samgak.practice.queries import teams
from samgak.practice.queries.results import Result, result_of
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_POST
@edition_page("actionplans.write_plan")
def lay_into_plan(request: HttpRequest, edition: Edition, service_id: int) -> HttpResponseBase:
    """The result of the own team goes into the own plan, with a link to its drawings."""
    service = _service_of(edition, service_id)
    if not teams.is_member(service.team, access=request.access):  # type: ignore[attr-defined]
        raise PermissionDenied
    try:
        result = result_of(service)
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
        return redirect("practice:measures", code=edition.code, service_id=service.pk)
    try:
        _attach(request, edition, result)
    except RuleBroken as broken:
        messages.error(request, plan_phrases.sentence(broken))
        return redirect(result.page, code=edition.code, service_id=service.pk)
    messages.success(request, _("The result stands in your action plan."))
    return redirect("actionplans:my_plan", code=edition.code)


def _service_of(edition: Edition, service_id: int) -> ServiceModel:
    try:
        return teams.service(edition, service_id=service_id)
    except ServiceModel.DoesNotExist:
        raise Http404 from None


def _attach(request: HttpRequest, edition: Edition, result: Result) -> None:
    language = get_language() or edition.working_language
    plans.attach_result(
        Participant.objects.get(edition=edition, person__user=request.user),
        title=title_of(result, reader=language),
        url=address_of(edition)(result.page, service_id=result.service.pk),
        numbers=result_lines(result),
        language=language,
        at=clock.now(request),
    )
