from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.testing import InMemoryConnector

from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.partners.models import Organisation
from tests.core import slow_jobs
from tests.factories import OrganisationFactory, UserFactory
from tests.workers import kill, let_its_silence_be_noticed, wait_until, worker

MORNING = datetime(2030, 1, 15, 4, tzinfo=UTC)


@jobs.task("tests.rename", title="Renaming", sentence=lambda broken: f"No: {broken.params['why']}")
def rename(work, *, at, key, name):
    Organisation.objects.filter(key=key).update(name=name)
    if name == "forbidden":
        raise RuleBroken("name_forbidden", why="not this name")
    if name == "bug":
        raise KeyError(name)
    if name == "away":
        raise OperationalError("the database is away")
    return f"/organisations/{key}/"


@pytest.fixture
def agency():
    return OrganisationFactory(name="An agency")


def begin(name, agency):
    return jobs.begin(rename, by=UserFactory(), at=MORNING, key=agency.key, name=name)


def name_of(agency):
    return str(Organisation.objects.get(pk=agency.pk).name)


@pytest.mark.django_db
def test_a_job_is_done_and_says_where_its_result_is(agency):
    work = begin("Renamed", agency)
    assert work.state == "queued"

    assert jobs.work_off() == 1

    work.refresh_from_db()
    assert (work.state, work.result_path) == ("done", f"/organisations/{agency.key}/")
    assert name_of(agency) == "Renamed"
    assert jobs.title(work) == "Renaming"


@pytest.mark.django_db
def test_what_the_house_does_by_the_clock_is_left_to_the_worker(agency):
    by_clock = jobs.rescue_jobs.defer(timestamp=0)
    work = begin("Renamed", agency)

    assert jobs.work_off() == 1

    work.refresh_from_db()
    assert work.state == "done"
    assert ProcrastinateJob.objects.get(pk=by_clock).status == "todo"


@pytest.mark.django_db
def test_what_a_job_hands_over_waits_in_the_transaction_of_that_job(agency):
    with app.replace_connector(InMemoryConnector()) as of_a_worker:  # its own connection
        work = begin("Renamed", agency)
        assert of_a_worker.connector.jobs == {}

    assert ProcrastinateJob.objects.filter(args__work_id=str(work.pk)).count() == 1


@pytest.mark.django_db
def test_a_broken_rule_undoes_the_job_and_is_told_as_a_sentence(agency):
    work = begin("forbidden", agency)

    jobs.work_off()

    work.refresh_from_db()
    assert (work.state, jobs.fault(work)) == ("failed", "No: not this name")
    assert name_of(agency) == "An agency"


@pytest.mark.django_db
def test_a_bug_undoes_the_job_and_is_loud(agency):
    work = begin("bug", agency)

    with pytest.raises(KeyError):
        jobs.work_off()

    work.refresh_from_db()
    assert (work.state, work.fault_code) == ("failed", "unexpected")
    assert "did not foresee" in jobs.fault(work)
    assert name_of(agency) == "An agency"


@pytest.mark.django_db
def test_a_database_that_is_away_ends_nothing(agency):
    work = begin("away", agency)

    with pytest.raises(OperationalError):
        jobs.work_off()

    work.refresh_from_db()
    assert work.ended_at is None


@pytest.mark.django_db
def test_work_that_has_ended_is_not_done_again(agency):
    work = begin("Renamed", agency)
    jobs.work_off()
    Organisation.objects.filter(pk=agency.pk).update(name="Renamed by hand")

    rename(work_id=str(work.pk), at=MORNING.isoformat(), key=agency.key, name="Renamed")

    assert name_of(agency) == "Renamed by hand"


@pytest.mark.django_db
def test_work_whose_job_is_gone_is_ended_with_a_sentence(agency):
    lost, waiting = begin("Renamed", agency), begin("Renamed", agency)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'work_id' = %s", [str(lost.pk)])

    assert jobs.end_lost_works() == 1

    lost.refresh_from_db()
    waiting.refresh_from_db()
    assert (lost.fault_code, waiting.state) == ("lost", "queued")


@pytest.mark.usefixtures("empty_queue")
def test_a_worker_killed_in_the_middle_loses_nothing_and_does_nothing_twice():
    work = jobs.begin(slow_jobs.register(), by=UserFactory(), at=MORNING)

    def steps_done():
        return Work.objects.get(pk=work.pk).steps_done

    with worker("tests.core.slow_jobs") as first:
        wait_until(lambda: steps_done() >= slow_jobs.STEPS // 3, "the middle of the job")
        kill(first)
    assert steps_done() < slow_jobs.STEPS
    assert Organisation.objects.count() == 0  # half a job leaves nothing behind

    let_its_silence_be_noticed()
    with worker("tests.core.slow_jobs"):
        wait_until(lambda: Work.objects.get(pk=work.pk).ended_at, "the end of the job")

    work.refresh_from_db()
    assert (work.state, work.result_path) == ("done", "/done/")
    assert Organisation.objects.count() == slow_jobs.STEPS
    assert ProcrastinateJob.objects.get(task_name="tests.found_agencies").attempts >= 1
