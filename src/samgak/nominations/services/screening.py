"""Eligibility as a person confirms it: one nominee, or all as they are computed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from samgak.applications import services as applications
from samgak.applications.models import Application
from samgak.applications.rules import states as steps
from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.correspondence import queries as correspondence
from samgak.nominations.models import EligibilityFinding, Nomination
from samgak.nominations.queries import reviews
from samgak.nominations.queries import screening as queries
from samgak.nominations.queries.applied import NOT_ENDORSED
from samgak.nominations.queries.screening import Screened
from samgak.nominations.rules import screening as rules
from samgak.nominations.rules.reviews import is_open
from samgak.nominations.services.selections import supersede
from samgak.programmes.models import Edition

# Says the rules missed in the language of the nominee; none missed means that all are met.
WordsOf = Callable[[Mapping[str, Mapping[str, object]], str], str]
READY = (steps.FOCAL_POINT_ENDORSED, steps.ELIGIBLE, steps.INELIGIBLE)


@transaction.atomic
def find(
    nomination: Nomination,
    *,
    verdict: str,
    reason: str = "",
    language: str = "",
    seen: str = "",
    words_of: WordsOf,
    by,
    at: datetime,
) -> EligibilityFinding:
    """Keep what the screener finds of one nominee; a finding against the rules needs its reason.

    Whoever has no endorsed application where one is asked for is not found eligible.
    """
    edition = _screening(nomination.edition, at=at)
    if nomination.pk in reviews.conflicts_of(edition, by):
        raise RuleBroken("conflict_is_declared")
    screened = _seen(edition, nomination)
    versions.refuse_if_changed(seen, screened.version)
    if verdict == rules.ELIGIBLE and NOT_ENDORSED in screened.missed:
        raise RuleBroken("application_has_no_such_step")
    if code := rules.broken_rule(verdict, screened.computed, reason=reason):
        raise RuleBroken(code)
    before = screened.finding
    finding = _finding(
        edition, screened, verdict=verdict, reason=reason, language=language, words_of=words_of
    )
    finding.pk = before.pk if before else None
    finding.decided_by, finding.decided_at = by, at
    with audit.because(finding.reason):
        finding.save()
    _follow(edition, screened, finding, words_of=words_of, by=by, at=at)
    if verdict != screened.computed or (before and before.verdict != before.computed):
        supersede(edition)
    return finding


@transaction.atomic
def find_all_as_computed(
    edition: Edition, *, words_of: WordsOf, by, at: datetime
) -> tuple[int, int]:
    """Confirm everybody of whom nobody has found anything yet; how many, and how many must wait.

    Those wait whose application is not endorsed yet.
    """
    edition = _screening(edition, at=at)
    waiting = queries.board(edition, filters={"standing": rules.TO_CONFIRM})
    waiting = waiting.exclude(pk__in=reviews.conflicts_of(edition, by))
    applied = dict(Application.objects.filter(edition=edition).values_list("person", "state"))
    is_ready = {person for person, state in applied.items() if state in READY}
    batch, findings, rest = uuid4(), [], 0
    for screened in queries.all_screened(waiting, edition=edition):
        person = screened.nomination.person_id
        if person in applied and person not in is_ready:
            rest += 1
            continue
        finding = _finding(edition, screened, verdict=screened.computed, words_of=words_of)
        finding.decided_by, finding.decided_at, finding.batch = by, at, batch
        findings.append(finding)
        if person in is_ready:
            _follow(edition, screened, finding, words_of=words_of, by=by, at=at)
    EligibilityFinding.objects.bulk_create(findings, batch_size=1_000)
    return len(findings), rest


@transaction.atomic
def take_back_last(edition: Edition, *, at: datetime) -> int:
    """Take back what was confirmed together last, but for what a person has found since; how many.

    An application keeps its state until somebody confirms the nominee again.
    """
    edition = _screening(edition, at=at)
    last = queries.last_batch(edition)
    if last is None:
        raise RuleBroken("nothing_to_take_back")
    gone, _ = EligibilityFinding.objects.filter(edition=edition, batch=last.batch).delete()
    return gone


def _screening(edition: Edition, *, at: datetime) -> Edition:
    # One at a time with proposals: what a cohort is chosen from must not change meanwhile.
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if edition.state not in rules.SCREENED_IN:
        raise RuleBroken("edition_is_not_screening")
    plan, on = reviews.plan_of(edition), at.astimezone(edition.zone).date()
    if not is_open(plan.screening_from, plan.screening_until, on=on):
        raise RuleBroken("screening_is_not_open")
    return edition


def _seen(edition: Edition, nomination: Nomination) -> Screened:
    found: Iterable[Nomination] = queries.board(edition, filters={}).filter(pk=nomination.pk)
    for screened in queries.screened(found, edition=edition):
        return screened
    raise RuleBroken("nomination_is_withdrawn")


def _finding(
    edition: Edition,
    screened: Screened,
    *,
    verdict: str,
    words_of: WordsOf,
    reason: str = "",
    language: str = "",
) -> EligibilityFinding:
    """Without a reason of the screener's own the rules missed are the reason, in the nominee's language."""
    person = screened.nomination.person
    language = language or correspondence.language_of(person, edition=edition)
    reason = reason.replace("\0", "").strip()
    if verdict == rules.INELIGIBLE and not reason:
        reason = words_of(screened.missed, language)
    return EligibilityFinding(
        edition=edition,
        nomination=screened.nomination,
        verdict=verdict,
        computed=screened.computed,
        digest=screened.digest,
        reason=reason,
        language=language if reason else "",
    )


def _follow(
    edition: Edition,
    screened: Screened,
    finding: EligibilityFinding,
    *,
    words_of: WordsOf,
    by,
    at: datetime,
) -> None:
    person = screened.nomination.person
    language = correspondence.language_of(person, edition=edition)
    applications.follow(
        edition=edition,
        person=person,
        to=finding.verdict,
        acts_as=steps.SCREENER,
        by=by,
        at=at,
        reason=finding.reason or words_of(screened.missed, language),
    )
