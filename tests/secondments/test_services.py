from datetime import UTC, date, datetime

import pytest

from samgak.certificates import queries as certificates
from samgak.core.errors import RuleBroken
from samgak.secondments import queries, services
from samgak.secondments.models import LogEntry
from tests.factories import UserFactory
from tests.secondments.factories import (
    AT,
    FinalReportFactory,
    LogEntryFactory,
    OutputFactory,
    a_mentor,
    a_seat,
    a_secondment,
)

pytestmark = pytest.mark.django_db
HOW = {"language": "en", "at": AT}
REPORT = {"learned": ["a", "b", "c"], "changes": "d", "recommendations": "e"}


def test_an_entry_written_again_is_changed():
    seat = a_seat()
    services.write_entry(seat, week=2, text="first", **HOW)

    entry = services.write_entry(seat, week=2, text="second", **HOW)

    assert entry.text == "second"
    assert LogEntry.objects.filter(participant=seat).count() == 1


@pytest.mark.parametrize(
    ("week", "text", "code"),
    [
        (4, "early", "week_has_not_begun"),
        (9, "never", "no_such_week"),
        (1, "  ", "words_missing"),
        (1, "x" * 4001, "too_many_letters"),
    ],
)
def test_an_entry_that_is_refused(week, text, code):
    with pytest.raises(RuleBroken, match=code):
        services.write_entry(a_seat(), week=week, text=text, **HOW)


@pytest.mark.parametrize("state", ["preparing", "following_up", "closed"])
def test_nothing_is_written_before_or_after(state):
    seat = a_seat(a_secondment(state=state))

    with pytest.raises(RuleBroken, match="secondment_is_not_open"):
        services.write_entry(seat, week=1, text="words", **HOW)


def test_whoever_left_writes_nothing():
    with pytest.raises(RuleBroken, match="not_a_participant"):
        services.write_entry(a_seat(state="withdrawn"), week=1, text="words", **HOW)


def test_a_mentor_remarks_on_what_is_written_and_not_on_the_own_log():
    entry = LogEntryFactory()
    seat, mentor = entry.participant, a_mentor(entry.participant.edition)

    remarked = services.remark(seat, week=1, text="Well seen", by=mentor, **HOW)

    assert (remarked.remark, remarked.remarked_by) == ("Well seen", mentor)
    with pytest.raises(RuleBroken, match="week_without_entry"):
        services.remark(seat, week=2, text="Well seen", by=mentor, **HOW)
    with pytest.raises(RuleBroken, match="mentors_do_not"):
        services.remark(seat, week=1, text="Well seen", by=seat.person.user, **HOW)


def test_an_entry_changed_keeps_its_remark():
    entry = LogEntryFactory()
    services.remark(entry.participant, week=1, text="Good", by=UserFactory(), **HOW)

    assert services.write_entry(entry.participant, week=1, text="more", **HOW).remark == "Good"


def test_at_most_thirty_outputs():
    seat = a_seat()
    OutputFactory.create_batch(30, participant=seat)

    with pytest.raises(RuleBroken, match="too_many_outputs"):
        services.add_output(seat, title="One more", url="", **HOW)


def test_two_sides_assess_each_objective_and_the_difference_shows():
    seat = a_seat()
    mentor = a_mentor(seat.edition)
    services.assess(
        seat, side="self", grades={0: (2, "a"), 1: (5, "b")}, by=seat.person.user, **HOW
    )
    services.assess(seat, side="mentor", grades={0: (4, "c")}, by=mentor, **HOW)

    assert [one.difference for one in queries.objectives_of(seat)] == [2, None, None]


@pytest.mark.parametrize("grades", [{0: (6, "a")}, {0: (0, "a")}, {3: (3, "a")}])
def test_a_grade_off_the_scale_or_of_no_objective_is_refused(grades):
    seat = a_seat()

    with pytest.raises(RuleBroken, match="grade_off_the_scale"):
        services.assess(seat, side="self", grades=grades, by=seat.person.user, **HOW)


@pytest.mark.parametrize("side", ["self", "mentor"])
def test_nobody_assesses_from_the_side_of_another(side):
    seat = a_seat()
    by = UserFactory() if side == "self" else seat.person.user

    with pytest.raises(RuleBroken, match="mentors_do_not"):
        services.assess(seat, side=side, grades={0: (3, "a")}, by=by, **HOW)


def test_a_draft_may_have_gaps_and_a_submitted_report_not():
    seat = a_seat()
    parts = REPORT | {"changes": ""}
    services.save_report(seat, **parts, submit=False, **HOW)

    with pytest.raises(RuleBroken, match="report_part_missing"):
        services.save_report(seat, **parts, submit=True, **HOW)

    assert services.save_report(seat, **REPORT, submit=True, **HOW).submitted_at == AT
    with pytest.raises(RuleBroken, match="report_is_submitted"):
        services.save_report(seat, **REPORT, submit=False, **HOW)


def test_a_submitted_report_is_taken_back_until_the_certificates():
    report = FinalReportFactory()
    edition = report.participant.edition

    assert services.take_back_report(report.participant).submitted_at is None

    services.save_report(report.participant, **REPORT, submit=True, **HOW)
    edition.state = "certifying"
    edition.save()
    with pytest.raises(RuleBroken, match="report_counts_already"):
        services.take_back_report(report.participant)


def test_the_log_is_closed_once_the_certificates_are_prepared():
    entry = LogEntryFactory()
    edition, mentor = entry.participant.edition, a_mentor(entry.participant.edition)
    edition.state = "certifying"
    edition.save()

    with pytest.raises(RuleBroken, match="log_counts_already"):
        services.write_entry(entry.participant, week=1, text="Later", **HOW)
    with pytest.raises(RuleBroken, match="log_counts_already"):
        services.remark(entry.participant, week=1, text="Later", by=mentor, **HOW)
    assert services.save_report(entry.participant, **REPORT, submit=True, **HOW).submitted_at


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("running", queries.Owing(2, date(2030, 4, 21), report=True)),
        ("certifying", queries.Owing(report=True)),
        ("closed", queries.Owing()),
    ],
)
def test_what_is_owed_is_what_can_still_be_written(state, expected):
    seat = a_seat(a_secondment(state=state))

    assert queries.owing(seat, today=AT.date()) == expected


def test_the_certificate_asks_for_every_week_and_the_report_and_for_no_session():
    seat = a_seat(a_secondment(post_test_required=True))

    before = certificates.completion_of(seat)
    for week in (1, 2, 3, 4):
        LogEntryFactory(participant=seat, week=week)
    FinalReportFactory(participant=seat)

    assert before.reasons == ("weeks_not_logged", "final_report_missing")
    assert certificates.completion_of(seat).is_complete
    assert [one.is_complete for one in certificates.completions(seat.edition)] == [True]


def test_the_overview_asks_the_same_number_of_questions_for_one_and_for_three(
    django_assert_num_queries,
):
    from samgak.programmes.permissions import access_of
    from tests.factories import EditionRoleFactory

    edition = a_secondment()
    officer = EditionRoleFactory(edition=edition).user
    access = access_of(officer, edition, on=AT.date())
    for _ in range(2):
        LogEntryFactory(participant=a_seat(edition))
        with django_assert_num_queries(4):
            found = queries.overview(edition, access=access, today=AT.date())

    assert [(one.weeks, one.written, one.missing) for one in found] == [(4, 1, 1)] * 2


def test_a_week_begins_at_the_venue():
    seat = a_seat()  # the venue is five hours ahead
    eve = datetime(2030, 4, 7, 20, tzinfo=UTC)

    assert services.write_entry(seat, week=2, text="early", language="en", at=eve).week == 2
