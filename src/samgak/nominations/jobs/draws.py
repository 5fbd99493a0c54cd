from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core.models import Work
from samgak.nominations.models import FairDraw
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.services import draws as services
from samgak.programmes.models import Edition


@jobs.task("nominations.commit_draw", title=_("Fixing the draw"), sentence=phrases.sentence)
def commit(
    work: Work, *, edition_id: int, seed_source: str, seed_at: str, language: str, at
) -> str:
    """Compute the fairest probabilities and publish them."""
    edition = Edition.objects.get(pk=edition_id)
    services.commit(
        edition,
        seed_source=seed_source,
        seed_at=datetime.fromisoformat(seed_at),
        by=work.requested_by,
        at=at,
        work=work,
    )
    return _page(edition, language)


@jobs.task("nominations.cast_draw", title=_("Drawing the cohort"), sentence=phrases.sentence)
def cast(work: Work, *, draw_id: int, seed: str, language: str, at) -> str:
    """Draw the cohort by the seed and propose it."""
    draw = FairDraw.objects.select_related("edition").get(pk=draw_id)
    services.cast(draw, seed=seed, by=work.requested_by, at=at, work=work)
    return _page(draw.edition, language)


def _page(edition: Edition, language: str) -> str:
    with translation.override(language):
        return reverse("nominations:draw", kwargs={"code": edition.code})
