from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.standards.iati import codelists, expenditure
from samgak.standards.iati.aid_type import aid_type
from samgak.standards.iati.codelists.from_xml import rows
from samgak.standards.iati.triangular import (
    BILATERAL,
    TRIANGULAR,
    PartnerRole,
    collaboration_type,
    reasons_not_triangular,
)
from tests.standards.iati.activities import CONTRIBUTIONS, IDENTIFIERS, KAZAID, KOICA, ROLES

COURSE = date(2025, 8, 25)


def roles(*told):
    return [PartnerRole(*one.split(":")) for one in told]


def test_the_astana_course_is_triangular():
    assert collaboration_type(ROLES, on=COURSE) == TRIANGULAR


def test_it_stays_triangular_when_a_source_swaps_the_two_providers_labels():
    swapped = roles("facilitating:KZ", "pivotal:KR", "host:KZ", "beneficiary:TJ", "beneficiary:UZ")

    assert collaboration_type(swapped, on=COURSE) == TRIANGULAR


def test_an_international_organisation_may_be_the_one_who_supports():
    told = [PartnerRole("facilitating", None), *roles("pivotal:KZ", "beneficiary:TJ")]

    assert collaboration_type(told, on=COURSE) == TRIANGULAR


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        (["pivotal:KZ", "host:KG", "beneficiary:TJ"], ["no-facilitating-partner"]),
        (["facilitating:KR", "host:KZ", "beneficiary:TJ"], ["no-pivotal-partner"]),
        (["facilitating:KR", "pivotal:KZ"], ["no-beneficiary", "no-south-south-element"]),
        (["facilitating:KR", "pivotal:JP", "beneficiary:TJ"], ["no-south-south-element"]),
        (["facilitating:KR", "pivotal:KZ", "beneficiary:KZ"], ["no-south-south-element"]),
        (["facilitating:KR", "pivotal:KZ", "beneficiary:JP"], ["no-south-south-element"]),
        (["facilitating:KZ", "pivotal:KZ", "beneficiary:TJ"], ["no-supporting-provider"]),
    ],
)
def test_what_is_missing_for_triangular_is_named(told, reasons):
    assert reasons_not_triangular(roles(*told), on=COURSE) == reasons
    assert collaboration_type(roles(*told), on=COURSE) == BILATERAL


def test_a_country_leaves_the_recipient_list_on_its_day():
    assert codelists.is_oda_recipient("NR", on=date(2025, 12, 31))
    assert not codelists.is_oda_recipient("NR", on=date(2026, 1, 1))
    assert codelists.is_oda_recipient("KZ", on=COURSE)
    assert not codelists.is_oda_recipient("KR", on=COURSE)


def test_every_recipient_is_a_country_of_the_standard():
    countries = codelists.codes("Country")

    assert sum(codelists.is_oda_recipient(code, on=COURSE) for code in countries) == 141


@pytest.mark.parametrize(
    ("purpose", "at_home", "elsewhere"),
    [
        ("experts", "E01", "D01"),
        ("participants", "E01", "D02"),
        ("event", "E01", "D02"),
        ("administration", "G01", "G01"),
    ],
)
def test_the_aid_type_follows_purpose_and_place(purpose, at_home, elsewhere):
    assert aid_type(purpose, delivered_in="KR", payer_country="KR") == at_home
    assert aid_type(purpose, delivered_in="KZ", payer_country="KR") == elsewhere
    assert {at_home, elsewhere} <= codelists.codes("AidType").keys()


def test_an_unknown_purpose_is_refused():
    with pytest.raises(ValueError, match="purpose is one of experts"):
        aid_type("gifts", delivered_in="KR", payer_country="KR")


def test_each_payer_reports_its_own_expenditure_only():
    koica = expenditure.expenditures(CONTRIBUTIONS, payer_ref=KOICA)
    kazaid = expenditure.expenditures(CONTRIBUTIONS, payer_ref=KAZAID)

    assert [(t.value.amount, t.aid_types[0].code) for t in koica] == [(Decimal(18000), "D01")]
    assert [(t.value.amount, t.aid_types[0].code) for t in kazaid] == [(Decimal(3600000), "E01")]


def test_reports_link_to_every_other_payer_and_not_to_themselves():
    (link,) = expenditure.co_funded(IDENTIFIERS, payer_ref=KAZAID)

    assert (link.ref, link.type) == (IDENTIFIERS[KOICA], "4")


def test_a_third_each_gives_the_odd_hundredth_to_the_first():
    assert expenditure.split_percentages({"UZ": 1, "KZ": 1, "TJ": 1}) == {
        "KZ": Decimal("33.34"),
        "TJ": Decimal("33.33"),
        "UZ": Decimal("33.33"),
    }


def test_the_larger_remainder_gets_the_hundredth():
    # 1/7 = 14.285 7..., 2/7 = 28.571 4..., 4/7 = 57.142 8...: the remainders .57, .14, .28
    assert expenditure.split_percentages({"a": 1, "b": 2, "c": 4}) == {
        "a": Decimal("14.29"),
        "b": Decimal("28.57"),
        "c": Decimal("57.14"),
    }


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 10_000), min_size=1, max_size=60))
def test_percentages_always_add_up_to_exactly_100(counts):
    if not any(counts.values()):
        with pytest.raises(ValueError, match="nothing to split"):
            expenditure.split_percentages(counts)
        return
    shares = expenditure.split_percentages(counts)
    total = sum(counts.values())

    assert sum(shares.values()) == 100
    assert shares.keys() == {key for key, count in counts.items() if count}
    assert all(
        abs(share - Decimal(counts[key]) * 100 / total) < Decimal("0.01")
        for key, share in shares.items()
    )


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        expenditure.split_percentages({"KZ": 2, "TJ": -1})


@pytest.mark.parametrize("name", codelists.NAMES)
def test_each_code_list_has_names_and_no_code_twice(name):
    known = codelists.codes(name)

    assert known
    assert all(code == entry.code and entry.name for code, entry in known.items())


def test_an_unknown_code_list_is_an_error():
    with pytest.raises(KeyError):
        codelists.codes("../README")


def test_an_official_list_becomes_rows(tmp_path):
    file = tmp_path / "TiedStatus.xml"
    file.write_text(
        '<codelist name="TiedStatus"><codelist-items>'
        "<codelist-item><code>5</code><name><narrative>Untied\n aid</narrative>"
        '<narrative xml:lang="fr">Non liée</narrative></name></codelist-item>'
        '<codelist-item status="withdrawn" withdrawal-date="2018-04-18"><code>6</code>'
        '<name><narrative xml:lang="fr">Vieux</narrative><narrative xml:lang="en">Old</narrative>'
        "</name></codelist-item></codelist-items></codelist>",
        encoding="utf-8",
    )

    assert rows(file) == [
        ["5", "Untied aid", "active", ""],
        ["6", "Old", "withdrawn", "2018-04-18"],
    ]
