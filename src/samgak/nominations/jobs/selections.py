from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core.models import Work
from samgak.nominations.models import Selection
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.services import selections as services
from samgak.programmes.models import Edition


@jobs.task(
    "nominations.propose_selection", title=_("Choosing the cohort"), sentence=phrases.sentence
)
def propose_selection(work: Work, *, edition_id: int, language: str, at) -> str:
    """Compute and store a proposal."""
    edition = Edition.objects.get(pk=edition_id)
    services.propose(edition, by=work.requested_by, at=at, work=work)
    return _page(edition, language)


@jobs.task(
    "nominations.approve_selection", title=_("Approving the cohort"), sentence=phrases.sentence
)
def approve_selection(work: Work, *, selection_id: int, reason: str, language: str, at) -> str:
    """Make a proposal the decision; with many nominees the letters take a while."""
    selection = Selection.objects.select_related("edition").get(pk=selection_id)
    services.approve(selection, by=work.requested_by, at=at, reason=reason, tell=phrases.told)
    return _page(selection.edition, language)


def _page(edition: Edition, language: str) -> str:
    with translation.override(language):
        return reverse("nominations:selection", kwargs={"code": edition.code})
