import pytest

from samgak.programmes.rules import State
from samgak.reporting import rules
from samgak.standards.iati import codelists


def test_every_state_of_an_edition_is_a_state_of_an_activity():
    assert set(rules.STATUS) == {state.value for state in State}
    assert set(rules.STATUS.values()) <= set(codelists.codes("ActivityStatus"))


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("demand", "1"),
        ("budgeted", "1"),
        ("ci_published", "2"),
        ("delivered", "2"),
        ("certifying", "3"),
        ("reported", "3"),
        ("closed", "4"),
        ("cancelled", "5"),
        ("suspended", "6"),
    ],
)
def test_the_life_cycle_in_iati(state, status):
    assert rules.activity_status(state) == status


@pytest.mark.parametrize(
    ("reporters", "roles", "lead"),
    [
        ([1, 2], [(1, "facilitating"), (2, "pivotal")], 2),
        ([1, 2], [(1, "facilitating"), (2, "host"), (3, "pivotal")], 2),
        ([1], [(1, "facilitating"), (2, "pivotal")], 1),
        ([4, 5], [], 4),
        ([], [(1, "pivotal")], None),
    ],
)
def test_one_organisation_counts_the_people(reporters, roles, lead):
    assert rules.results_lead(reporters, roles) == lead


def test_an_identifier_is_shared_whatever_its_letters():
    assert rules.shared_identifiers({1: "KZ-BIN-1a", 2: "KZ-BIN-1A", 3: "KZ-BIN-2"}) == {1, 2}


@pytest.mark.parametrize(
    ("field", "rule", "place"),
    [
        ("transaction[2]/transaction-date", "11.2.1", ("contribution", 2, "spent_on")),
        ("transaction[1]/value", "11.2.2", ("contribution", 1, "spent_on")),
        ("transaction[1]/value", "not-a-number", ("contribution", 1, "amount")),
        ("transaction[3]/value/currency", "codelist", ("contribution", 3, "currency")),
        ("transaction[1]", "x", ("contribution", 1, "")),
        ("reporting-org/ref", "1.14.8", ("organisation", None, "iati_identifier")),
        ("reporting-org/narrative", "required", ("organisation", None, "name")),
        ("participating-org[2]/ref", "1.8.1", ("partners", None, "")),
        ("recipient-country", "3.7.1", ("partners", None, "")),
        ("activity-date", "11.1.4", ("edition", None, "dates")),
        ("sector[1]", "2.1.2", ("edition", None, "sectors")),
        ("description[2]/narrative", "4.4.1", ("edition", None, "objectives")),
        ("something-else", "x", ("edition", None, "")),
    ],
)
def test_each_element_was_entered_somewhere(field, rule, place):
    found = rules.place_of(field, rule)

    assert (found.part, found.number, found.field) == place
