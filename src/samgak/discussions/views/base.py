"""What the pages of discussions share: the topic of the address, who leads it, acts that may be refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from rules import has_perm

from samgak.core.errors import RuleBroken
from samgak.discussions import permissions, phrases
from samgak.discussions.models import Topic
from samgak.programmes.models import Edition

READ, TAKE_PART, VOTE = (
    "discussions.read_discussions",
    "discussions.take_part",
    "discussions.vote",
)


def topic_of(edition: Edition, topic_id: int) -> Topic:
    return get_object_or_404(Topic.objects.select_related("session"), edition=edition, pk=topic_id)


def leads(request: HttpRequest, topic: Topic) -> bool:
    return permissions.leads(request.access, topic)  # type: ignore[attr-defined]


def context_of(request: HttpRequest, edition: Edition, topic: Topic) -> dict[str, Any]:
    """What every page of a topic shows around it."""
    return {
        "edition": edition,
        "topic": topic,
        "leads": leads(request, topic),
        "may_vote": has_perm(VOTE, request.access),  # type: ignore[attr-defined]
        "may_write": has_perm(TAKE_PART, request.access),  # type: ignore[attr-defined]
    }


def refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def done(request: HttpRequest, act: Callable[[], object], *, said: str) -> bool:
    """Do it and say so, or say why not."""
    try:
        act()
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return False
    messages.success(request, said)
    return True


def kept(form: Any, act: Callable[[], object]) -> bool:
    """Do what a valid form asks; a refusal stands in the form, with what was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except RuleBroken as broken:
        form.add_error(None, phrases.sentence(broken))
        return False
    return True
