"""Applicants learn that the course information has another version."""

from datetime import datetime

from django.db import transaction

from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.services.moving import locked
from samgak.calls import queries as calls
from samgak.calls import services_versions
from samgak.calls.models import CourseInformation
from samgak.calls.rules import TOLD_IN
from samgak.correspondence.models import Letter
from samgak.programmes.models import Edition


def tell_of_new_versions(*, at: datetime) -> int:
    """Draft a letter to whoever has yet to submit, once for each later version; how many."""
    waiting = Application.objects.filter(state__in=states.OPEN).exclude(person__email="")
    editions = Edition.objects.filter(state__in=TOLD_IN, pk__in=waiting.values("edition"))
    told = 0
    for edition in editions.order_by("pk"):
        version = calls.published(edition)
        before = calls.before(version) if version else None
        if version is None or before is None:
            continue
        found = waiting.filter(edition=edition, invited_at__lt=version.published_at)
        told += sum(_tell(one, version, before, at=at) for one in found.order_by("pk").iterator())
    return told


@transaction.atomic
def _tell(
    application: Application, version: CourseInformation, before: CourseInformation, *, at: datetime
) -> bool:
    application = locked(application)
    known = Letter.objects.filter(
        edition=version.edition,
        person=application.person,
        kind=Letter.Kind.COURSE_INFO,
        drafted_at__gte=version.published_at,
    )
    if application.state not in states.OPEN or known.exists():
        return False
    person = application.person
    services_versions.draft_news(
        version,
        before,
        name=str(person),
        address=person.email,
        language=application.language,
        person=person,
        at=at,
    )
    return True
