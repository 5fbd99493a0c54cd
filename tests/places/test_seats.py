import re
from datetime import timedelta

import pytest

from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.participants import rules
from samgak.places import services
from samgak.places.models import Answer, Promotion
from samgak.places.queries import reserves
from tests.nominations.selections.calls import AT
from tests.places.cohorts import (
    ANSWER_BY,
    NEXT_DAY,
    TOO_LATE,
    decided,
    limit,
    no_women_of_kazakhstan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return decided()


def answer(cohort, name, word, *, at=NEXT_DAY, reason="An illness in the family"):
    return services.answer(cohort.seat(name), word=word, through="link", reason=reason, at=at)


def promote(cohort, freed, name, *, at=NEXT_DAY, reason="The first reserve"):
    return services.promote(
        cohort.seat(freed),
        nomination_id=cohort.nomination(name).pk,
        reason=reason,
        by=cohort.officer,
        at=at,
    )


def test_everyone_selected_is_offered_a_seat_to_be_answered_in_the_evening_of_the_seventh_day(
    cohort,
):
    assert cohort.seat("kz9").answer_by == ANSWER_BY
    letter = Letter.objects.get(kind="acceptance", person=cohort.nomination("tj4").person)
    assert re.search(r"/tg/place/\S+/", letter.body)


def test_the_answer_is_never_due_after_the_course_has_begun():
    edition = decided().edition
    late = rules.due(
        AT + timedelta(days=33), days=7, zone=edition.zone, starts_on=edition.starts_on
    )
    assert late.date().isoformat() == "2030-01-13"


def test_a_seat_is_accepted_once_however_often_it_is_said(cohort):
    answer(cohort, "kz9", "accepted")
    answer(cohort, "kz9", "accepted")

    assert cohort.seat("kz9").state == "accepted"
    assert Answer.objects.count() == 1


def test_a_decline_needs_a_reason_and_keeps_it(cohort):
    with pytest.raises(RuleBroken, match="reason_missing"):
        answer(cohort, "kz9", "declined", reason=" ")
    answer(cohort, "kz9", "declined")

    assert cohort.seat("kz9").state_reason == "An illness in the family"
    assert Answer.objects.get().through == "link"


def test_a_mind_may_change_until_the_date(cohort):
    answer(cohort, "kz9", "declined")
    answer(cohort, "kz9", "accepted")
    answer(cohort, "kz9", "declined")
    with pytest.raises(RuleBroken, match="seat_is_still_free"):
        answer(cohort, "kz9", "accepted", at=TOO_LATE)

    assert [one.word for one in Answer.objects.all()] == ["declined", "accepted", "declined"]


def test_after_the_date_nobody_accepts_but_everybody_may_still_decline(cohort):
    with pytest.raises(RuleBroken, match="answer_is_in_time"):
        answer(cohort, "kz9", "accepted", at=TOO_LATE)
    assert answer(cohort, "kz9", "declined", at=TOO_LATE).state == "declined"


def test_the_best_reserve_is_the_first_of_the_country(cohort):
    answer(cohort, "kz9", "declined")
    found = reserves.replacement(cohort.seat("kz9"))

    assert found.best.nomination == cohort.nomination("kz8")
    assert [one.nomination for one in found.candidates] == [
        cohort.nomination("kz8"),
        cohort.nomination("tj3"),
    ]


def test_a_reserve_with_whom_a_quota_would_not_hold_is_passed_over_and_the_reason_kept(cohort):
    no_women_of_kazakhstan(cohort)
    answer(cohort, "kz9", "declined")
    found = reserves.replacement(cohort.seat("kz9"))
    assert found.best.nomination == cohort.nomination("tj3")
    assert found.candidates[0].broken == ("country=KZ+sex=F",)

    with pytest.raises(RuleBroken, match="reserve_breaks_a_quota"):
        promote(cohort, "kz9", "kz8")
    promotion = promote(cohort, "kz9", "tj3")

    assert promotion.passed_over == [[cohort.nomination("kz8").pk, "country=KZ+sex=F"]]


def test_a_minimum_that_would_be_out_of_reach_forbids_a_reserve_too(cohort):
    limit(cohort, country="KZ", minimum=1)
    answer(cohort, "kz9", "declined")
    found = {one.nomination: one for one in reserves.replacement(cohort.seat("kz9")).candidates}

    assert found[cohort.nomination("kz8")].may_be_seated
    assert found[cohort.nomination("tj3")].broken == ("country=KZ",)


def test_a_promoted_reserve_has_a_seat_a_date_of_its_own_and_a_letter(cohort):
    answer(cohort, "tj4", "declined")
    promote(cohort, "tj4", "tj3")

    seat = cohort.seat("tj3")
    letter = Letter.objects.get(kind="acceptance", person=seat.person)
    assert (seat.state, seat.answer_by > ANSWER_BY) == ("selected", True)
    assert letter.state == "draft"
    assert Promotion.objects.get().promoted_by == cohort.officer


def test_somebody_whose_seat_went_on_can_not_take_it_back(cohort):
    answer(cohort, "tj4", "declined")
    promote(cohort, "tj4", "tj3")
    with pytest.raises(RuleBroken, match="seat_is_still_free"):
        answer(cohort, "tj4", "accepted")


def test_a_seat_is_given_on_once_and_only_when_it_is_free(cohort):
    with pytest.raises(RuleBroken, match="seat_is_taken"):
        promote(cohort, "tj4", "tj3")
    answer(cohort, "tj4", "declined")
    promote(cohort, "tj4", "tj3")
    with pytest.raises(RuleBroken, match="seat_is_filled"):
        promote(cohort, "tj4", "kz8")


def test_a_seat_without_an_answer_is_given_on_after_the_date(cohort):
    with pytest.raises(RuleBroken, match="seat_is_taken"):
        promote(cohort, "tj4", "tj3", at=ANSWER_BY)
    promote(cohort, "tj4", "tj3", at=TOO_LATE)

    assert cohort.seat("tj4").state == "withdrawn"
    assert cohort.seat("tj3").state == "selected"


def test_nobody_is_promoted_without_a_reason_or_after_the_course_began(cohort):
    answer(cohort, "tj4", "declined")
    with pytest.raises(RuleBroken, match="reason_missing"):
        promote(cohort, "tj4", "tj3", reason=" ")
    edition = cohort.edition
    edition.state = "running"
    edition.save()
    with pytest.raises(RuleBroken, match="seats_are_not_filled_now"):
        promote(cohort, "tj4", "tj3")


def test_somebody_who_is_no_reserve_is_not_seated(cohort):
    answer(cohort, "tj4", "declined")
    with pytest.raises(RuleBroken, match="not_a_reserve_any_more"):
        promote(cohort, "tj4", "new0")


def test_reminders_go_to_those_awaited_alone_and_once(cohort):
    answer(cohort, "kz9", "accepted")
    drafted = services.remind(cohort.edition, by=cohort.officer, at=NEXT_DAY)

    assert [one.person for one in drafted] == [cohort.nomination("tj4").person]
    assert "/place/" in drafted[0].body
    with pytest.raises(RuleBroken, match="nobody_to_remind"):
        services.remind(cohort.edition, by=cohort.officer, at=NEXT_DAY)


def test_an_officer_moves_people_along_and_keeps_what_was_told(cohort):
    seat = cohort.seat("kz9")
    for state in ("accepted", "documents_ok", "travel_ok", "arrived", "attending"):
        seat = services.move(seat, to=state, reason="", at=NEXT_DAY, by=cohort.officer)
    with pytest.raises(RuleBroken, match="conditions_are_met"):
        services.move(seat, to="completed", reason="", at=NEXT_DAY, by=cohort.officer)
    with pytest.raises(RuleBroken, match="reason_missing"):
        services.move(seat, to="dismissed", reason="", at=NEXT_DAY, by=cohort.officer)

    assert Answer.objects.get().through == "officer"


@pytest.mark.parametrize(
    ("state", "at", "after"),
    [
        ("selected", NEXT_DAY, "declined"),
        ("accepted", NEXT_DAY, "declined"),
        ("accepted", TOO_LATE, "withdrawn"),
    ],
)
def test_a_participant_gives_up_a_seat_in_time_or_later(cohort, state, at, after):
    seat = cohort.seat("kz9")
    seat.state = state
    seat.save()
    moved = services.give_up(seat, reason="I am needed here", at=at, by=None)
    assert (moved.state, moved.state_reason) == (after, "I am needed here")
