"""An invented application from its beginning to the decision; what registers are read is written down."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.practice.models import CaseTask, PracticeCase, RegisterReading, ServiceModel
from samgak.practice.queries import blueprints
from samgak.practice.rules import registers
from samgak.practice.rules.clicking import Blueprint, Reading

MOST_CASES = 30  # of one person at one service
MOST_LETTERS = 500


@transaction.atomic
def begin(service: ServiceModel, *, identity: str, by, at: datetime) -> PracticeCase:
    """Open an application for one of the invented people and read what the registers hold of them."""
    service = ServiceModel.objects.select_for_update().get(pk=service.pk)
    if registers.identity(seed_of(service), identity) is None:
        raise RuleBroken("nobody_of_that_key")
    if service.cases.filter(applicant=by).count() >= MOST_CASES:
        raise RuleBroken("too_many_cases", most=MOST_CASES)
    plan = blueprints.blueprint_of(service)
    case = PracticeCase.objects.create(
        service=service, applicant=by, identity=identity, begun_at=at
    )
    at_desks = {work.step for work in plan.work if not work.is_automatic}
    read(case, (one for one in plan.readings if one.step not in at_desks), at=at)
    return case


@transaction.atomic
def submit(case: PracticeCase, *, answers: Mapping[str, str], at: datetime) -> PracticeCase:
    """Send the application to the offices, once: a second window finds it sent already."""
    case = locked(case)
    if case.state != PracticeCase.State.DRAFT:
        raise RuleBroken("case_is_sent")
    plan = blueprints.blueprint_of(case.service)
    case.answers = {
        question.item: answers.get(question.item, "").strip()[:MOST_LETTERS]
        for question in plan.questions
    }
    if missing := [item for item, answer in case.answers.items() if not answer]:
        raise RuleBroken("answers_missing", items=missing)
    case.state, case.submitted_at = PracticeCase.State.OPEN, at
    case.save()
    _give_work(case, plan)
    _carry_on(case, plan, at=at)
    return case


@transaction.atomic
def finish_task(case: PracticeCase, *, position: int, note: str, by, at: datetime) -> CaseTask:
    """An officer has done what the office does; the case goes on to the next."""
    case, task = _task_in_hand(case, position, by)
    if task.is_decision:
        raise RuleBroken("decision_needs_a_reason")
    _close(task, note=note.strip(), by=by, at=at)
    _carry_on(case, blueprints.blueprint_of(case.service), at=at)
    return task


@transaction.atomic
def decide(
    case: PracticeCase, *, position: int, is_granted: bool, reason: str, by, at: datetime
) -> PracticeCase:
    """Grant or refuse what was applied for, with the reason that the notice gives."""
    case, task = _task_in_hand(case, position, by)
    if not task.is_decision:
        raise RuleBroken("task_is_not_the_decision")
    if not (reason := reason.strip()):
        raise RuleBroken("decision_needs_a_reason")
    _close(task, note="", by=by, at=at)
    case.state = PracticeCase.State.GRANTED if is_granted else PracticeCase.State.REFUSED
    case.decided_at, case.decided_by, case.reason = at, by, reason
    case.save()
    return case


def read(case: PracticeCase, readings: Iterable[Reading], *, at: datetime) -> None:
    """The exchange layer: nothing comes out of a register without an entry that the person sees."""
    titles = blueprints.step_titles(case.service)
    for one in readings:
        found = registers.read(seed_of(case.service), case.identity, one.items)
        RegisterReading.objects.create(
            case=case,
            register=one.register,
            items=list(one.items),
            office=one.office,
            step_title=titles.get(one.step) or one.step,
            bases=list(one.bases),
            read_at=at,
        )
        case.known = case.known | found
    case.save(update_fields=["known"])


def seed_of(service: ServiceModel) -> int:
    """The practice registers are an edition's own."""
    return service.team.edition_id


def locked(case: PracticeCase) -> PracticeCase:
    """The case as it stands now, held until the act is over."""
    return (
        PracticeCase.objects.select_related("service__team")
        .select_for_update(of=("self",))
        .get(pk=case.pk)
    )


def _give_work(case: PracticeCase, plan: Blueprint) -> None:
    titles = blueprints.step_titles(case.service)
    CaseTask.objects.bulk_create(
        CaseTask(
            case=case,
            position=position,
            step_code=work.step,
            title=titles.get(work.step) or work.step,
            office=work.office,
            is_automatic=work.is_automatic,
            is_decision=work.is_decision,
        )
        for position, work in enumerate(plan.work, start=1)
    )


def _carry_on(case: PracticeCase, plan: Blueprint, *, at: datetime) -> None:
    """Do what systems do by themselves, and read what the next officer needs."""
    for task in case.tasks.filter(done_at=None):
        if not task.is_automatic:
            read(case, (one for one in plan.readings if one.step == task.step_code), at=at)
            return
        _close(task, note="", by=None, at=at)


def _task_in_hand(case: PracticeCase, position: int, by) -> tuple[PracticeCase, CaseTask]:
    case = locked(case)
    if case.applicant_id == by.pk:
        raise RuleBroken("own_case")
    if case.state != PracticeCase.State.OPEN:
        raise RuleBroken("case_is_decided")
    task = case.tasks.filter(done_at=None).first()
    if task is None or task.position != position:
        raise RuleBroken("task_is_done")
    return case, task


def _close(task: CaseTask, *, note: str, by, at: datetime) -> None:
    task.done_at, task.done_by, task.note = at, by, note[:MOST_LETTERS]
    task.save()
