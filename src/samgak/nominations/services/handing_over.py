"""The desk of a country handed to another person from a day on; nothing else changes."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from samgak.accounts import services as accounts
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_desk, services_invitations
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.nominations.models import HandOver
from samgak.nominations.services.drafts import NOT_IN_A_NAME
from samgak.partners.models import Role
from samgak.programmes import services as programmes
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.permissions import access_of


@transaction.atomic
def hand_over(
    given: EditionRole,
    *,
    email: str,
    name: str,
    language: str,
    on: date,
    note: str,
    by,
    at: datetime,
) -> HandOver:
    """Give a focal point's desk to the person of this address from a day on; both get a letter.

    A focal point hands over the own desk, an officer any.
    """
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=given.edition_id)
    given = EditionRole.objects.select_related("user").get(pk=given.pk)
    _refuse_others(given, edition, by=by, at=at)
    if on < at.date() or (given.held_until and on >= given.held_until):
        raise RuleBroken("day_is_not_of_the_desk")
    if NOT_IN_A_NAME & set(name):
        raise RuleBroken("name_is_none")
    successor = accounts.account_for(email, name=name, language=language)
    if successor.pk == given.user_id:
        raise RuleBroken("handed_to_oneself")
    held = programmes.hand_over(given, to=successor, on=on, reason=note)
    record = HandOver.objects.create(
        edition=edition,
        country=given.country,
        predecessor=given.user,
        successor=successor,
        takes_effect_on=on,
        note=note.strip(),
        made_at=at,
        made_by=by,
    )
    if successor.last_login is None:
        services_invitations.invite(held, by=by, at=at)
    _write(record, record.successor, record.predecessor, letters_desk.desk_received, at=at)
    _write(record, record.predecessor, record.successor, letters_desk.desk_given, at=at)
    return record


def _refuse_others(given: EditionRole, edition: Edition, *, by, at: datetime) -> None:
    if given.role != Role.FOCAL_POINT:
        raise RuleBroken("not_your_country", country=given.country)
    access = access_of(by, edition, on=at.date())
    is_own = given.user_id == by.pk and given.country in access.countries
    if not is_own and Role.PROGRAMME_OFFICER not in access.roles:
        raise RuleBroken("not_your_country", country=given.country)


def _write(record: HandOver, reader, other, words, *, at: datetime) -> None:
    edition = record.edition
    with translation.override(reader.language):
        path = reverse("nominations:handed_over", kwargs={"code": edition.code, "pk": record.pk})
    text = words(
        edition,
        language=reader.language,
        name=str(reader),
        country=record.country,
        other=str(other),
        day=record.takes_effect_on,
        link=settings.BASE_URL + path,
    )
    letter = correspondence.draft(
        kind=Letter.Kind.HAND_OVER,
        address=reader.email,
        language=reader.language,
        subject=text.subject,
        body=text.body,
        at=at,
        edition=edition,
        user=reader,
        by=record.made_by,
    )
    correspondence.queue([letter], by=record.made_by, at=at)
