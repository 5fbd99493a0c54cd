"""A job that a person waits for: begun by a page, carried on by a worker, ended once."""

import time
from datetime import datetime

from django.db import connection
from django.utils import timezone

from samgak.core.models import Work

SECONDS_BETWEEN_WORDS = 0.3


def begin_work(*, kind: str, by, at: datetime, edition_code: str = "") -> Work:
    """The record a page shows while a worker does the job."""
    return Work.objects.create(
        kind=kind,
        requested_by=by,
        requested_at=at,
        edition_code=edition_code,
    )


def start(work: Work) -> bool:
    """Say that a worker is at it; False when the job has ended before."""
    return bool(
        Work.objects.filter(pk=work.pk, ended_at=None).update(
            state=Work.State.RUNNING, steps_done=0, steps_total=0
        )
    )


def advance(work: Work, *, done: int, total: int) -> None:
    """Say how far the job is, at most a few times a second; an ended job is not reopened.

    The page sees it at once: inside a transaction it is written past it, on a connection of its own.
    """
    if done < total and time.monotonic() - work.said_at < SECONDS_BETWEEN_WORDS:
        return
    work.said_at = time.monotonic()
    if connection.in_atomic_block:
        _write_aside(work, done=done, total=total)
    else:
        Work.objects.filter(pk=work.pk, ended_at=None).update(steps_done=done, steps_total=total)


def _write_aside(work: Work, *, done: int, total: int) -> None:
    aside = connection.copy()
    try:
        with aside.cursor() as cursor:
            # Never wait for ourselves, should the transaction hold the row.
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute(
                "UPDATE core_work SET steps_done = %s, steps_total = %s"
                " WHERE id = %s AND ended_at IS NULL",
                [done, total, work.pk],
            )
    finally:
        aside.close()


def finish(work: Work, *, result_path: str = "") -> bool:
    """End the job well; False when it had ended before, so that nothing is done twice."""
    return bool(
        Work.objects.filter(pk=work.pk, ended_at=None).update(
            state=Work.State.DONE, ended_at=timezone.now(), result_path=result_path
        )
    )


def fail(work: Work, *, code: str, **params: object) -> bool:
    """End the job with a reason that a person can read."""
    return bool(
        Work.objects.filter(pk=work.pk, ended_at=None).update(
            state=Work.State.FAILED, ended_at=timezone.now(), fault_code=code, fault_params=params
        )
    )
