"""The signed letter of a country as it is handed in."""

from datetime import datetime

from django.db import transaction

from samgak.core import uploads
from samgak.core.errors import RuleBroken
from samgak.nominations import queries
from samgak.nominations.models import EndorsementLetter
from samgak.nominations.rules.letters import POLICY
from samgak.nominations.services.window import role_of
from samgak.programmes.models import Edition

MOST_LETTERS = 30  # of a country


@transaction.atomic
def upload_letter(
    edition: Edition, *, country: str, file_name: str, content: bytes, by, at: datetime
) -> EndorsementLetter:
    """Keep a signed letter; the earlier ones stay. A letter may come in after the deadline."""
    if role_of(edition, country=country, by=by, at=at) is None:
        raise RuleBroken("not_your_country", country=country)
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if EndorsementLetter.objects.filter(edition=edition, country=country).count() >= MOST_LETTERS:
        raise RuleBroken("too_many_letters", most=MOST_LETTERS)
    kept = uploads.keep(file_name, content, POLICY)
    return EndorsementLetter.objects.create(
        edition=edition,
        country=country,
        file_name=kept.name,
        kind=kept.kind,
        content=content,
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
        list_stamp=queries.order_stamp(edition, country=country),
        uploaded_at=at,
        uploaded_by=by,
    )
