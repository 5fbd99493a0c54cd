from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.discussions import rules
from samgak.discussions.models import (
    Commitment,
    CommitmentTranslation,
    Delegation,
    Endorsement,
    FollowUp,
    Statement,
)
from samgak.discussions.services.topics import refuse
from samgak.participants.models import Participant
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition

WHOLE = ("what", "first_step", "due_on", "countries")
WORDS = ("what", "first_step", "asked_of_partners")


@transaction.atomic
def draft(
    edition: Edition,
    *,
    values: dict[str, Any],
    language: str,
    by: User,
    at: datetime,
    statement: Statement | None = None,
) -> Commitment:
    """A commitment in the making, fresh or out of a statement."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = Commitment.objects.filter(edition=edition).order_by("-number").first()
    number = last.number + 1 if last else 1
    if number > rules.MOST_COMMITMENTS:
        raise RuleBroken("too_many_commitments")
    made = Commitment(
        edition=edition,
        number=number,
        language=language,
        drafted_at=at,
        drafted_by=by,
        statement=statement,
        topic=statement.topic if statement else None,
    )
    return _fill(made, values)


@transaction.atomic
def change(commitment: Commitment, *, values: dict[str, Any], at: datetime) -> None:
    """Other words, as long as no delegation has endorsed them."""
    commitment = _locked(commitment)
    standing = commitment.endorsements.standing().count()
    refuse(rules.reasons_not_to_change(commitment.state, endorsements=standing))
    commitment.edited_at = at
    if commitment.state == rules.OFFERED:
        _refuse_unless_whole(values)
    _fill(commitment, values)
    # Translations said what the words were.
    commitment.translations.all().delete()


def _fill(commitment: Commitment, values: dict[str, Any]) -> Commitment:
    for name in WORDS:
        setattr(commitment, name, rules.one_line(values[name]))
    if not commitment.what:
        raise RuleBroken("what_missing")
    commitment.due_on, commitment.countries = values["due_on"], sorted(values["countries"])
    commitment.save()
    organisations: Collection[Organisation] = values["organisations"]
    commitment.organisations.set(organisations)
    return commitment


def _refuse_unless_whole(values: dict[str, Any]) -> None:
    refuse(rules.reasons_not_whole(**{name: values[name] for name in WHOLE}))


@transaction.atomic
def move(commitment: Commitment, *, to: str, parts: Collection[str]) -> None:
    """Offer a commitment to the delegations, take it back, or drop it."""
    commitment = _locked(commitment)
    if not rules.may(rules.COMMITMENT, commitment.state, to, parts):
        raise RuleBroken("no_such_step")
    if to == rules.OFFERED:
        values = {name: getattr(commitment, name) for name in WHOLE}
        _refuse_unless_whole(values)
    if to != rules.OFFERED and commitment.endorsements.standing().exists():
        raise RuleBroken("commitment_is_endorsed")
    commitment.state = to
    commitment.save(update_fields=["state"])


@transaction.atomic
def appoint(
    edition: Edition, *, country: str, seat: Participant | None, by: User, at: datetime
) -> Delegation:
    """Name who speaks for a country: one of its participants who has an account, or nobody."""
    user = seat.person.user if seat else None
    if seat and (seat.edition_id != edition.pk or seat.person.country != country or user is None):
        raise RuleBroken("not_of_the_delegation")
    values = {
        "spokesperson": user,
        "spokesperson_name": str(seat.person) if seat else "",
        "appointed_at": at if seat else None,
        "appointed_by": by if seat else None,
    }
    return Delegation.objects.update_or_create(edition=edition, country=country, defaults=values)[0]


@transaction.atomic
def endorse(
    commitment: Commitment, *, delegation: Delegation, by: User, may_publish: bool, at: datetime
) -> None:
    """A delegation's name under the commitment; with enough of them it is agreed."""
    commitment = _locked(commitment)
    refuse(
        rules.reasons_not_to_endorse(
            state=commitment.state,
            country=delegation.country,
            countries=commitment.countries,
            is_spokesperson=delegation.spokesperson_id == by.pk,
            has_endorsed=commitment.endorsements.standing().filter(delegation=delegation).exists(),
        )
    )
    Endorsement.objects.create(
        commitment=commitment,
        delegation=delegation,
        endorsed_at=at,
        endorsed_by=by,
        may_publish=may_publish,
    )
    _settle(commitment, at=at)


@transaction.atomic
def withdraw(
    commitment: Commitment, *, delegation: Delegation, reason: str, by: User, at: datetime
) -> None:
    """A delegation takes its name back, with a reason."""
    commitment = _locked(commitment)
    reason = rules.one_line(reason)
    found = commitment.endorsements.standing().filter(delegation=delegation).first()
    if found is None or delegation.spokesperson_id != by.pk:
        raise RuleBroken("not_the_spokesperson")
    if not reason:
        raise RuleBroken("reason_missing")
    found.withdrawn_at, found.withdrawn_reason = at, reason
    found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _settle(commitment, at=at)


def _settle(commitment: Commitment, *, at: datetime) -> None:
    standing = commitment.endorsements.standing().count()
    agreed = rules.is_agreed(countries=len(commitment.countries), endorsements=standing)
    if agreed and commitment.state == rules.OFFERED:
        commitment.state, commitment.agreed_at = rules.AGREED, at
    elif not agreed and commitment.state == rules.AGREED:
        commitment.state, commitment.agreed_at = rules.OFFERED, None
    commitment.save(update_fields=["state", "agreed_at"])


def translate(
    commitment: Commitment, *, words: dict[str, str], language: str, by: User, at: datetime
) -> None:
    """The words of a commitment in another language."""
    if language == commitment.language:
        raise RuleBroken("language_of_the_original")
    values = {name: rules.one_line(words[name]) for name in WORDS}
    refuse(rules.reasons_not_a_text(values["what"], longest=rules.LONGEST_WHAT))
    CommitmentTranslation.objects.update_or_create(
        commitment=commitment,
        language=language,
        defaults={**values, "translated_by": by, "translated_at": at},
    )


def follow_up(
    commitment: Commitment,
    *,
    after_months: int,
    status: str,
    note: str,
    language: str,
    country: str,
    by: User,
    on: date,
    at: datetime,
) -> None:
    """Say how far an agreed commitment is; `country` is empty when an officer says it."""
    if commitment.state != rules.AGREED:
        raise RuleBroken("commitment_is_not_agreed")
    FollowUp.objects.update_or_create(
        commitment=commitment,
        after_months=after_months,
        country=country,
        defaults={
            "status": status,
            "note": rules.one_line(note),
            "language": language,
            "seen_on": on,
            "recorded_by": by,
            "recorded_at": at,
        },
    )


def _locked(commitment: Commitment) -> Commitment:
    return Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
