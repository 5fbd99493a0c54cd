"""Jobs: what a page hands to a worker, done once whatever happens to the worker.

    @jobs.task("nominations.import_workbook", title=_("Importing the workbook"), sentence=sentence)
    def import_workbook(work, *, workbook_id, at):
        ...                                             # services; core.services.advance(work, ...)
        return reverse("nominations:import", ...)       # where the page goes on

    work = jobs.begin(import_workbook, by=request.user, at=clock.now(request),
                      edition_code=edition.code, workbook_id=workbook.pk)
    return redirect("portal:work", pk=work.pk)

The act and the end of its Work are one transaction, under a lock of that Work. A worker that dies in
the middle leaves nothing behind; the job is given to another, and a Work that has ended is not done
again. What leaves the database (mail) has jobs of its own that say how they keep to that.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy, sql
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import DEFAULT_QUEUE, Job, Status
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

from samgak.core import audit, services
from samgak.core.errors import RuleBroken
from samgak.core.models import Work

logger = logging.getLogger(__name__)

# A database that restarts is no reason to give up; procrastinate tries again, later each time.
PATIENCE = RetryStrategy(max_attempts=5, exponential_wait=2, retry_exceptions={OperationalError})
# A job that has taken this many workers down with it is not given to another.
ATTEMPTS = 5
SILENT_SECONDS = 30  # three heartbeats of a worker
UNEXPECTED = "unexpected"
LOST = "lost"
# What the house does by the clock, and nobody asked for.
BY_CLOCK = "by-clock"

FAULT_TEXTS = {
    UNEXPECTED: _(
        "Something went wrong that we did not foresee; nothing was changed."
        " Try again, and write to us if it happens again."
    ),
    LOST: _("The work was interrupted again and again and was given up; nothing was changed."),
}


@dataclass(frozen=True)
class Kind:
    """How the page speaks of a kind of work: its title, and a sentence for what stopped it."""

    title: Any
    sentence: Callable[[RuleBroken], str]


KINDS: dict[str, Kind] = {}


def task(
    name: str, *, title: Any, sentence: Callable[[RuleBroken], str], **options: Any
) -> Callable[[Callable], Task]:
    """Decorator: a function of (work, *, at, ...) that returns the path of its result, as a job.

    RuleBroken ends the Work with a sentence; anything else ends it as unexpected and is loud.
    """
    KINDS[name] = Kind(title, sentence)

    def decorate(act: Callable[..., str]) -> Task:
        def carry_out(work_id: str, at: str, **arguments: Any) -> None:
            _carry_out(act, UUID(work_id), at=datetime.fromisoformat(at), **arguments)

        carry_out.__doc__ = act.__doc__
        return app.task(name=name, retry=PATIENCE, **options)(carry_out)

    return decorate


@transaction.atomic
def begin(task: Task, *, by, at: datetime, edition_code: str = "", **arguments: Any) -> Work:
    """Hand a job to the workers; the page `portal:work` shows the Work until it is done."""
    work = services.begin_work(kind=task.name, by=by, at=at, edition_code=edition_code)
    defer(task.name, work_id=str(work.pk), at=at.isoformat(), **arguments)
    return work


def defer(name: str, /, *, lock: str | None = None, priority: int = 0, **arguments: Any) -> None:
    """Hand a job over in the transaction of the caller: it begins once what it works on is there.

    A worker has a connection of its own for jobs, on which they would be seen, and done, at once.
    """
    handed = app.configure_task(name, lock=lock, priority=priority)
    handed.job_manager = JobManager(DjangoConnector())
    handed.defer(**arguments)


def title(work: Work) -> str:
    """What the work is, in the reader's language."""
    return str(KINDS[work.kind].title) if work.kind in KINDS else work.kind


def fault(work: Work) -> str:
    """Why the work stopped, in the reader's language; empty when it did not."""
    if not work.fault_code or work.fault_code in FAULT_TEXTS:
        return str(FAULT_TEXTS.get(work.fault_code, ""))
    return KINDS[work.kind].sentence(RuleBroken(work.fault_code, **work.fault_params))


def _carry_out(act: Callable[..., str], work_id: UUID, **arguments: Any) -> None:
    work = Work.objects.get(pk=work_id)
    if not services.start(work):
        return
    try:
        with transaction.atomic(), audit.acting(user_id=work.requested_by_id):
            _hold(work)
            if Work.objects.filter(pk=work.pk, ended_at=None).exists():
                path = act(work, **arguments)
                if not services.finish(work, result_path=path or ""):
                    transaction.set_rollback(True)
    except RuleBroken as broken:
        services.fail(work, code=broken.code, **broken.params)
    except OperationalError:
        raise  # PATIENCE
    except Exception:
        services.fail(work, code=UNEXPECTED)
        raise


def _hold(work: Work) -> None:
    """Let two workers never be at the same work, even when one was thought dead and is not."""
    key = work.pk.int & (2**63 - 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def work_off() -> int:
    """Do every job that people wait for here and now, on this connection; how many they were."""
    connector = app.connector.get_sync_connector()
    worker_id = connector.execute_query_one(query=sql.queries["register_worker"])["worker_id"]
    count = 0
    try:
        while job := _next_job(connector, worker_id):
            count += 1
            _do_here(connector, job)
    finally:
        connector.execute_query(query=sql.queries["unregister_worker"], worker_id=worker_id)
    return count


def _next_job(connector, worker_id: int) -> Job | None:
    row = connector.execute_query_one(
        query=sql.queries["fetch_job"], queues=[DEFAULT_QUEUE], worker_id=worker_id
    )
    if row["id"] is None:
        return None
    # Django's connection leaves JSON as text, the worker's own does not.
    return Job.from_row(row | {"args": json.loads(row["args"])})


def _do_here(connector, job: Job) -> None:
    status = Status.FAILED
    try:
        app.tasks[job.task_name](**job.task_kwargs)
        status = Status.SUCCEEDED
    finally:
        connector.execute_query(
            query=sql.queries["finish_job"],
            job_id=job.id,
            status=status.value,
            delete_job=False,
        )


@app.periodic(cron="* * * * * */10")
@app.task(name="core.rescue_jobs", queue=BY_CLOCK, pass_context=True)
async def rescue_jobs(context, timestamp: int) -> None:
    """Give the jobs of workers that fell silent to others, and end works whose job is no more."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.task_name == rescue_jobs.name or job.attempts + 1 >= ATTEMPTS:
            await manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
            continue
        logger.warning("Job %s of a worker that fell silent begins anew.", job.call_string)
        try:
            await manager.retry_job(job=job)
        except UniqueViolation:  # the same job already waits a second time
            await manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
    await sync_to_async(end_lost_works, thread_sensitive=False)()


def end_lost_works() -> int:
    """End every work whose job neither waits nor runs any more; how many they were."""
    # The works first: the job of every work that is seen was written together with it.
    works = list(Work.objects.filter(ended_at=None, kind__in=KINDS))
    alive = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    kept = {job.args.get("work_id") for job in alive} if works else set()
    return sum(services.fail(work, code=LOST) for work in works if str(work.pk) not in kept)


@app.periodic(cron="17 2 * * *")
@app.task(name="core.remove_old_jobs", queue=BY_CLOCK, pass_context=True)
async def remove_old_jobs(context, timestamp: int) -> None:
    """Forget yesterday's jobs that went well and, a month later, the others."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=24)
    await manager.delete_old_jobs(
        nb_hours=24 * 30, include_failed=True, include_cancelled=True, include_aborted=True
    )
