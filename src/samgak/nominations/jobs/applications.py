from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samgak.applications import phrases
from samgak.applications import services as applications
from samgak.core import jobs
from samgak.core import services as core
from samgak.core.models import Work
from samgak.nominations.models import Nomination
from samgak.participants.models import Person
from samgak.programmes.models import Edition


@jobs.task(
    "nominations.invite_to_apply", title=_("Inviting people to apply"), sentence=phrases.sentence
)
def invite_to_apply(work: Work, *, edition_id: int, language: str, at) -> str:
    """Send everybody who is nominated the link to their own application."""
    edition = Edition.objects.get(pk=edition_id)
    standing = Nomination.objects.filter(edition=edition).standing()
    people = Person.objects.filter(pk__in=standing.values("person")).select_related("user")
    total = people.count()
    applications.invite_all(
        edition,
        people=people.iterator(chunk_size=500),
        by=work.requested_by,
        at=at,
        progress=lambda done: core.advance(work, done=done, total=total),
    )
    with translation.override(language):
        return reverse("applications:applications", kwargs={"code": edition.code})
