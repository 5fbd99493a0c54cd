"""Activities by month with what was reported of each: on the pages of the owner, the officer, the supervisor."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from samgak.actionplans import links, queries, services
from samgak.actionplans.rules.milestones import Report, day_after, milestones
from tests.actionplans.test_year import answer, asked, page
from tests.actionplans.test_year import plan as plan  # noqa: PLC0414 - a fixture
from tests.costs import queries_of
from tests.factories import EditionRoleFactory

pytestmark = pytest.mark.django_db
ACTIVITIES = [
    {"what": "List the documents", "who": "I", "month": "2030-02"},
    {"what": "Draft the order", "who": "lawyer", "month": "2030-03"},
    {"what": "<b>Open</b> the window", "who": "", "month": "2030-12"},
    {"what": "Tell others", "who": "", "month": ""},
]


@pytest.fixture
def busy(plan):
    plan.activities = ACTIVITIES
    plan.save()
    return plan


def states(reports=(), today=date(2030, 4, 1)):
    return [one.state for one in milestones(ACTIVITIES, reports=reports, today=today)]


def test_an_activity_is_due_when_its_month_is_over():
    assert states(today=date(2030, 2, 28)) == ["to_come"] * 4
    assert states(today=date(2030, 3, 1)) == ["not_answered", "to_come", "to_come", "to_come"]
    assert states() == ["not_answered", "not_answered", "to_come", "to_come"]


def test_the_last_report_says_what_is_done():
    early = Report(date(2030, 3, 5), ["List the documents"])
    late = Report(date(2030, 5, 1), ["Tell others"])

    assert states([early]) == ["done", "not_answered", "to_come", "to_come"]
    assert states([late, early]) == ["not_done", "not_done", "to_come", "done"]


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2030-12", date(2031, 1, 1)),
        ("2030-03", date(2030, 4, 1)),
        ("", None),
        ("2030-13", None),
        ("2030-00", None),
        ("9999-12", None),
        ("0000-01", None),
        ("soon", None),
    ],
)
def test_only_a_month_has_a_day_after_it(month, day):
    assert day_after(month) == day


def test_the_owner_ticks_what_is_carried_out_and_the_supervisor_sees_it(client, busy):
    check_in = asked(busy)
    address = page(check_in.pk)
    assert b"Which activities are carried out?" in client.get(address).content

    client.post(address, {"status": "on_track", "done": ["1", "99", "x"]})

    check_in.refresh_from_db()
    assert check_in.activities_done == ["List the documents"]
    said = client.get(page(check_in.pk, links.CONFIRM)).content.decode()
    assert "List the documents</span>: <b>Done" in said
    assert "&lt;b&gt;Open&lt;/b&gt; the window" in said
    assert len(said.encode()) < 20_000


def test_without_a_word_on_activities_those_reported_stand(busy):
    check_in = asked(busy)
    answer(check_in, done=["List the documents"])
    answer(check_in, status="done")

    check_in.refresh_from_db()
    assert check_in.activities_done == ["List the documents"]


def test_the_officer_sees_what_is_due_and_not_answered_at_a_constant_cost(client, busy):
    edition = busy.participant.edition
    client.force_login(EditionRoleFactory(edition=edition, role="programme_officer").user)
    address = reverse("actionplans:plans", kwargs={"code": edition.code})
    cost = queries_of(client, address)
    today = datetime.now(UTC).date()
    unanswered = [one.state for one in queries.milestones_of(busy, today=today)]

    said = client.get(address).content.decode()
    assert "0 of 4 done" in said
    assert ("Due and not answered" in said) == ("not_answered" in unanswered)

    answer(asked(busy), done=["List the documents"])
    assert "1 of 4 done" in client.get(address).content.decode()
    assert queries_of(client, address) == cost


def test_a_changed_plan_keeps_what_was_reported(busy):
    answer(asked(busy), done=["Draft the order"])
    busy.activities = [ACTIVITIES[1], {"what": "New", "who": "", "month": ""}]
    busy.save()

    found = queries.milestones_of(queries.plan_of(busy.participant), today=date(2030, 3, 2))
    assert [(one.what, one.state) for one in found] == [
        ("Draft the order", "done"),
        ("New", "to_come"),
    ]


def test_services_take_no_activity_that_the_plan_has_not(busy):
    check_in = services.answer(
        asked(busy),
        status="on_track",
        obstacles=(),
        note="",
        language="en",
        done=["Nothing of the kind", "Tell others"],
        at=datetime(2030, 3, 2, tzinfo=UTC),
    )
    assert check_in.activities_done == ["Tell others"]
