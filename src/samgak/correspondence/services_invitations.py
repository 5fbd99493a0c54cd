"""Invitations: a letter with a link that signs its reader in and opens the account."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from samgak.accounts import links
from samgak.accounts.models import User
from samgak.core import texts
from samgak.correspondence import letters, services
from samgak.correspondence.models import Letter
from samgak.partners.models import OrganisationRole
from samgak.programmes.models import EditionRole
from samgak.programmes.phrases import ROLE_TEXTS
from samgak.programmes.queries_people import name_of

HIDDEN = "…"  # where the preview leaves out the link, which is its reader's alone


def preview(given: EditionRole | OrganisationRole, *, at: datetime) -> letters.Text:
    """The letter as its reader will see it, without the link."""
    return _text(given, link=HIDDEN, at=at)


@transaction.atomic
def invite(given: EditionRole | OrganisationRole, *, by, at: datetime) -> Letter:
    """Write to somebody who was given a role, with a link to begin; queue the letter.

    It belongs to no edition's outbox: whoever could read the link there could sign in as its reader.
    """
    user = given.user
    text = _text(given, link=_link(user), at=at)
    letter = services.draft(
        kind=Letter.Kind.INVITATION,
        address=user.email,
        language=user.language,
        subject=text.subject,
        body=text.body,
        user=user,
        by=by,
        at=at,
    )
    services.queue([letter], by=by, at=at)
    letter.refresh_from_db()
    return letter


def _text(given: EditionRole | OrganisationRole, *, link: str, at: datetime) -> letters.Text:
    user = given.user
    with translation.override(user.language):
        role = str(ROLE_TEXTS[given.role])
    return letters.invitation(
        language=user.language,
        name=str(user),
        place=_place(given, user.language),
        role=role,
        link=link,
        valid_until=at + links.LIFETIMES[_purpose(user)],
        zone=_zone(given),
    )


def _link(user: User) -> str:
    with translation.override(user.language):
        here = reverse("portal:workspace")
    return links.link_to(user, purpose=_purpose(user), next_path=here)


def _purpose(user: User) -> links.Purpose:
    return links.Purpose.SIGN_IN if user.last_login else links.Purpose.WELCOME


def _place(given: EditionRole | OrganisationRole, language: str) -> str:
    if isinstance(given, OrganisationRole):
        return name_of(given.organisation, language=language)
    edition = given.edition
    return texts.shown(edition.title, reader=language, working=edition.working_language).text


def _zone(given: EditionRole | OrganisationRole) -> str:
    if given.user.timezone:
        return given.user.timezone
    is_of_edition = isinstance(given, EditionRole)
    return given.edition.venue_timezone if is_of_edition else settings.TIME_ZONE
