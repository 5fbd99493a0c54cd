"""Saying that the documents of the course information are at hand."""

from datetime import datetime

from django.db import transaction

from samgak.calls import queries
from samgak.calls.models import CourseInformation, Readiness
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition


@transaction.atomic
def declare_ready(edition: Edition, *, number: str, by, at: datetime) -> Readiness:
    """Note who has the documents of the published version ready; said twice, the first counts."""
    version = version_seen(edition, number=number)
    said = {"declared_at": at}
    return Readiness.objects.get_or_create(version=version, declared_by=by, defaults=said)[0]


def version_seen(edition: Edition, *, number: str) -> CourseInformation:
    """The published version, if it is the one that its reader saw."""
    version = queries.published(edition)
    if version is None or number != str(version.number):
        raise RuleBroken("version_is_new")
    return version
