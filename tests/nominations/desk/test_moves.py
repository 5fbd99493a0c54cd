"""The steps of a nomination: drafted, returned, confirmed, replaced; and the country's order."""

import pytest

from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.nominations import queries, services
from samgak.nominations.models import EarlierRecord, Nomination, NominationDraft
from samgak.nominations.queries.selections import selection_problem
from tests.factories import CallFactory, EditionFactory, EditionRoleFactory, ParticipantFactory
from tests.nominations.desk.acts import imported
from tests.nominations.desk.sheets import ASEL, VALUES, workbook
from tests.nominations.factories import WHILE_OPEN, NominationFactory

pytestmark = pytest.mark.django_db
AFTER = WHILE_OPEN.replace(month=12, day=20)


@pytest.fixture
def edition():
    return CallFactory(
        edition__state="call_open", nominations_per_country_max=3, years_since_training_abroad=3
    ).edition


@pytest.fixture
def focal_point(edition):
    return EditionRoleFactory(edition=edition, role="focal_point", country="KZ").user


@pytest.fixture
def officer(edition):
    return EditionRoleFactory(edition=edition, role="programme_officer").user


@pytest.fixture
def nomination(edition, focal_point):
    return services.nominate(edition, country="KZ", values=VALUES, by=focal_point, at=WHILE_OPEN)


def test_what_is_returned_is_mended_after_the_deadline_and_counts_again(
    edition, focal_point, officer, nomination
):
    services.return_for_fix(nomination, words="The birth date", by=officer, at=WHILE_OPEN)

    assert not Nomination.objects.standing().exists()
    assert Nomination.objects.present().count() == 1
    letter = Letter.objects.get(kind="returned")
    assert (letter.state, letter.user) == ("draft", focal_point)
    assert "The birth date" in letter.body
    with pytest.raises(RuleBroken, match="nobody_is_nominated"):
        selection_problem(edition)

    edition.state = "call_closed"
    edition.save()
    nomination.refresh_from_db()
    changed = VALUES | {"born_on": "23.10.1985"}
    services.change(nomination, values=changed, by=focal_point, at=AFTER)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.state_reason) == ("nominated", "")
    with pytest.raises(RuleBroken, match="call_is_not_open"):
        services.change(nomination, values=VALUES, by=focal_point, at=AFTER)


def test_what_was_confirmed_and_changed_is_confirmed_once_more(
    edition, focal_point, officer, nomination
):
    services.confirm(nomination, by=officer, at=WHILE_OPEN)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.state_changed_by) == ("confirmed", officer)

    services.change(nomination, values=VALUES, by=focal_point, at=WHILE_OPEN)
    nomination.refresh_from_db()
    assert nomination.state == "confirmed"  # nothing changed
    imported(edition, workbook(ASEL | {"Position": "Deputy"}), by=focal_point)
    nomination.refresh_from_db()
    assert nomination.state == "nominated"
    assert services.confirm_all(edition, country="KZ", by=officer, at=WHILE_OPEN) == 1


def test_a_focal_point_does_not_confirm(focal_point, nomination):
    with pytest.raises(RuleBroken, match="step_is_somebody_elses"):
        services.confirm(nomination, by=focal_point, at=WHILE_OPEN)


def test_another_person_takes_the_rank_and_both_records_say_so(edition, focal_point, nomination):
    for rank in (2, 3):
        NominationFactory(edition=edition, rank=rank)

    other = services.replace(
        nomination,
        values=VALUES | {"family": "Serikova", "email": "s@example.kz"},
        reason="Ill",
        by=focal_point,
        at=WHILE_OPEN,
    )

    nomination.refresh_from_db()
    assert (other.rank, other.state) == (1, "nominated")
    assert (nomination.state, nomination.replaced_by, nomination.state_reason) == (
        "replaced",
        other,
        "Ill",
    )
    with pytest.raises(RuleBroken, match="too_many_nominations"):
        services.nominate(edition, country="KZ", values=VALUES, by=focal_point, at=WHILE_OPEN)


def test_nobody_replaces_themselves(focal_point, nomination):
    with pytest.raises(RuleBroken, match="replaced_by_the_same"):
        services.replace(nomination, values=VALUES, reason="Ill", by=focal_point, at=WHILE_OPEN)

    nomination.refresh_from_db()
    assert nomination.state == "nominated"


def test_a_draft_keeps_what_was_typed_counts_nowhere_and_goes_when_nominated(edition, focal_point):
    how = {"country": "KZ", "own_answers": {}, "by": focal_point, "at": WHILE_OPEN}
    draft = services.save_draft(edition, values={"family": "Ospanova", "born_on": "??"}, **how)

    assert draft.values == {"family": "Ospanova", "born_on": "??"}
    assert not Nomination.objects.exists()
    with pytest.raises(RuleBroken, match="draft_needs_a_name"):
        services.save_draft(edition, values={"given": ""}, **how)
    services.nominate(
        edition, country="KZ", values=VALUES, by=focal_point, at=WHILE_OPEN, draft=draft
    )
    assert not NominationDraft.objects.exists()


def test_an_invitation_is_a_letter_and_a_draft(edition, focal_point):
    how = {"country": "KZ", "language": "en", "link": "https://x.example/", "by": focal_point}
    services.invite(edition, name="Assel", email="assel@example.kz", at=WHILE_OPEN, **how)

    assert NominationDraft.objects.get().state == "invited"
    assert "Assel" in Letter.objects.get(kind="nominee").body
    with pytest.raises(RuleBroken, match="invited_already"):
        services.invite(edition, name="Assel", email="Assel@example.kz", at=WHILE_OPEN, **how)
    with pytest.raises(RuleBroken, match="name_is_none"):
        services.invite(edition, name="https://x", email="b@example.kz", at=WHILE_OPEN, **how)


def test_an_order_of_another_version_is_refused(edition, focal_point):
    ranked = [NominationFactory(edition=edition, rank=rank) for rank in (3, 7, 7)]
    seen = queries.order_stamp(edition, country="KZ")
    how = {"country": "KZ", "by": focal_point, "at": WHILE_OPEN}

    changed = services.reorder(edition, places={ranked[2].pk: 1}, seen=seen, **how)

    assert changed == 3
    order = queries.present_in_order(edition, country="KZ")
    assert [(one.pk, one.rank) for one in order] == [
        (ranked[2].pk, 1),
        (ranked[0].pk, 2),
        (ranked[1].pk, 3),
    ]
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        services.reorder(edition, places={ranked[2].pk: 2}, seen=seen, **how)


def test_nobody_of_another_country_is_ordered(edition, focal_point):
    NominationFactory(edition=edition, rank=1)
    stranger = NominationFactory(edition=edition, country="KG", rank=5)
    seen = queries.order_stamp(edition, country="KZ")

    services.reorder(
        edition, country="KZ", places={stranger.pk: 1}, seen=seen, by=focal_point, at=WHILE_OPEN
    )

    stranger.refresh_from_db()
    assert stranger.rank == 5


def test_quotas_say_what_is_missing(edition, focal_point):
    call = edition.call
    call.minimum_years_in_service = 6
    call.save()
    line = call.quota_lines.create(position=1, country="KZ", minimum=2, maximum=2)
    call.quota_lines.create(position=2, each_organisation=True, maximum=1)
    NominationFactory.create_batch(2, edition=edition)
    NominationFactory(edition=edition, years_in_service=9)

    found = queries.desk_quotas(edition, country="KZ", call=call)

    assert (found.nominated, found.possible) == (3, 0)
    own, houses = found.lines
    assert (own.line, own.nominated, own.eligible, own.missing) == (line, 3, 1, 1)
    assert (houses.nominated, houses.too_many) == (3, 2)


def test_a_person_of_an_earlier_course_is_found_in_any_spelling(edition, focal_point, officer):
    earlier = EditionFactory(
        starts_on=edition.starts_on.replace(year=2028), ends_on=edition.ends_on.replace(year=2028)
    )
    old = ParticipantFactory(
        edition=earlier,
        state="completed",
        person__family_name="Ospanowa",
        person__given_name="Asel",
        person__name_key="ospanowaasel",
        person__native_name="",
        person__born_on="1985-10-22",
    ).person

    nomination = services.nominate(
        edition, country="KZ", values=VALUES, by=focal_point, at=WHILE_OPEN
    )

    [found] = queries.earlier_records(nomination, call=edition.call)
    assert (found.record.person, found.breaks_the_rule) == (old, True)
    assert found.record.grounds == ["similar_name", "same_birth_date"]
    assert queries.undecided_of([nomination]) == {nomination.pk}
    with pytest.raises(RuleBroken, match="waiver_needs_a_reason"):
        services.decide(found.record, verdict="waived", reason=" ", by=officer, at=WHILE_OPEN)
    services.decide(found.record, verdict="another", reason="", by=officer, at=WHILE_OPEN)
    services.change(nomination, values=VALUES | {"family": "Quite"}, by=focal_point, at=WHILE_OPEN)
    assert EarlierRecord.objects.get().verdict == "another"  # what a person said stays


def test_a_workbook_finds_people_of_earlier_courses_too(edition, focal_point):
    ParticipantFactory(state="completed", person__email=ASEL["Email"].upper())
    ParticipantFactory(state="declined", person__email="other@example.kz")

    imported(edition, workbook(ASEL), by=focal_point)

    assert EarlierRecord.objects.get().grounds == ["same_address"]
