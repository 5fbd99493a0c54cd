"""Roles of people on an edition or at an organisation: given for a time, ended, never deleted."""

from datetime import date, datetime

from django.db import transaction

from samgak.accounts import services as accounts
from samgak.accounts.models import User
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes import queries_people as queries
from samgak.programmes import rules_people as rules
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.permissions import HOUSE_ROLES


@transaction.atomic
def give_role(
    edition: Edition,
    *,
    email: str,
    role: str,
    by,
    at: datetime,
    name: str = "",
    language: str = "en",
    country: str = "",
    organisation: Organisation | None = None,
    held_from: date | None = None,
    held_until: date | None = None,
) -> EditionRole:
    """Give somebody a role on the edition; an account is made for an address that has none."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    _check(role, held=queries.roles_on(edition, user=by, on=at.date()))
    user = accounts.account_for(email, name=name, language=language)
    return admit(
        edition,
        user=user,
        role=role,
        country=country,
        organisation=organisation,
        held_from=held_from or at.date(),
        held_until=held_until,
    )


@transaction.atomic
def admit(
    edition: Edition,
    *,
    user: User,
    role: str,
    held_from: date,
    country: str = "",
    organisation: Organisation | None = None,
    held_until: date | None = None,
) -> EditionRole:
    """Give a role that follows from something decided elsewhere, such as a seat for a participant."""
    _check_period(role, country, held_from, held_until)
    same = EditionRole.objects.filter(user=user, edition=edition, role=role, country=country)
    _refuse_overlap(same, held_from, held_until, user)
    given, _ = EditionRole.objects.update_or_create(
        user=user,
        edition=edition,
        role=role,
        country=country,
        held_from=held_from,
        defaults={"held_until": held_until, "organisation": organisation},
    )
    return given


@transaction.atomic
def end_role(given: EditionRole, *, by, at: datetime, reason: str = "") -> EditionRole:
    """End a role from today on; the edition keeps at least one administrator if it has any."""
    edition = Edition.objects.select_for_update().get(pk=given.edition_id)
    given = EditionRole.objects.get(pk=given.pk)
    _check(given.role, held=queries.roles_on(edition, user=by, on=at.date()))
    if given.role == Role.ADMINISTRATOR and not queries.has_other_administrator(
        edition, besides=given, on=at.date()
    ):
        raise RuleBroken("last_administrator")
    return _end(given, on=at.date(), reason=reason)


@transaction.atomic
def hand_over(given: EditionRole, *, to: User, on: date, reason: str = "") -> EditionRole:
    """End a role the day another person takes it over for the rest of its time; who may is asked before."""
    Edition.objects.select_for_update().get(pk=given.edition_id)
    given = EditionRole.objects.get(pk=given.pk)
    until = given.held_until
    _end(given, on=on, reason=reason)
    return admit(
        given.edition,
        user=to,
        role=given.role,
        country=given.country,
        organisation=given.organisation,
        held_from=on,
        held_until=until,
    )


@transaction.atomic
def give_house_role(
    organisation: Organisation,
    *,
    email: str,
    role: str,
    by,
    at: datetime,
    name: str = "",
    language: str = "en",
    held_from: date | None = None,
    held_until: date | None = None,
) -> OrganisationRole:
    """Give somebody a role at an organisation, which counts on every edition it takes part in."""
    if not queries.administers(by, organisation, on=at.date()):
        raise RuleBroken("may_not_give_role")
    user = accounts.account_for(email, name=name, language=language)
    return _give_house_role(
        organisation, user, role, held_from=held_from or at.date(), held_until=held_until
    )


@transaction.atomic
def end_house_role(
    given: OrganisationRole, *, by, at: datetime, reason: str = ""
) -> OrganisationRole:
    """End a role at an organisation from today on; its last administrator stays."""
    organisation = Organisation.objects.select_for_update().get(pk=given.organisation_id)
    given = OrganisationRole.objects.get(pk=given.pk)
    if not queries.administers(by, organisation, on=at.date()):
        raise RuleBroken("may_not_give_role")
    if given.role == Role.ADMINISTRATOR and not queries.has_other_house_administrator(
        organisation, besides=given, on=at.date()
    ):
        raise RuleBroken("last_administrator")
    return _end(given, on=at.date(), reason=reason)


@transaction.atomic
def make_administrator(
    organisation: Organisation, *, email: str, name: str = "", language: str = "en", at: datetime
) -> OrganisationRole:
    """The first administrator, made by a command; the first organisation so looks after the site."""
    user = accounts.account_for(email, name=name, language=language)
    if not Organisation.objects.select_for_update().filter(operates_site=True).exists():
        organisation.operates_site = True
        organisation.save(update_fields=["operates_site"])
    if held := queries.house_administration(user, organisation, on=at.date()):
        return held
    return _give_house_role(organisation, user, Role.ADMINISTRATOR, held_from=None)


def _give_house_role(
    organisation: Organisation,
    user: User,
    role: str,
    *,
    held_from: date | None,
    held_until: date | None = None,
) -> OrganisationRole:
    if role not in HOUSE_ROLES:
        raise RuleBroken("role_not_at_an_organisation")
    _check_period(role, "", held_from, held_until)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    same = OrganisationRole.objects.filter(user=user, organisation=organisation, role=role)
    _refuse_overlap(same, held_from, held_until, user)
    given, _ = OrganisationRole.objects.update_or_create(
        user=user,
        organisation=organisation,
        role=role,
        held_from=held_from,
        defaults={"held_until": held_until},
    )
    return given


def _check(role: str, *, held: frozenset[str]) -> None:
    if not rules.may_give(role, held=held):
        raise RuleBroken("may_not_give_role")


def _check_period(role: str, country: str, held_from: date | None, held_until: date | None) -> None:
    reasons = rules.reasons_not_a_role(
        role, country=country, held_from=held_from, held_until=held_until
    )
    if reasons:
        raise RuleBroken(reasons[0])


def _refuse_overlap(same, held_from: date | None, held_until: date | None, user: User) -> None:
    period = (held_from, held_until)
    if any(rules.overlap(period, (one.held_from, one.held_until)) for one in same):
        raise RuleBroken("role_held_already", name=str(user))


def _end(given, *, on: date, reason: str):
    if given.held_until and given.held_until <= on:
        raise RuleBroken("role_ended_already")
    given.held_until = rules.end_of(held_from=given.held_from, on=on)
    with audit.because(reason):
        given.save(update_fields=["held_until"])
    return given
