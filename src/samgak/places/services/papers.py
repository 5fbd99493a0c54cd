from datetime import datetime

from django.db import transaction

from samgak.places.models import CohortPaper
from samgak.programmes.models import Edition


@transaction.atomic
def keep(
    edition: Edition,
    *,
    kind: str,
    form: str,
    language: str,
    name: str,
    content: bytes,
    people: int,
    by,
    at: datetime,
) -> CohortPaper:
    """Keep a paper of the whole cohort in place of the last one of its kind."""
    paper, _ = CohortPaper.objects.update_or_create(
        edition=edition,
        kind=kind,
        form=form,
        language=language,
        defaults={
            "name": name,
            "content": content,
            "people": people,
            "made_at": at,
            "made_by": by,
        },
    )
    return paper
