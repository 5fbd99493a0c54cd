import pytest

from samgak.stories import rules

ALLOWED = {
    "is_asked": True,
    "is_own_agency": True,
    "approved_for": set(),
    "approved_by": set(),
    "organisation_id": 1,
    "user_id": 7,
    "changed_facts": [],
}


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("participants", 4, None),
        ("participants", 5, 5),
        ("participants", 0, None),
        ("certificates", 1, None),
        ("countries", 2, 2),
        ("days", 3, 3),
        ("percent_after", None, None),
    ],
)
def test_a_number_of_fewer_than_five_people_is_not_told(key, value, shown):
    assert rules.shown_value(key, value) == shown


def test_a_number_that_the_record_no_longer_bears_out_is_found():
    told, now = {"participants": 20, "days": 3}, {"participants": 19, "days": 3}

    assert rules.changed(told, now) == ["participants"]


@pytest.mark.parametrize(
    ("wrong", "reasons"),
    [
        ({}, []),
        ({"is_asked": False}, ["approval_is_not_asked"]),
        ({"is_own_agency": False}, ["not_an_officer_of_this_agency"]),
        ({"approved_for": {1}}, ["agency_has_approved"]),
        ({"approved_by": {7}}, ["person_has_approved"]),
        ({"changed_facts": ["days"]}, ["record_has_changed"]),
    ],
)
def test_each_agency_and_each_person_approves_once_and_nothing_stale(wrong, reasons):
    assert rules.reasons_not_to_approve(**ALLOWED | wrong) == reasons


def test_what_is_missing_before_approval_is_asked():
    assert rules.reasons_not_to_ask(
        is_delivered=False, has_headline=False, quotations_waiting=1
    ) == ["edition_is_not_delivered", "headline_missing", "quotation_waits"]
