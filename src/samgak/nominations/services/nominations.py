"""A government's act of nominating, by hand: made, changed, ordered, withdrawn."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.nominations import queries
from samgak.nominations.models import Nomination, OtherSpelling, WorkbookImport, WorkbookRow
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import NomineeRow, ReportedRow, read_values
from samgak.nominations.rules.plans import changes_between, facts_of
from samgak.nominations.services import records
from samgak.nominations.services.counts import forget_counts
from samgak.nominations.services.window import lock_for_nominations
from samgak.participants.models import Person
from samgak.programmes.models import Edition

State = Nomination.State


@transaction.atomic
def nominate(
    edition: Edition, *, country: str, values: Mapping[str, str], by, at: datetime
) -> Nomination:
    """Put a person forward with the values of a form, read as the cells of a workbook are.

    A nomination that was withdrawn stands again.
    """
    edition = lock_for_nominations(edition, country=country, by=by, at=at)
    nominee = read(values, country=country, edition=edition, at=at)
    person = _person_of(nominee)
    nomination = Nomination.objects.filter(edition=edition, person=person).first()
    if nomination and nomination.state == State.NOMINATED:
        raise RuleBroken("already_nominated", name=person.passport_name)
    _refuse_one_too_many(edition, country=country)
    nomination = nomination or Nomination(edition=edition, person=person, country=country)
    nomination.person = person
    nomination.state, nomination.withdrawn_at = State.NOMINATED, None
    nomination.withdrawn_by, nomination.withdrawn_reason = None, ""
    nomination.nominated_at, nomination.nominated_by = at, by
    if nomination.pk:
        nomination.version += 1
    records.put_nomination(nomination, facts_of(nominee))
    nomination.save()
    forget_counts(edition)
    return nomination


@transaction.atomic
def change(nomination: Nomination, *, values: Mapping[str, str], by, at: datetime) -> Nomination:
    """Write the values of a form over those of a nominee; the same values change nothing."""
    nomination, edition = _held(nomination, by=by, at=at)
    nominee = read(values, country=nomination.country, edition=edition, at=at)
    stored = queries.stored_facts(nomination.person, nomination)
    changes = changes_between(stored, facts_of(nominee))
    if not changes:
        return nomination
    facts = {name: new for name, (_, new) in changes.items()}
    records.put_person(nomination.person, facts)
    try:
        with transaction.atomic():
            nomination.person.save()
    except IntegrityError as clash:
        raise RuleBroken("person_is_known", name=nomination.person.passport_name) from clash
    records.put_nomination(nomination, facts)
    nomination.version += 1
    nomination.save()
    forget_counts(edition)
    return nomination


@transaction.atomic
def withdraw(nomination: Nomination, *, reason: str, by, at: datetime) -> Nomination:
    """Take a nomination back, and say why."""
    if not reason.strip():
        raise RuleBroken("reason_missing")
    nomination, edition = _held(nomination, by=by, at=at)
    if nomination.state == State.WITHDRAWN:
        raise RuleBroken("is_withdrawn_already")
    nomination.state, nomination.withdrawn_at = State.WITHDRAWN, at
    nomination.withdrawn_by, nomination.withdrawn_reason = by, reason.strip()
    nomination.version += 1
    with audit.because(reason):
        nomination.save()
    forget_counts(edition)
    return nomination


@transaction.atomic
def set_rank(nomination: Nomination, *, rank: int, by, at: datetime) -> Nomination:
    """Give a nominee this place in the country's order; others keep theirs."""
    nomination, _ = _held(nomination, by=by, at=at)
    return _save_rank(nomination, rank)


@transaction.atomic
def move_up(nomination: Nomination, *, by, at: datetime) -> Nomination:
    """Exchange places with the nominee above; the first stays where it is."""
    return _exchange(nomination, -1, by=by, at=at)


@transaction.atomic
def move_down(nomination: Nomination, *, by, at: datetime) -> Nomination:
    """Exchange places with the nominee below; the last stays where it is."""
    return _exchange(nomination, 1, by=by, at=at)


@transaction.atomic
def mend(reported_row: WorkbookRow, *, values: Mapping[str, str], by, at: datetime) -> Nomination:
    """Nominate the person of a reported row with the values put right."""
    row = (
        WorkbookRow.objects.select_for_update(of=("self",))
        .select_related("workbook__edition")
        .get(pk=reported_row.pk)
    )
    workbook = row.workbook
    if workbook.state != WorkbookImport.State.IMPORTED:
        raise RuleBroken("import_is_not_done")
    if row.outcome != WorkbookRow.Outcome.REPORTED or row.mended_at:
        raise RuleBroken("row_is_mended_already")
    nomination = nominate(workbook.edition, country=workbook.country, values=values, by=by, at=at)
    row.nomination, row.version = nomination, nomination.version
    row.mended_at, row.mended_by = at, by
    row.save(update_fields=["nomination", "version", "mended_at", "mended_by"])
    return nomination


def read(values: Mapping[str, str], *, country: str, edition: Edition, at: datetime) -> NomineeRow:
    """The values as a nominee; refuses what a workbook's row would be reported for."""
    today = at.astimezone(edition.zone).date()
    found = read_values(values, country=country, today=today)
    if isinstance(found, ReportedRow):
        raise RuleBroken("values_are_impossible", detail=found.detail)
    return found


def _held(nomination: Nomination, *, by, at: datetime) -> tuple[Nomination, Edition]:
    edition = lock_for_nominations(nomination.edition, country=nomination.country, by=by, at=at)
    held = Nomination.objects.select_for_update(of=("self",)).select_related("person")
    return held.get(pk=nomination.pk), edition


def _person_of(nominee: NomineeRow) -> Person:
    """The person under this or another spelling, brought up to date, or made."""
    known_as: Identity = nominee.identity
    same = {"country": known_as.country, "name_key": known_as.name, "born_on": known_as.born_on}
    facts = facts_of(nominee)
    person = Person.objects.select_for_update(of=("self",)).filter(**same).first()
    if person is None:
        other = OtherSpelling.objects.filter(**same).select_related("person").first()
        if other:
            facts = {name: facts[name] for name in ("native", "sex", "email") if name in facts}
            person = other.person
    person = records.put_person(person or Person(country=nominee.country), facts)
    person.save()
    return person


def _refuse_one_too_many(edition: Edition, *, country: str) -> None:
    most = queries.nominations_most(edition)
    standing = Nomination.objects.filter(edition=edition, country=country).standing().count()
    if most is not None and standing >= most:
        raise RuleBroken("too_many_nominations", most=most)


def _exchange(nomination: Nomination, step: int, *, by, at: datetime) -> Nomination:
    nomination, edition = _held(nomination, by=by, at=at)
    order = list(
        Nomination.objects.select_for_update(of=("self",))
        .filter(edition=edition, country=nomination.country)
        .standing()
        .order_by("rank", "pk")
    )
    if nomination not in order:
        raise RuleBroken("is_withdrawn_already")
    here = order.index(nomination)
    there = here + step
    if not 0 <= there < len(order):
        return nomination
    ranks = [one.rank for one in order]
    if len(set(ranks)) < len(ranks):
        ranks = list(range(1, len(ranks) + 1))
    order[here], order[there] = order[there], order[here]
    for one, rank in zip(order, ranks, strict=True):
        if one.rank != rank:
            _save_rank(one, rank)
    return order[there]


def _save_rank(nomination: Nomination, rank: int) -> Nomination:
    nomination.rank, nomination.version = rank, nomination.version + 1
    nomination.save(update_fields=["rank", "version"])
    return nomination
