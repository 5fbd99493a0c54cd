"""The cohort: proposed by one person, approved by another, with exceptions that need a reason."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from samgak.core import audit
from samgak.core import services as core
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.correspondence import letters_decisions as letters
from samgak.correspondence import queries as correspondence
from samgak.correspondence import services as outbox
from samgak.correspondence.letters_frame import Text
from samgak.correspondence.models import Letter
from samgak.nominations.models import (
    EligibilityFinding,
    Nomination,
    Override,
    Selection,
    SelectionLine,
)
from samgak.nominations.queries import diversity, draws
from samgak.nominations.queries import selections as queries
from samgak.nominations.queries.agencies import is_of_one_agency
from samgak.nominations.rules import states
from samgak.nominations.rules.selections import LOT, SEATED, kept_clash, kept_point
from samgak.nominations.services.applications import Tell, code, follow
from samgak.participants import links
from samgak.participants import queries as seats
from samgak.participants import services as participants
from samgak.planning.selection import (
    Cohort,
    NoCohort,
    Problem,
    TurningPoint,
    choose,
    rules,
    turning_points,
)
from samgak.planning.selection.drawn import DRAW
from samgak.planning.selection.problem import SCREENING
from samgak.programmes import services as programmes
from samgak.programmes.models import Edition
from samgak.programmes.rules import State

Outcome = SelectionLine.Outcome
STEPS = 4  # of a proposal: read, chosen, explained, stored
ROWS_AT_ONCE = 2000


@transaction.atomic
def propose(edition: Edition, *, by, at: datetime, work: Work | None = None) -> Selection:
    """The best cohort under the call as a proposal in place of earlier ones, or why there is none."""
    edition = selecting(edition)
    problem = queries.selection_problem(edition)
    say(work, 1)
    answer = choose(problem)
    if isinstance(answer, Cohort) and draws.is_left_to_the_lot(edition, problem, answer):
        raise RuleBroken("cohort_is_drawn")
    say(work, 2)
    supersede(edition)
    selection = Selection(
        edition=edition,
        proposed_by=by,
        proposed_at=at,
        seats=problem.seats,
        eligible=0,
        own_words=diversity.own_words(edition),
    )
    if isinstance(answer, NoCohort):
        selection.state = Selection.State.IMPOSSIBLE
        selection.clash = kept_clash(answer, problem, selection.own_words)
        selection.save()
    else:
        store(selection, problem, answer, work)
    say(work, STEPS)
    return selection


def store(
    selection: Selection,
    problem: Problem,
    cohort: Cohort,
    work: Work | None,
    *,
    explained_by: Cohort | None = None,
    chances: Mapping[int, Fraction] | None = None,
) -> None:
    """Keep a cohort as a proposal with everybody's reason.

    Of a drawn one: the best cohort that explains whoever took no part in the draw, and the others'
    `chances` by primary key of the nomination.
    """
    drawn = [key for key, reason in cohort.reasons.items() if reason != DRAW]
    points = turning_points(problem, explained_by or cohort, drawn)
    for pk, chance in (chances or {}).items():
        if chance < 1:
            points[str(pk)] = TurningPoint(LOT, {"chance": chance})
    said = queries.reasons_found(selection.edition) if problem.found_ineligible else {}
    say(work, 3)
    selection.state = Selection.State.PROPOSED
    selection.eligible, selection.proven = len(cohort.eligible), cohort.proven
    selection.total_score = str(cohort.total)
    selection.save()
    lines = list(_lines(problem, cohort))
    for line in lines:
        line.selection = selection
        if point := points.get(str(line.nomination_id)) or _missed(line, problem):
            line.turning_point = kept_point(point)
            if SCREENING in line.turning_point["params"]:
                why = {"reason": said.get(line.nomination_id, "")}
                line.turning_point["params"][SCREENING] = why
    SelectionLine.objects.bulk_create(lines, batch_size=ROWS_AT_ONCE)


def _lines(problem: Problem, cohort: Cohort) -> Iterator[SelectionLine]:
    """Everyone nominated: the selected by score, the reserves by country, the others by score."""
    place = {key: i for keys in cohort.reserves.values() for i, key in enumerate(keys, start=1)}
    reserves = [key for keys in cohort.reserves.values() for key in keys]
    gone = {*cohort.selected, *place}
    left = [nominee.key for nominee in problem.nominees if nominee.key not in gone]
    is_eligible = cohort.positions.__contains__
    left.sort(key=lambda key: (not is_eligible(key), -cohort.scores[key], int(key)))
    for outcome, keys in (
        (Outcome.SELECTED, cohort.selected),
        (Outcome.RESERVE, reserves),
        (Outcome.NOT_SELECTED, left),
    ):
        for key in keys:
            counts = is_eligible(key) or outcome == Outcome.SELECTED
            yield SelectionLine(
                nomination_id=int(key),
                outcome=outcome,
                score=str(cohort.scores[key]) if counts else "",
                score_sorted=float(cohort.scores[key]) if counts else None,
                digest_position=cohort.positions.get(key),
                reserve_position=place.get(key),
                reason=cohort.reasons.get(key) or (SEATED if key in problem.locked_in else ""),
            )


def _missed(line: SelectionLine, problem: Problem) -> TurningPoint | None:
    """The rules that somebody misses who is seated all the same."""
    if line.reason != SEATED:
        return None
    seated = next(n for n in problem.nominees if n.key == str(line.nomination_id))
    missed = rules.barriers(seated, problem)
    return TurningPoint("eligibility", missed) if missed else None


@transaction.atomic
def approve(
    selection: Selection, *, by, at: datetime, reason: str = "", tell: Tell = code
) -> Selection:
    """Make a proposal the decision: seats are given, letters drafted, the edition moves on.

    Refuses whoever proposed it, the proposer's agency where there is another, and a proposal that
    the call would no longer give: a drawn one is checked by repeating the draw. Applications follow,
    with what `tell` says of each line.
    """
    selection = _undecided(selection, by=by, at=at)
    if not _is_up_to_date(selection):
        raise RuleBroken("selection_is_out_of_date")
    _decide(selection, Selection.State.APPROVED, by=by, at=at, reason=reason)
    edition = selection.edition
    programmes.move(
        edition,
        to=State.SELECTION_APPROVED,
        by=by,
        at=at,
        reason=reason,
        facts={"selection_is_approved": True},
    )
    lines = list(queries.selection_rows(selection).select_related("nomination__person__user"))
    answer_by = seats.answer_due(edition, at=at)
    for line in lines:
        if line.outcome == Outcome.SELECTED:
            person = line.nomination.person
            participants.enrol(edition=edition, person=person, at=at, answer_by=answer_by)
    follow(selection, lines, tell=tell, by=by, at=at)
    _draft_letters(edition, lines, by=by, at=at)
    return selection


@transaction.atomic
def reject(selection: Selection, *, by, at: datetime, reason: str) -> Selection:
    """Send a proposal back, with the reason; refuses whoever may not approve it."""
    if not reason.strip():
        raise RuleBroken("reason_missing")
    selection = _undecided(selection, by=by, at=at)
    _decide(selection, Selection.State.REJECTED, by=by, at=at, reason=reason)
    return selection


@transaction.atomic
def override(nomination: Nomination, *, kind: str, reason: str, by, at: datetime) -> Override:
    """Seat somebody or leave somebody out by exception; the proposal must then be made anew."""
    if not reason.strip():
        raise RuleBroken("reason_missing")
    edition = selecting(nomination.edition)
    if nomination.state not in states.STANDING:
        raise RuleBroken("nomination_is_withdrawn")
    with audit.because(reason):
        exception, _ = Override.objects.update_or_create(
            nomination=nomination,
            defaults={
                "edition": edition,
                "kind": Override.Kind(kind),
                "reason": reason.strip(),
                "made_by": by,
                "made_at": at,
            },
        )
    supersede(edition)
    return exception


@transaction.atomic
def remove_override(nomination: Nomination, *, by, at: datetime) -> None:
    """Take an exception back; the proposal must then be made anew."""
    edition = selecting(nomination.edition)
    removed, _ = Override.objects.filter(nomination=nomination).delete()
    if not removed:
        raise RuleBroken("no_exception")
    supersede(edition)


def selecting(edition: Edition) -> Edition:
    """The edition, held while a cohort is chosen; refuses one that is not in selection."""
    # One at a time: nominations and exceptions must not change while a cohort is chosen from them.
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    refuse_unless_selecting(edition)
    return edition


def refuse_unless_selecting(edition: Edition) -> None:
    """Refuse an edition that is not in selection."""
    if edition.state != State.SELECTING:
        raise RuleBroken("edition_is_not_selecting")


def _undecided(selection: Selection, *, by, at: datetime) -> Selection:
    edition = selecting(selection.edition)
    selection = Selection.objects.select_for_update(of=("self",)).get(pk=selection.pk)
    if selection.state != Selection.State.PROPOSED:
        raise RuleBroken("selection_is_not_proposed")
    if selection.proposed_by_id == by.pk:
        raise RuleBroken("proposer_may_not_decide")
    if selection.draw and by.pk in (selection.draw.made_by_id, selection.draw.cast_by_id):
        raise RuleBroken("drawer_may_not_decide")
    if EligibilityFinding.objects.filter(edition=edition, decided_by=by).exists():
        raise RuleBroken("screener_may_not_decide")
    if is_of_one_agency(selection, approver=by, at=at):
        raise RuleBroken("same_agency_may_not_decide")
    selection.edition = edition
    return selection


def _decide(selection: Selection, state: str, *, by, at: datetime, reason: str) -> None:
    selection.state, selection.decision_reason = state, reason.strip()
    selection.decided_by, selection.decided_at = by, at
    with audit.because(reason):
        selection.save(update_fields=["state", "decision_reason", "decided_by", "decided_at"])


def _is_up_to_date(selection: Selection) -> bool:
    if selection.draw:
        return draws.holds(selection)
    problem = queries.selection_problem(selection.edition)
    answer = choose(problem)
    if isinstance(answer, NoCohort) or draws.is_left_to_the_lot(selection.edition, problem, answer):
        return False
    return set(map(_said, _lines(problem, answer))) == set(map(_said, selection.lines.all()))


def _said(line: SelectionLine) -> tuple[object, ...]:
    return line.nomination_id, line.outcome, line.score, line.reserve_position, line.reason


def supersede(edition: Edition) -> None:
    """Put proposals aside: what they were made from has changed."""
    Selection.objects.filter(
        edition=edition, state__in=[Selection.State.PROPOSED, Selection.State.IMPOSSIBLE]
    ).update(state=Selection.State.SUPERSEDED)


def _draft_letters(edition: Edition, lines: Iterable[SelectionLine], *, by, at: datetime) -> None:
    kinds = {
        Outcome.SELECTED: Letter.Kind.ACCEPTANCE,
        Outcome.RESERVE: Letter.Kind.RESERVE,
        Outcome.NOT_SELECTED: Letter.Kind.REGRET,
    }
    for line in lines:
        person = line.nomination.person
        language = correspondence.language_of(person, edition=edition)
        text = _letter(edition, line, language=language, at=at)
        outbox.draft(
            kind=kinds[Outcome(line.outcome)],
            address=person.email,
            language=language,
            subject=text.subject,
            body=text.body,
            edition=edition,
            person=person,
            by=by,
            at=at,
        )


def _letter(edition: Edition, line: SelectionLine, *, language: str, at: datetime) -> Text:
    person = line.nomination.person
    if line.outcome == Outcome.SELECTED:
        answer_by = seats.answer_due(edition, at=at)
        return letters.of_a_seat(edition, person, language=language, answer_by=answer_by)
    appeal_by = seats.appeal_due(edition, at=at)
    facts: dict[str, Any] = {
        "language": language,
        "name": str(person),
        "appeal_by": appeal_by,
    }
    facts["appeal_link"] = links.link_to(
        person, edition=edition, purpose=links.APPEAL, until=appeal_by, language=language
    )
    if line.outcome == Outcome.RESERVE:
        return letters.reserve(edition, position=line.reserve_position, **facts)
    return letters.regret(edition, **facts)


def say(work: Work | None, done: int) -> None:
    """How many of the STEPS are done."""
    if work:
        core.advance(work, done=done, total=STEPS)
