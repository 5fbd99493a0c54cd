"""The people's own applications follow what becomes of their seats."""

import pytest

from samgak.applications.models import Application
from samgak.core.errors import RuleBroken
from samgak.nominations.models import SelectionLine
from samgak.places import services
from samgak.places.services import appeals
from tests.applications.factories import ApplicationFactory
from tests.factories import EditionRoleFactory
from tests.places.cohorts import ANSWER_BY, NEXT_DAY, TOO_LATE, decided

pytestmark = pytest.mark.django_db
STATES = {
    "kz9": "selected",
    "tj4": "selected",
    "kz8": "reserve",
    "tj3": "reserve",
    "new0": "ineligible",
}


@pytest.fixture
def cohort():
    cohort = decided()
    for name, state in STATES.items():
        person = cohort.nomination(name).person
        ApplicationFactory(edition=cohort.edition, person=person, submitted=True, state=state)
    return cohort


def state_of(cohort, name):
    return Application.objects.get(
        edition=cohort.edition, person=cohort.nomination(name).person
    ).state


def say(cohort, name, word, *, through="link", by=None, reason="An illness"):
    return services.answer(
        cohort.seat(name), word=word, through=through, reason=reason, by=by, at=NEXT_DAY
    )


@pytest.mark.parametrize("through", ["link", "page", "officer"])
def test_accepted_declined_and_accepted_again_while_the_seat_is_free(cohort, through):
    for word in ("accepted", "declined", "accepted"):
        say(cohort, "kz9", word, through=through, by=cohort.officer)
        assert state_of(cohort, "kz9") == word


def test_the_promoted_is_selected_and_whoever_gave_the_seat_away_gets_it_back_no_more(cohort):
    say(cohort, "kz9", "declined")

    services.promote(
        cohort.seat("kz9"),
        nomination_id=cohort.nomination("kz8").pk,
        reason="The first reserve",
        by=cohort.officer,
        at=NEXT_DAY,
    )

    assert (state_of(cohort, "kz9"), state_of(cohort, "kz8")) == ("declined", "selected")
    with pytest.raises(RuleBroken, match="seat_is_still_free"):
        say(cohort, "kz9", "accepted")
    assert state_of(cohort, "kz9") == "declined"


def test_a_seat_without_an_answer_counts_as_declined_when_it_is_given_on(cohort):
    services.promote(
        cohort.seat("kz9"),
        nomination_id=cohort.nomination("kz8").pk,
        reason="No answer",
        by=cohort.officer,
        at=TOO_LATE,
    )

    assert (state_of(cohort, "kz9"), state_of(cohort, "kz8")) == ("declined", "selected")


def test_an_appeal_that_is_upheld_puts_even_the_ineligible_among_the_reserves(cohort):
    line = SelectionLine.objects.get(nomination=cohort.nomination("new0"))
    kept = appeals.appeal(line, words="I served", language="en", until=ANSWER_BY, at=NEXT_DAY)
    third = EditionRoleFactory(edition=cohort.edition, role="programme_officer").user

    appeals.answer(kept, remedy="first_reserve", answer="A slip", by=third, at=NEXT_DAY)

    assert state_of(cohort, "new0") == "reserve"


def test_an_application_that_was_never_endorsed_stays_while_the_seat_is_answered(cohort):
    Application.objects.filter(person=cohort.nomination("kz9").person).update(state="submitted")

    say(cohort, "kz9", "accepted")

    assert (cohort.seat("kz9").state, state_of(cohort, "kz9")) == ("accepted", "submitted")
