"""A job that a person waits for: begun by a page, carried on by a worker, ended once."""

from datetime import datetime

from django.utils import timezone

from samgak.core.models import Work


def begin_work(*, kind: str, by, at: datetime, edition_code: str = "") -> Work:
    """The record a page shows while a worker does the job."""
    return Work.objects.create(
        kind=kind,
        requested_by=by,
        requested_at=at,
        edition_code=edition_code,
    )


def advance(work: Work, *, done: int, total: int) -> None:
    """Say how far the job is; a job that has ended is not reopened."""
    Work.objects.filter(pk=work.pk, ended_at=None).update(
        state=Work.State.RUNNING, steps_done=done, steps_total=total
    )


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
