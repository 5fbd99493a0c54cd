from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from samgak.core.errors import RuleBroken
from samgak.nominations import queries as nominees
from samgak.nominations.models import Criterion, Mark, Review
from samgak.nominations.phrases.screening import words_of
from samgak.nominations.queries import reviews as queries
from samgak.nominations.services import reviews as services
from samgak.nominations.services import screening
from tests.applications.factories import WHOLE, ApplicationFactory
from tests.nominations.selections.calls import AT, holder, small, text

pytestmark = pytest.mark.django_db
PLAN = {
    "screening_from": None,
    "screening_until": None,
    "review_from": None,
    "review_until": None,
    "each_nominee": 0,
    "is_anonymous": False,
    "median_weight": None,
}


@pytest.fixture
def call():
    return small()


@pytest.fixture
def use(call):
    values = {"name": {"en": "Use at home"}, "description": {"en": "5: at once"}, "weight": 3}
    return services.put_criterion(call.edition, values=values)


@pytest.fixture
def plans(call):
    values = {"name": {"en": "Plans"}, "description": {}, "weight": 1}
    return services.put_criterion(call.edition, values=values)


@pytest.fixture
def lecturers(call, use, plans):
    return [holder(call.edition, "lecturer") for _ in range(2)]


def save(call, *, reason="", **more):
    return services.save_plan(call.edition, values=PLAN | more, reason=reason)


def assign(call, people):
    return services.assign(call.edition, reviewers=[one.pk for one in people])


def review(call, name, who):
    return Review.objects.get(nomination=call.people[name], reviewer=who)


def mark(call, name, who, marks):
    criteria = [one.pk for one in queries.criteria_of(call.edition)]
    given = dict(zip(criteria, marks, strict=True))
    return services.mark(review(call, name, who), marks=given, at=AT)


def address(call, name, **more):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code, **more})


def test_median_spread_and_disagreement(call, lecturers, use, plans):
    assert assign(call, lecturers) == 10
    mark(call, "kz9", lecturers[0], (5, 2))
    mark(call, "kz9", lecturers[1], (3, 2))

    panel = queries.panels(call.edition)[call.people["kz9"].pk]

    assert panel.medians == {use.pk: 4, plans.pk: 2}
    assert panel.spreads == {use.pk: 2, plans.pk: 0}
    assert (panel.total, panel.disagrees, panel.done, panel.asked) == (Fraction(7, 2), True, 2, 2)


def test_the_median_counts_in_the_score_only_where_the_plan_says_so(call, lecturers):
    assign(call, lecturers)
    for who in lecturers:
        mark(call, "kz9", who, (5, 5))
    before = nominees.selection_problem(call.edition)
    assert (dict(before.given_scores), len(before.score_parts)) == ({}, 1)

    save(call, median_weight=Decimal(30))

    after = nominees.selection_problem(call.edition)
    assert dict(after.given_scores) == {str(call.people["kz9"].pk): 5}
    assert (after.score_parts[1].weight, after.score_parts[1].full_at) == (30, 5)


def test_who_declares_a_conflict_neither_sees_nor_marks_nor_screens(client, call, lecturers):
    assign(call, [*lecturers, call.screener])
    own = review(call, "kz9", call.screener)
    with pytest.raises(RuleBroken, match="conflict_needs_a_reason"):
        services.declare_conflict(own, reason=" ", at=AT)

    services.declare_conflict(own, reason="A cousin", at=AT)

    client.force_login(call.screener)
    for page in ("review", "conflict"):
        assert client.get(address(call, page, pk=own.pk)).status_code == 404
    nominee = call.people["kz9"]
    assert client.get(address(call, "screen", pk=nominee.pk)).status_code == 404
    for page in ("screening", "reviews", "my_reviews"):
        assert nominee.person.passport_name not in text(client.get(address(call, page)))
    assert "0 of 4 done." in text(client.get(address(call, "my_reviews")))
    assert {one.asked for one in queries.progress(call.edition)} == {4, 5}
    with pytest.raises(RuleBroken, match="conflict_is_declared"):
        services.mark(own, marks={}, at=AT)
    with pytest.raises(RuleBroken, match="conflict_is_declared"):
        screening.find(nominee, verdict="eligible", words_of=words_of, by=call.screener, at=AT)
    done, _rest = screening.find_all_as_computed(
        call.edition, words_of=words_of, by=call.screener, at=AT
    )
    assert done == 4


def test_a_nominee_with_a_conflict_gets_another_reviewer(call, lecturers):
    save(call, each_nominee=1)
    assert assign(call, lecturers) == 5
    one = Review.objects.first()
    services.declare_conflict(one, reason="A cousin", at=AT)

    assert assign(call, lecturers) == 1

    other = Review.objects.get(nomination=one.nomination_id, has_conflict=False)
    assert other.reviewer_id != one.reviewer_id


def test_whoever_is_no_longer_named_keeps_only_what_is_done(call, lecturers):
    assign(call, lecturers)
    mark(call, "kz9", lecturers[0], (1, 1))

    assign(call, lecturers[1:])

    assert Review.objects.filter(reviewer=lecturers[0]).count() == 1


def test_phases_bind_and_an_extension_needs_a_reason(call, lecturers):
    assign(call, lecturers)
    today = AT.date()
    save(call, review_until=today - timedelta(1), screening_from=today + timedelta(1))
    with pytest.raises(RuleBroken, match="review_is_not_open"):
        mark(call, "kz9", lecturers[0], (1, 1))
    with pytest.raises(RuleBroken, match="screening_is_not_open"):
        screening.find(
            call.people["kz9"], verdict="eligible", words_of=words_of, by=call.screener, at=AT
        )
    with pytest.raises(RuleBroken, match="extension_needs_a_reason"):
        save(call, review_until=today)

    save(call, review_until=today, reason="Two reviewers were ill.")

    mark(call, "kz9", lecturers[0], (1, 1))


def test_criteria_stay_once_somebody_has_marked(call, lecturers, use):
    assign(call, lecturers)
    mark(call, "kz9", lecturers[0], (1, 1))

    with pytest.raises(RuleBroken, match="criteria_are_marked"):
        services.remove_criterion(use)
    with pytest.raises(RuleBroken, match="criteria_are_marked"):
        services.put_criterion(call.edition, values={"weight": 9}, criterion=use)


@pytest.mark.parametrize("marks", [(6, 1), (-1, 1)])
def test_marks_beyond_the_scale_are_refused(call, lecturers, marks):
    assign(call, lecturers)

    with pytest.raises(RuleBroken, match="no_such_mark"):
        mark(call, "kz9", lecturers[0], marks)
    assert not Mark.objects.exists()


def test_an_anonymous_review_tells_no_name_sex_country_or_organisation(client, call, lecturers):
    save(call, is_anonymous=True)
    assign(call, lecturers)
    nomination = call.people["kz9"]
    person = nomination.person
    words = f"I, {person.given_name} of Kazakhstan at {nomination.organisation}, want this."
    ApplicationFactory(
        edition=call.edition,
        person=person,
        submitted=True,
        state="focal_point_endorsed",
        answers=WHOLE | {"motivation": words},
    )
    client.force_login(lecturers[0])

    found = review(call, "kz9", lecturers[0])
    pages = [client.get(address(call, page, pk=found.pk)) for page in ("review", "conflict")]
    pages.append(client.get(address(call, "my_reviews")))

    for page in map(text, pages):
        body = page.split("<main")[1].split("</main")[0]
        for told in (
            person.family_name,
            person.given_name,
            "Kazakhstan",
            nomination.organisation,
            "Female",
            "Male",
        ):
            assert told not in body
    assert "want this." in text(pages[0])


def test_a_reviewer_marks_one_nominee_after_the_other(client, call, lecturers, use, plans):
    assign(call, lecturers)
    client.force_login(lecturers[0])
    first = client.get(address(call, "my_reviews")).context["first"]
    page = address(call, "review", pk=first.pk)
    assert "5: at once" in text(client.get(page))

    again = client.post(page, {f"mark-{use.pk}": "4"})
    assert "Give a mark for every criterion." in text(again)
    answer = client.post(page, {f"mark-{use.pk}": "4", f"mark-{plans.pk}": "0"})

    assert answer.status_code == 302
    assert answer.url != page
    assert "1 of 5 done." in text(client.get(address(call, "my_reviews")))


def test_nobody_opens_the_review_of_another(client, call, lecturers):
    assign(call, lecturers)
    client.force_login(lecturers[0])

    other = review(call, "kz9", lecturers[1])

    assert client.get(address(call, "review", pk=other.pk)).status_code == 404


def test_a_reviewer_sees_the_marks_of_others_only_after_the_own(
    client, call, lecturers, use, plans
):
    assign(call, [*lecturers, call.screener])
    mark(call, "kz9", lecturers[0], (5, 1))
    client.force_login(call.screener)
    assert "once you have marked everybody yourself" in text(client.get(address(call, "reviews")))
    one = address(call, "screen", pk=call.people["kz9"].pk)
    assert "median 5" not in text(client.get(one))

    for name in call.people:
        mark(call, name, call.screener, (5, 1))

    assert "4</td>" in text(client.get(address(call, "reviews"))).replace(" ", "")
    assert "Use at home: median 5, spread 0" in text(client.get(one))


def test_an_officer_arranges_and_others_do_not(client, call, lecturers):
    officer = holder(call.edition, "programme_officer")
    for user, status in ((officer, 200), (call.screener, 403), (lecturers[0], 403)):
        client.force_login(user)
        for page in ("review_plan", "add_criterion", "reviewers"):
            assert client.get(address(call, page)).status_code == status

    client.force_login(officer)
    backwards = {"review_from": "2030-01-02", "review_until": "2030-01-01", "each_nominee": "1"}
    page = text(client.post(address(call, "review_plan"), backwards))
    assert "The last day lies before the first." in page
    made = {"name_0": "Third", "weight": "2"}
    assert client.post(address(call, "add_criterion"), made).status_code == 302
    third = Criterion.objects.latest("pk")
    assert "Third" in text(client.get(address(call, "criterion_out", pk=third.pk)))
    client.post(address(call, "criterion_out", pk=third.pk))
    assert not Criterion.objects.filter(pk=third.pk).exists()
    named = {"reviewers": [lecturers[0].pk]}
    page = text(client.post(address(call, "reviewers"), named, follow=True))
    assert "5 new reviews are asked." in page
    stranger = {"reviewers": [officer.pk]}
    assert client.post(address(call, "reviewers"), stranger).status_code == 200


def test_results_cost_the_same_however_many_and_leave_as_a_file(
    client, call, lecturers, django_assert_max_num_queries
):
    assign(call, lecturers)
    client.force_login(holder(call.edition, "programme_officer"))
    client.get(address(call, "reviews"))
    mark(call, "kz9", lecturers[0], (5, 1))
    with django_assert_max_num_queries(40) as before:
        text(client.get(address(call, "reviews")))
    for name in ("kz8", "tj3", "tj4"):
        mark(call, name, lecturers[0], (5, 1))
    with django_assert_max_num_queries(len(before)):
        text(client.get(address(call, "reviews")))
    answer = client.get(address(call, "reviews_file", kind="csv"))
    assert "Use at home" in b"".join(answer.streaming_content).decode()
