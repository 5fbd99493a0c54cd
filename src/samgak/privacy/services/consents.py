"""Agreed, refused, withdrawn: each answer is a new row, and a value without its consent goes at once."""

from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.participants.models import Person
from samgak.privacy import queries, rules
from samgak.privacy.models import Consent, VaultItem
from samgak.privacy.services import purging
from samgak.programmes.models import Edition


@transaction.atomic
def consent(
    *,
    person: Person,
    edition: Edition,
    purpose: str,
    data_class: str,
    text_version: str,
    language: str,
    agreed: bool,
    at: datetime,
    is_of_a_form: bool = False,
) -> Consent:
    """Answer the version of a text that was shown; a refusal deletes what was given under it before.

    The text is one of `rules.texts`, or it `is_of_a_form` that keeps it, for a purpose and class asked here.
    """
    if is_of_a_form:
        is_known = rules.newest_text(purpose, data_class) is not None
    else:
        is_known = rules.text_of(purpose, data_class, text_version) is not None
    if not is_known:
        raise RuleBroken("consent_text_unknown")
    answer = rules.AGREED if agreed else rules.REFUSED
    latest = _latest(person, edition, purpose, data_class)
    if latest and (latest.answer, latest.text_version) == (answer, text_version):
        return latest
    if not agreed:
        purging.purge_under(person, edition, purpose=purpose, data_class=data_class, at=at)
    return Consent.objects.create(
        person=person,
        edition=edition,
        purpose=purpose,
        data_class=data_class,
        text_version=text_version,
        language=language,
        answer=answer,
        answered_at=at,
    )


@transaction.atomic
def withdraw_consent(
    *,
    person: Person,
    edition: Edition,
    purpose: str,
    data_class: str,
    language: str,
    at: datetime,
) -> Consent:
    """Take a consent back; what was given under it is deleted in the same moment."""
    latest = _latest(person, edition, purpose, data_class)
    if latest is None or latest.answer != rules.AGREED:
        raise RuleBroken("nothing_to_withdraw")
    purging.purge_under(person, edition, purpose=purpose, data_class=data_class, at=at)
    return Consent.objects.create(
        person=person,
        edition=edition,
        purpose=purpose,
        data_class=data_class,
        text_version=latest.text_version,
        language=language,
        answer=rules.WITHDRAWN,
        answered_at=at,
    )


@transaction.atomic
def join_people(kept: Person, duplicate: Person) -> None:
    """Give all that a second record of the same person holds to the first."""
    Consent.objects.filter(person=duplicate).update(person=kept)
    VaultItem.objects.filter(person=duplicate).update(person=kept)


def _latest(person: Person, edition: Edition, purpose: str, data_class: str) -> Consent | None:
    # Two windows of one person take turns.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return queries.latest_answers(person, edition).get((purpose, data_class))
