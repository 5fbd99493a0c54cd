"""What the pages of the practice share: the service of the address, who works on it, its words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from rules import has_perm

from samgak.core import texts
from samgak.practice import permissions  # noqa: F401 - registers what may be done here
from samgak.practice.models import ServiceModel, Team
from samgak.practice.queries import journeys
from samgak.practice.queries import teams as queries
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

SEE, WORK, FORM_TEAMS = "practice.see", "practice.work", "practice.form_teams"


def service_page(view: Callable) -> Callable:
    """View decorator: the service of the address, for whoever may see the practice."""

    @edition_page(SEE)
    @wraps(view)
    def checked(request: HttpRequest, edition: Edition, service_id: int, **more: Any):
        return view(request, edition, service_of(edition, service_id), **more)

    return checked


def work_page(view: Callable) -> Callable:
    """View decorator: the service of the address, for whoever works in its team."""

    @edition_page(WORK)
    @wraps(view)
    def checked(request: HttpRequest, edition: Edition, service_id: int, **more: Any):
        service = service_of(edition, service_id)
        refuse_strangers(request, service.team)
        return view(request, edition, service, **more)

    return checked


def service_of(edition: Edition, service_id: int) -> ServiceModel:
    try:
        return queries.service(edition, service_id=service_id)
    except ServiceModel.DoesNotExist:
        raise Http404 from None


def team_of(edition: Edition, key: str) -> Team:
    try:
        return queries.team(edition, key=key)
    except Team.DoesNotExist:
        raise Http404 from None


def refuse_strangers(request: HttpRequest, team: Team) -> None:
    if not queries.may_work_in(team, access=request.access):  # type: ignore[attr-defined]
        raise PermissionDenied


def written_in(team: Team) -> Callable[[object], str]:
    """A stored text as the team wrote it."""
    return lambda text: texts.versions(text, working=team.language).get(team.language, "")


def read_in(team: Team) -> Callable[[object], str]:
    """A stored text in the reader's language, else the team's."""
    reader = get_language() or "en"
    return lambda text: texts.shown(text, reader=reader, working=team.language).text


def titles_of(service: ServiceModel) -> dict[str, str]:
    """Step -> its title for the reader."""
    read = read_in(service.team)
    return {step.code: read(step.title) for step in journeys.source_of(service).steps.all()}


def context_of(request: HttpRequest, edition: Edition, service: ServiceModel) -> dict[str, Any]:
    """What every page of a service shows around it."""
    source = journeys.source_of(service)
    return {
        "edition": edition,
        "may_play": has_perm("practice.play", request.access),  # type: ignore[attr-defined]
        "team": service.team,
        "service": service,
        "source": source,
        "may_work": queries.may_work_in(service.team, access=request.access),  # type: ignore[attr-defined]
        "is_member": queries.is_member(service.team, access=request.access),  # type: ignore[attr-defined]
    }
