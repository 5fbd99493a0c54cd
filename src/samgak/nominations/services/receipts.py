from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samgak.correspondence import letters
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.nominations.models import Nomination
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition


def draft_receipts(edition: Edition, *, country: str, by, at: datetime) -> list[Letter]:
    """Draft a receipt to each focal point of the country: how many people are nominated by now."""
    call = Call.objects.filter(edition=edition).first()
    nominated = Nomination.objects.filter(edition=edition, country=country).standing().count()
    roles = programmes.focal_points(edition, country=country, on=at.date())
    # A receipt that nobody has looked at yet would tell an older number.
    older = Letter.objects.filter(
        edition=edition,
        kind=Letter.Kind.RECEIPT,
        state=Letter.State.DRAFT,
        user__in=[role.user_id for role in roles],
    )
    for letter in older:
        correspondence.discard(letter)
    return [
        _draft(role.user, edition, country=country, nominated=nominated, call=call, by=by, at=at)
        for role in roles
    ]


def _draft(user, edition, *, country: str, nominated: int, call: Call | None, by, at) -> Letter:
    with translation.override(user.language):
        path = reverse("nominations:desk", kwargs={"code": edition.code})
    text = letters.receipt(
        edition,
        language=user.language,
        name=str(user),
        country=country,
        nominated=nominated,
        link=settings.BASE_URL + path,
        closes_at=call.closes_at if call else None,
    )
    return correspondence.draft(
        kind=Letter.Kind.RECEIPT,
        address=user.email,
        language=user.language,
        subject=text.subject,
        body=text.body,
        at=at,
        edition=edition,
        user=user,
        by=by,
    )
