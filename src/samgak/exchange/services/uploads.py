"""Edition files that people send, and editions made from earlier ones: with the rights of who asks."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

import rules as permission_rules
from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.exchange import queries, rules
from samgak.exchange.rules.cloning import next_edition
from samgak.exchange.services import Loaded, load
from samgak.funding.models import Contribution
from samgak.funding.permissions import payers_of
from samgak.partners.models import Organisation
from samgak.programmes import queries as programmes
from samgak.programmes import queries_people as people
from samgak.programmes import services as editions
from samgak.programmes.models import Edition
from samgak.programmes.permissions import access_of

CHANGE = "programmes.change_edition"


@transaction.atomic
def upload(content: bytes, *, by, at: datetime) -> Loaded:
    """Make or update the edition of a file; refuses what its sender may not change by hand either."""
    text = rules.decoded(content)
    edition = Edition.objects.filter(code=rules.parse(text).code).first()
    if edition is None:
        return _make(text, by=by, on=at.date())
    access = access_of(by, edition, on=at.date())
    if not permission_rules.has_perm(CHANGE, access):
        raise RuleBroken("may_not_change_edition", edition=edition.code)
    money, known = _money_of(edition), _known_organisations()
    loaded = load(text, by=by)
    _refuse_money_of_others(money, _money_of(edition), own=payers_of(access))
    _refuse_facts_of_others(known, by=by, on=at.date())
    return loaded


@transaction.atomic
def clone(edition: Edition, *, code: str, starts_on: date, by, at: datetime) -> Loaded:
    """Begin the next edition from an earlier one; whoever begins it is its programme officer."""
    if Edition.objects.filter(code=code).exists():
        raise RuleBroken("edition_exists", edition=code)
    found = next_edition(queries.edition_file(edition), code=code, starts_on=starts_on)
    return _make(rules.write(found), by=by, on=at.date())


def _make(text: str, *, by, on: date) -> Loaded:
    if not programmes.may_create_edition(by, on=on):
        raise RuleBroken("may_not_create_edition")
    known = _known_organisations()
    loaded = load(text, by=by)
    _refuse_facts_of_others(known, by=by, on=on)
    editions.become_officer(loaded.edition, by=by, on=on)
    return loaded


def _money_of(edition: Edition) -> dict[int, list[tuple]]:
    """What each payer bears, as it is entered."""
    found = defaultdict(list)
    fields = ("payer", "item", "amount", "currency", "kind", "purpose", "delivered_in", "spent_on")
    for payer, *rest in Contribution.objects.filter(edition=edition).values_list(*fields):
        found[payer].append(tuple(map(str, rest)))
    return {payer: sorted(lines) for payer, lines in found.items()}


def _refuse_money_of_others(
    before: Mapping[int, list], after: Mapping[int, list], *, own: frozenset[int] | None
) -> None:
    changed = {payer for payer in {*before, *after} if before.get(payer) != after.get(payer)}
    if own is not None and (others := changed - own):
        named = Organisation.objects.filter(pk__in=others).values_list("key", flat=True)
        raise RuleBroken("money_of_others", names=", ".join(sorted(named)))


def _known_organisations() -> dict[int, tuple[str, str]]:
    """Under which country and identifier each organisation reports."""
    rows = Organisation.objects.values_list("pk", "country", "iati_identifier")
    return {pk: (country, identifier) for pk, country, identifier in rows}


def _refuse_facts_of_others(before: Mapping[int, tuple[str, str]], *, by, on: date) -> None:
    after = _known_organisations()
    changed = [
        pk
        for pk, facts in before.items()
        if any(old and old != new for old, new in zip(facts, after[pk], strict=True))
    ]
    for one in Organisation.objects.filter(pk__in=changed):
        if not people.administers(by, one, on=on):
            raise RuleBroken("facts_of_others", name=one.key)
