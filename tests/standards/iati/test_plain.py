import json
from datetime import date
from decimal import Decimal

from samgak.standards.iati.checks import Problem
from samgak.standards.iati.model import (
    Activity,
    ActivityDate,
    AidType,
    Description,
    ParticipatingOrg,
    RecipientCountry,
    ReportingOrg,
    Transaction,
    Value,
)
from samgak.standards.iati.plain import from_plain, to_plain
from samgak.standards.iati.triangular import PartnerRole


def test_an_activity_comes_back_from_json_as_it_went():
    activity = Activity(
        iati_identifier="XM-1-a",
        reporting_org=ReportingOrg("XM-1", "10", {"en": "Agency"}),
        title={"en": "Course", "ko": "연수"},
        descriptions=(Description({"en": "Text"}, "1"),),
        participating_orgs=(ParticipatingOrg(role="1", ref="XM-1"),),
        activity_status="2",
        activity_dates=(ActivityDate("1", date(2025, 8, 25)),),
        recipient_countries=(RecipientCountry("KZ", Decimal("33.34")),),
        transactions=(
            Transaction(
                "4",
                date(2025, 8, 25),
                Value(Decimal("18000.00"), date(2025, 8, 25), "USD"),
                aid_types=(AidType("D01"),),
            ),
        ),
        partner_roles=(PartnerRole("pivotal", "KZ"),),
    )

    assert from_plain(json.loads(json.dumps(to_plain(activity)))) == activity


def test_an_unregistered_organisation_is_a_warning_and_an_impossible_share_is_not():
    assert Problem("1.14.8", "reporting-org/ref").is_warning
    assert not Problem("3.4.2", "recipient-country").is_warning
