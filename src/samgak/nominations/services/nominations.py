"""A government's act of nominating, by hand: made, changed, replaced."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.nominations import queries
from samgak.nominations.models import (
    Nomination,
    NominationDraft,
    OtherSpelling,
    WorkbookImport,
    WorkbookRow,
)
from samgak.nominations.rules import states
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import NomineeRow, ReportedRow, read_values
from samgak.nominations.rules.plans import changes_between, facts_of
from samgak.nominations.services import moves, own, records, repeats
from samgak.nominations.services.counts import forget_counts
from samgak.nominations.services.window import lock_for_nominations, refuse_unready
from samgak.participants.models import Person
from samgak.programmes.models import Edition

State = Nomination.State


@transaction.atomic
def nominate(
    edition: Edition,
    *,
    country: str,
    values: Mapping[str, str],
    by,
    at: datetime,
    own_answers: Mapping[str, object] | None = None,
    draft: NominationDraft | None = None,
) -> Nomination:
    """Put a person forward with the values of a form, read as the cells of a workbook are.

    A nomination that was withdrawn stands again; the `draft` it was made from goes.
    """
    edition = lock_for_nominations(edition, country=country, by=by, at=at)
    refuse_unready(edition, country=country, by=by, at=at)
    nominee = read(values, country=country, edition=edition, at=at)
    person = _person_of(nominee)
    nomination = Nomination.objects.filter(edition=edition, person=person).first()
    if nomination and nomination.state in states.PRESENT:
        raise RuleBroken("already_nominated", name=person.passport_name)
    _refuse_one_too_many(edition, country=country)
    nomination = nomination or Nomination(edition=edition, person=person, country=country)
    _stand(nomination, nominee, person, own_answers, by=by, at=at)
    if draft is not None:
        draft.delete()
    return nomination


@transaction.atomic
def change(
    nomination: Nomination,
    *,
    values: Mapping[str, str],
    by,
    at: datetime,
    own_answers: Mapping[str, object] | None = None,
) -> Nomination:
    """Write the values of a form over those of a nominee; the same values change nothing.

    What was returned for a fix is nominated again; what a focal point changes after it was confirmed
    is to be confirmed once more.
    """
    nomination, edition = moves.held(nomination, by=by, at=at)
    nominee = read(values, country=nomination.country, edition=edition, at=at)
    stored = queries.stored_facts(nomination.person, nomination)
    facts = facts_of(nominee) | own.facts(edition, nomination.country, own_answers)
    changes = changes_between(stored, facts)
    if not changes and nomination.state != State.RETURNED_FOR_FIX:
        return nomination
    facts = {name: new for name, (_, new) in changes.items()}
    records.put_person(nomination.person, facts)
    try:
        with transaction.atomic():
            nomination.person.save()
    except IntegrityError as clash:
        raise RuleBroken("person_is_known", name=nomination.person.passport_name) from clash
    records.put_nomination(nomination, facts)
    actor = moves.actor_of(edition, country=nomination.country, by=by, at=at)
    if not moves.nominate_again(nomination, actor=actor, by=by, at=at):
        nomination.version += 1
    nomination.save()
    repeats.look(nomination)
    forget_counts(edition)
    return nomination


@transaction.atomic
def replace(
    nomination: Nomination,
    *,
    values: Mapping[str, str],
    reason: str,
    by,
    at: datetime,
    own_answers: Mapping[str, object] | None = None,
) -> Nomination:
    """Put another person in the place of a nominee, at the same rank; return the new nomination."""
    nomination, edition = moves.held(nomination, by=by, at=at)
    refuse_unready(edition, country=nomination.country, by=by, at=at)
    ranked = {**values, "rank": str(nomination.rank)}
    nominee = read(ranked, country=nomination.country, edition=edition, at=at)
    person = _person_of(nominee)
    if person.pk == nomination.person_id:
        raise RuleBroken("replaced_by_the_same")
    moves.step(
        nomination,
        State.REPLACED,
        actor=moves.actor_of(edition, country=nomination.country, by=by, at=at),
        by=by,
        at=at,
        reason=reason,
        facts=frozenset({"names_another"}),
    )
    other = Nomination.objects.filter(edition=edition, person=person).first()
    if other and other.state in states.PRESENT:
        other.rank, other.version = nomination.rank, other.version + 1
        other.save(update_fields=["rank", "version"])
    else:
        other = other or Nomination(edition=edition, person=person, country=nomination.country)
        _stand(other, nominee, person, own_answers, by=by, at=at)
    nomination.replaced_by = other
    with audit.because(reason):
        nomination.save()
    forget_counts(edition)
    return other


@transaction.atomic
def mend(
    reported_row: WorkbookRow,
    *,
    values: Mapping[str, str],
    by,
    at: datetime,
    own_answers: Mapping[str, object] | None = None,
) -> Nomination:
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
    nomination = nominate(
        workbook.edition,
        country=workbook.country,
        values=values,
        own_answers=own_answers,
        by=by,
        at=at,
    )
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


def _stand(
    nomination: Nomination,
    nominee: NomineeRow,
    person: Person,
    own_answers: Mapping[str, object] | None,
    *,
    by,
    at: datetime,
) -> None:
    """Nominate: for the first time, or somebody whose nomination had left the list."""
    nomination.person = person
    if nomination.pk:
        # Whoever may nominate may do so again.
        facts = frozenset(states.MAY_STAND)
        moves.step(nomination, State.NOMINATED, actor=states.FOCAL_POINT, by=by, at=at, facts=facts)
    nomination.nominated_at, nomination.nominated_by = at, by
    edition, country = nomination.edition, nomination.country
    facts_said = facts_of(nominee) | own.facts(edition, country, own_answers)
    records.put_nomination(nomination, facts_said)
    nomination.save()
    repeats.look(nomination)
    forget_counts(edition)


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
    present = Nomination.objects.filter(edition=edition, country=country).present().count()
    if most is not None and present >= most:
        raise RuleBroken("too_many_nominations", most=most)
