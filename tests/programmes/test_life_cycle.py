from datetime import UTC, date, datetime, timedelta

import pytest

from samgak.core.errors import RuleBroken
from samgak.programmes import queries, services
from samgak.programmes.models import Edition, EditionStep
from samgak.programmes.phrases import sentence
from samgak.programmes.rules import FORWARD, LIFE, State
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 15, 6, tzinfo=UTC)
EVERYTHING = {guard: True for step in FORWARD for guard in step.guards}


def edition_in(state, **more):
    edition = EditionFactory(state=state, **more)
    edition.officer = EditionRoleFactory(edition=edition).user
    return edition


def refusal(edition, to, *, by=None, **more):
    with pytest.raises(RuleBroken) as broken:
        services.move(edition, to=to, by=by or edition.officer, at=AT, **more)
    assert sentence(broken.value)
    return broken.value.code


@pytest.mark.parametrize("step", FORWARD, ids=lambda step: step.target.value)
def test_whoever_has_the_role_takes_each_step_when_its_guards_hold(step):
    edition = EditionFactory(state=step.source)
    by = EditionRoleFactory(edition=edition, role=min(step.roles)).user

    taken = services.move(edition, to=step.target, by=by, at=AT, facts=EVERYTHING)

    edition.refresh_from_db()
    assert (edition.state, taken.from_state, taken.taken_by) == (step.target, step.source, by)


@pytest.mark.parametrize("step", FORWARD, ids=lambda step: step.target.value)
def test_each_step_is_refused_to_other_roles_and_while_a_guard_fails(step):
    edition = EditionFactory(state=step.source)
    by = EditionRoleFactory(edition=edition, role=min(step.roles)).user
    lecturer = EditionRoleFactory(edition=edition, role="lecturer").user

    assert refusal(edition, step.target, by=lecturer, facts=EVERYTHING) == "role_missing"
    for guard in step.guards:
        facts = EVERYTHING | {guard: False}
        assert refusal(edition, step.target, by=by, facts=facts) == guard
    assert not EditionStep.objects.exists()


def test_a_step_that_is_not_in_the_table_is_refused():
    edition = edition_in(State.DEMAND)

    assert refusal(edition, State.RUNNING, facts=EVERYTHING) == "no_such_step"


def test_an_edition_laid_aside_goes_on_from_where_it_stood():
    edition = edition_in(State.PREPARING)
    assert refusal(edition, State.POSTPONED, reason=" ") == "reason_missing"

    services.move(edition, to=State.POSTPONED, by=edition.officer, at=AT, reason="Floods")
    services.move(edition, to=State.SUSPENDED, by=edition.officer, at=AT, reason="Elections")
    assert refusal(edition, State.RUNNING, reason="Now", facts=EVERYTHING) == "no_such_step"
    services.move(edition, to=State.PREPARING, by=edition.officer, at=AT, reason="The hall is dry")

    edition.refresh_from_db()
    assert (edition.state, edition.state_before) == (State.PREPARING, "")


def test_a_cancelled_edition_stays_so():
    edition = edition_in(State.SELECTING)
    services.move(edition, to=State.CANCELLED, by=edition.officer, at=AT, reason="No money")

    assert refusal(edition, State.SELECTING, reason="Money came") == "no_such_step"


def test_an_officer_of_a_partner_moves_the_edition_and_one_of_a_stranger_does_not():
    edition = EditionFactory(state=State.DEMAND)
    partner = PartnerRoleFactory(edition=edition).organisation
    officer = OrganisationRoleFactory(organisation=partner).user
    stranger = OrganisationRoleFactory().user

    assert refusal(edition, State.SCREENED, by=stranger) == "role_missing"
    facts = {"papers_are_screened": True}
    services.move(edition, to=State.SCREENED, by=officer, at=AT, facts=facts)

    assert Edition.objects.get(pk=edition.pk).state == State.SCREENED


def test_a_role_that_has_ended_moves_nothing():
    edition = edition_in(State.DEMAND)
    edition.people.update(held_from=date(2029, 1, 1), held_until=AT.date())

    assert refusal(edition, State.SCREENED) == "role_missing"


def test_the_clock_opens_and_closes_calls_and_takes_no_other_step():
    call = CallFactory(edition__state=State.CI_PUBLISHED)
    to_come = {"opens_at": AT + timedelta(days=1), "closes_at": AT + timedelta(days=9)}
    CallFactory(edition__state=State.CI_PUBLISHED, **to_come)

    taken = services.move_by_clock(at=AT)

    assert [(step.edition, step.to_state) for step in taken] == [
        (call.edition, State.CALL_OPEN),
        (call.edition, State.CALL_CLOSED),
    ]
    assert all(step.taken_by is None for step in taken)
    assert services.move_by_clock(at=AT) == []


def test_the_edition_answers_its_own_guards():
    edition = EditionFactory(
        title={"en": "A course", "ru": "Курс"},
        offered_languages=["ru", "kk"],
        starts_on=date(2030, 1, 15),
        ends_on=date(2030, 1, 16),
    )
    CallFactory(edition=edition)
    for role in ("facilitating", "pivotal"):
        PartnerRoleFactory(edition=edition, role=role)

    facts = queries.own_facts(edition, at=AT)

    assert facts == {
        "all_three_sides_take_part": False,
        "title_is_in_every_offered_language": False,
        "call_has_seats": True,
        "call_has_begun": True,
        "call_has_ended": True,
        "first_day_has_come": True,
        "last_day_has_come": False,
    }
    PartnerRoleFactory(edition=edition, role="beneficiary")
    edition.offered_languages = ["ru"]
    now = queries.own_facts(edition, at=AT)
    assert now["all_three_sides_take_part"]
    assert now["title_is_in_every_offered_language"]


def test_the_last_day_comes_with_the_clock_of_the_venue():
    edition = EditionFactory(venue_timezone="Pacific/Auckland", ends_on=date(2030, 1, 16))

    facts = queries.own_facts(edition, at=datetime(2030, 1, 15, 12, tzinfo=UTC))

    assert facts["last_day_has_come"]


@pytest.mark.parametrize(
    ("state", "before", "stands"),
    [
        ("running", "", ("done", "current", "future")),
        ("postponed", "running", ("done", "stopped", "future")),
    ],
)
def test_the_stepper_shows_what_is_behind_and_what_is_to_come(state, before, stands):
    edition = EditionFactory(state=state, state_before=before)

    steps = queries.life(edition)

    here = LIFE.index(State.RUNNING)
    assert [step.state for step in steps] == list(LIFE)
    assert (steps[here - 1].stand, steps[here].stand, steps[here + 1].stand) == stands


def test_the_stepper_of_a_cancelled_edition_stops_where_it_stood():
    edition = edition_in(State.SELECTING)
    services.move(edition, to=State.SUSPENDED, by=edition.officer, at=AT, reason="Elections")
    services.move(edition, to=State.CANCELLED, by=edition.officer, at=AT, reason="No money")
    edition.refresh_from_db()

    stopped = [step.state for step in queries.life(edition) if step.stand == "stopped"]

    assert stopped == [State.SELECTING]


def test_the_next_steps_say_what_is_missing_and_for_whom():
    edition = EditionFactory(state=State.BUDGETED)

    step, *asides = queries.next_steps(
        edition, roles=frozenset({"programme_officer"}), facts={"call_has_seats": True}
    )

    assert step.target == State.CI_PUBLISHED
    assert dict(step.guards) == {
        "title_is_in_every_offered_language": False,
        "call_has_seats": True,
        "course_information_is_published": False,
    }
    assert step.is_mine
    assert not step.is_free
    assert [aside.target for aside in asides] == ["suspended", "postponed", "cancelled"]


def test_only_programme_officers_in_office_begin_editions():
    ended = OrganisationRoleFactory(held_from=date(2029, 1, 1), held_until=date(2029, 6, 1))
    screener = EditionRoleFactory(role="screener")
    officers = [OrganisationRoleFactory().user, EditionRoleFactory().user]
    others = [ended.user, screener.user, UserFactory()]

    assert [queries.may_create_edition(user, on=AT.date()) for user in officers] == [True, True]
    assert not any(queries.may_create_edition(user, on=AT.date()) for user in others)
