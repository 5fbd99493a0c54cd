"""Nominating by hand: made, changed, ordered, withdrawn, merged."""

from datetime import UTC, date, datetime

import pytest

from samgak.core.errors import RuleBroken
from samgak.nominations import queries, services
from samgak.nominations.models import Nomination, OtherSpelling, Selection, SelectionLine
from samgak.participants.models import Participant, Person
from tests.factories import CallFactory, EditionRoleFactory, ParticipantFactory, PersonFactory
from tests.nominations.desk.acts import imported
from tests.nominations.desk.sheets import ASEL, VALUES, row, workbook
from tests.nominations.factories import WHILE_OPEN, NominationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return CallFactory(edition__state="call_open", nominations_per_country_max=2).edition


@pytest.fixture
def focal_point(edition):
    return EditionRoleFactory(edition=edition, role="focal_point", country="KZ").user


@pytest.fixture
def officer(edition):
    return EditionRoleFactory(edition=edition, role="programme_officer").user


def nominate(edition, by, **changes):
    return services.nominate(edition, country="KZ", values=VALUES | changes, by=by, at=WHILE_OPEN)


def ranks(edition):
    return {
        one.person.family_name: one.rank
        for one in Nomination.objects.filter(edition=edition).select_related("person")
    }


def test_a_form_is_read_as_the_cells_of_a_workbook_are(edition, focal_point):
    nomination = nominate(edition, focal_point)

    person = nomination.person
    assert (person.family_name, person.email) == ("Ospanova", "assel@example.kz")
    assert (nomination.years_in_service, nomination.nominated_by) == (9, focal_point)
    assert nomination.languages == {"ru": {"said": "хорошо", "level": "good"}}
    assert person.born_on == date(1985, 10, 22)


def test_impossible_values_are_refused(edition, focal_point):
    with pytest.raises(RuleBroken) as refusal:
        nominate(edition, focal_point, born_on="31.02.1985")

    assert refusal.value.params["detail"] == "born_on: impossible-date (value=31.02.1985)"
    assert not Person.objects.exists()


def test_the_same_person_is_not_nominated_twice(edition, focal_point):
    nominate(edition, focal_point)

    with pytest.raises(RuleBroken, match="already_nominated"):
        nominate(edition, focal_point, family="ospanova")


def test_no_more_than_the_country_may_nominate(edition, focal_point):
    nominate(edition, focal_point)
    second = nominate(edition, focal_point, family="Serikova")

    with pytest.raises(RuleBroken, match="too_many_nominations"):
        nominate(edition, focal_point, family="Third")
    services.withdraw(second, reason="Moved", by=focal_point, at=WHILE_OPEN)

    assert nominate(edition, focal_point, family="Third").pk


def test_a_withdrawn_nominee_can_be_nominated_again(edition, focal_point):
    first = nominate(edition, focal_point)
    services.withdraw(first, reason="Ill", by=focal_point, at=WHILE_OPEN)

    again = nominate(edition, focal_point, rank="2")

    assert (again.pk, again.state, again.rank) == (first.pk, "nominated", 2)
    assert again.state_reason == ""


def test_withdrawing_needs_a_reason_and_happens_once(edition, focal_point):
    nomination = nominate(edition, focal_point)

    with pytest.raises(RuleBroken, match="reason_missing"):
        services.withdraw(nomination, reason=" ", by=focal_point, at=WHILE_OPEN)
    withdrawn = services.withdraw(nomination, reason="Ill", by=focal_point, at=WHILE_OPEN)
    with pytest.raises(RuleBroken, match="is_withdrawn_already"):
        services.withdraw(nomination, reason="Ill", by=focal_point, at=WHILE_OPEN)

    assert (withdrawn.state_changed_at, withdrawn.state_changed_by) == (WHILE_OPEN, focal_point)


def test_a_focal_point_of_another_country_changes_nothing(edition):
    nomination = NominationFactory(edition=edition)
    stranger = EditionRoleFactory(edition=edition, role="focal_point", country="KG").user

    for act in (services.move_up, services.move_down):
        with pytest.raises(RuleBroken, match="not_your_country"):
            act(nomination, by=stranger, at=WHILE_OPEN)
    with pytest.raises(RuleBroken, match="not_your_country"):
        services.withdraw(nomination, reason="x", by=stranger, at=WHILE_OPEN)


def test_nobody_nominates_after_the_deadline_but_an_officer(edition, focal_point, officer):
    late = datetime(2029, 12, 2, tzinfo=UTC)

    with pytest.raises(RuleBroken, match="call_is_not_open"):
        services.nominate(edition, country="KZ", values=VALUES, by=focal_point, at=late)
    assert services.nominate(edition, country="KZ", values=VALUES, by=officer, at=late).pk


def test_a_change_is_written_and_counted(edition, focal_point):
    nomination = nominate(edition, focal_point)

    changed = services.change(
        nomination, values=VALUES | {"position": "Director"}, by=focal_point, at=WHILE_OPEN
    )
    same = services.change(
        changed, values=VALUES | {"position": "Director"}, by=focal_point, at=WHILE_OPEN
    )

    assert (changed.position_held, changed.version, same.version) == ("Director", 2, 2)


def test_a_changed_name_is_found_under_the_new_spelling(edition, focal_point):
    nomination = nominate(edition, focal_point)

    changed = services.change(
        nomination, values=VALUES | {"family": "Serikova"}, by=focal_point, at=WHILE_OPEN
    )

    assert "serikova" in changed.search_text
    assert changed.person.name_key == "serikovaassel"


def test_a_change_into_somebody_known_is_refused(edition, focal_point):
    PersonFactory(family_name="Serikova", given_name="Assel", name_key="serikovaassel",
                  born_on=date(1985, 10, 22))  # fmt: skip
    nomination = nominate(edition, focal_point)

    with pytest.raises(RuleBroken, match="person_is_known"):
        services.change(
            nomination, values=VALUES | {"family": "Serikova"}, by=focal_point, at=WHILE_OPEN
        )


def people_in_order(edition, *given):
    return [
        NominationFactory(
            edition=edition, rank=rank, person__family_name=name, person__country="KZ"
        )
        for name, rank in given
    ]


def test_moving_exchanges_two_ranks_and_leaves_gaps(edition, officer):
    _, second, third = people_in_order(edition, ("A", 1), ("B", 3), ("C", 7))

    services.move_up(third, by=officer, at=WHILE_OPEN)
    assert ranks(edition) == {"A": 1, "B": 7, "C": 3}
    services.move_down(third, by=officer, at=WHILE_OPEN)
    assert ranks(edition) == {"A": 1, "B": 3, "C": 7}
    services.set_rank(second, rank=9, by=officer, at=WHILE_OPEN)
    assert ranks(edition)["B"] == 9


def test_the_first_and_the_last_stay_where_they_are(edition, officer):
    first, last = people_in_order(edition, ("A", 1), ("B", 2))

    services.move_up(first, by=officer, at=WHILE_OPEN)
    services.move_down(last, by=officer, at=WHILE_OPEN)

    assert ranks(edition) == {"A": 1, "B": 2}


def test_ranks_used_twice_are_told_apart_by_moving(edition, officer):
    *_, third = people_in_order(edition, ("A", 1), ("B", 2), ("C", 2))

    services.move_up(third, by=officer, at=WHILE_OPEN)

    assert ranks(edition) == {"A": 1, "B": 3, "C": 2}


def typed_another_way(edition, officer, **changes):
    edition.call.nominations_per_country_max = None
    edition.call.save()
    other = row(surname="Osspanova", rank="5", email="other@example.kz", **changes)
    imported(edition, workbook(ASEL, other), by=officer)
    return Nomination.objects.get(rank=1), Nomination.objects.get(rank=5)


def test_look_alikes_are_found_both_ways(edition, officer):
    one, other = typed_another_way(edition, officer)

    assert queries.look_alikes(one) == [other]
    assert queries.look_alikes(other) == [one]


def test_merging_keeps_what_was_chosen_and_one_nomination(edition, officer):
    one, other = typed_another_way(edition, officer, organisation="Elsewhere", russian="B1")

    kept = services.merge(
        one.person,
        other.person,
        by=officer,
        at=WHILE_OPEN,
        from_duplicate=["email", "organisation", "language_ru"],
    )

    nomination = Nomination.objects.get()
    assert Person.objects.get() == kept
    assert (kept.family_name, kept.email) == ("Ospanova", "other@example.kz")
    assert (nomination.rank, nomination.organisation) == (1, "Elsewhere")
    assert nomination.languages["ru"] == {"said": "B1", "level": "fair"}


def test_a_list_with_the_other_spelling_finds_the_merged_person(edition, officer):
    one, other = typed_another_way(edition, officer)
    services.merge(one.person, other.person, by=officer, at=WHILE_OPEN)

    again = imported(
        edition,
        workbook(row(surname="Osspanova", email="assel.ospanova@example.kz", position="Director")),
        by=officer,
    )

    assert again.rows.get().changes == {"position": ["Head of unit", "Director"]}
    assert Person.objects.get().family_name == "Ospanova"


def test_the_spelling_of_the_duplicate_can_be_the_right_one(edition, officer):
    one, other = typed_another_way(edition, officer)

    kept = services.merge(
        one.person, other.person, by=officer, at=WHILE_OPEN, from_duplicate=["family"]
    )

    assert kept.name_key == "osspanovaassel"
    assert OtherSpelling.objects.get().name_key == "ospanovaassel"
    assert Nomination.objects.get().search_text.startswith("osspanova")


def test_the_same_file_after_a_merge_changes_nothing(edition, officer):
    one, other = typed_another_way(edition, officer)
    services.merge(one.person, other.person, by=officer, at=WHILE_OPEN)
    other_row = row(surname="Osspanova", rank="5", email="other@example.kz")

    again = imported(edition, workbook(ASEL, other_row), by=officer)

    assert {r.outcome for r in again.rows.all()} == {"unchanged"}
    assert Nomination.objects.count() == 1


def test_a_nomination_in_another_edition_moves_to_the_merged_person(edition, officer):
    one = NominationFactory(edition=edition)
    other = NominationFactory(edition=CallFactory().edition)

    kept = services.merge(one.person, other.person, by=officer, at=WHILE_OPEN)

    assert list(Nomination.objects.values_list("person", flat=True)) == [kept.pk, kept.pk]


def test_records_decided_upon_are_not_merged(edition, officer):
    one, other = NominationFactory(edition=edition), NominationFactory(edition=edition)
    selection = Selection.objects.create(
        edition=edition, state="proposed", proposed_at=WHILE_OPEN, proposed_by=officer, seats=1
    )
    SelectionLine.objects.create(selection=selection, nomination=other, outcome="selected")

    with pytest.raises(RuleBroken, match="both_are_decided_upon"):
        services.merge(one.person, other.person, by=officer, at=WHILE_OPEN)
    assert Person.objects.count() == 2


def test_a_seat_goes_with_the_person_and_two_seats_do_not_merge(edition, officer):
    one, other = PersonFactory(), PersonFactory()
    seat = ParticipantFactory(person=other, edition=edition)
    services.merge(one, other, by=officer, at=WHILE_OPEN)
    assert Participant.objects.get().person == one

    third = PersonFactory()
    ParticipantFactory(person=third, edition=seat.edition)
    with pytest.raises(RuleBroken, match="both_are_decided_upon"):
        services.merge(one, third, by=officer, at=WHILE_OPEN)


def test_people_of_two_countries_are_not_merged(officer):
    with pytest.raises(RuleBroken, match="not_one_country"):
        services.merge(PersonFactory(), PersonFactory(country="KG"), by=officer, at=WHILE_OPEN)
