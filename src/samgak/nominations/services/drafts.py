"""Drafts: whom a focal point means to nominate, before it counts."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_desk
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.nominations.models import NominationDraft
from samgak.nominations.rules import states
from samgak.nominations.services.window import lock_for_nominations
from samgak.programmes.models import Edition

MOST_DRAFTS = 200  # of a country: a list, not a store
NOT_IN_A_NAME = frozenset("/:@<>")
LONGEST_VALUE = 2_000


@transaction.atomic
def save_draft(
    edition: Edition,
    *,
    country: str,
    values: Mapping[str, str],
    own_answers: Mapping[str, object],
    by,
    at: datetime,
    draft: NominationDraft | None = None,
) -> NominationDraft:
    """Keep what was typed, right or not; refuses a draft without a name."""
    edition = lock_for_nominations(edition, country=country, by=by, at=at)
    name = " ".join(filter(None, (values.get("family", ""), values.get("given", "")))).strip()
    if not name:
        raise RuleBroken("draft_needs_a_name")
    if draft is None:
        _refuse_one_too_many(edition, country)
        draft = NominationDraft(edition=edition, country=country)
    draft.name, draft.state = name[:500], states.DRAFTED
    draft.values = {key: text[:LONGEST_VALUE] for key, text in values.items() if text}
    draft.own_answers = {key: told for key, told in own_answers.items() if told}
    draft.saved_at, draft.saved_by = at, by
    draft.save()
    return draft


@transaction.atomic
def invite(
    edition: Edition,
    *,
    country: str,
    name: str,
    email: str,
    language: str,
    link: str,
    by,
    at: datetime,
) -> NominationDraft:
    """Note whom the country means to nominate, and write to the person what it needs to know."""
    edition = lock_for_nominations(edition, country=country, by=by, at=at)
    _refuse_one_too_many(edition, country)
    # The letter goes out at once, to an address that somebody typed: the name is all they choose.
    if NOT_IN_A_NAME & set(name):
        raise RuleBroken("name_is_none")
    if NominationDraft.objects.filter(edition=edition, email__iexact=email).exists():
        raise RuleBroken("invited_already", name=email)
    draft = NominationDraft.objects.create(
        edition=edition,
        country=country,
        name=name,
        email=email,
        state=states.INVITED,
        values={"family": name, "email": email},
        saved_at=at,
        saved_by=by,
    )
    text = letters_desk.nominee(
        edition,
        language=language,
        name=name,
        country=country,
        focal_point=str(by),
        address=by.email,
        link=link,
    )
    letter = correspondence.draft(
        kind=Letter.Kind.NOMINEE,
        address=email,
        language=language,
        subject=text.subject,
        body=text.body,
        at=at,
        edition=edition,
        by=by,
    )
    correspondence.queue([letter], by=by, at=at)
    return draft


@transaction.atomic
def discard_draft(draft: NominationDraft, *, by, at: datetime) -> None:
    """Delete a draft; nothing of it is kept."""
    lock_for_nominations(draft.edition, country=draft.country, by=by, at=at)
    draft.delete()


def _refuse_one_too_many(edition: Edition, country: str) -> None:
    kept = NominationDraft.objects.filter(edition=edition, country=country).count()
    if kept >= MOST_DRAFTS:
        raise RuleBroken("too_many_drafts", most=MOST_DRAFTS)
