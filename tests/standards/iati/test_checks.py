from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from samgak.standards.iati import checks, model
from samgak.standards.iati.triangular import PartnerRole
from tests.standards.iati.activities import KOICA, TODAY, activity, full_activity

TOMORROW = date(2025, 10, 2)
SECTOR = model.Sector("15110")
COUNTRY = model.RecipientCountry("KZ")
REGION = model.RecipientRegion("619")
USD = model.Value(Decimal(1), date(2025, 8, 25), "USD")


def transaction(**changes):
    return replace(model.Transaction("4", date(2025, 8, 25), USD), **changes)


def result(measure, *, baseline=None, target=None, actual=None):
    """An indicator with the given values only: a Measurement in a tuple, or nothing."""
    periods = (
        model.Period(
            date(2025, 8, 25),
            date(2025, 8, 27),
            (model.Measurement(*target),) if target is not None else (),
            (model.Measurement(*actual),) if actual is not None else (),
        ),
    )
    baselines = (model.Baseline(2024, *baseline),) if baseline is not None else ()
    indicator = model.Indicator(measure, {"en": "Trained"}, baselines, periods)
    return {"results": (model.Result("1", {"en": "Training"}, (indicator,)),)}


def dated(**on):
    kinds = {"planned_start": "1", "actual_start": "2", "planned_end": "3", "actual_end": "4"}
    return {"activity_dates": tuple(model.ActivityDate(kinds[k], day) for k, day in on.items())}


def budget(start, end):
    return {"budgets": (model.Budget(start, end, USD),)}


BROKEN = [
    ("1.1.3", "iati-identifier", {"iati_identifier": KOICA}),
    ("1.1.21", "iati-identifier", {"iati_identifier": "KR-BRN-1-astana"}),
    ("1.3.1", "iati-identifier", {"iati_identifier": f"{KOICA}-1 "}),
    ("1.3.13", "iati-identifier", {"iati_identifier": f"{KOICA}-1/2"}),
    (
        "1.8.1",
        "participating-org[1]/ref",
        {"participating_orgs": (model.ParticipatingOrg("1", ref=f" {KOICA}"),)},
    ),
    (
        "1.8.13",
        "participating-org[1]/ref",
        {"participating_orgs": (model.ParticipatingOrg("1", ref="XM-DAC-1|2"),)},
    ),
    (
        "1.14.1",
        "reporting-org/ref",
        {"reporting_org": model.ReportingOrg(f"{KOICA} ", "10", {"en": "KOICA"})},
    ),
    (
        "1.14.8",
        "reporting-org/ref",
        {"reporting_org": model.ReportingOrg("ABC-1", "10", {"en": "KOICA"})},
    ),
    (
        "1.14.13",
        "reporting-org/ref",
        {"reporting_org": model.ReportingOrg("KR-BRN-1&2", "10", {"en": "KOICA"})},
    ),
    ("2.1.1", "sector", {"sectors": (SECTOR, model.Sector("22040"))}),
    (
        "2.1.2",
        "sector",
        {"sectors": (model.Sector("15110", Decimal(70)), model.Sector("22040", Decimal(20)))},
    ),
    ("2.1.4", "sector", {"sectors": (model.Sector("15110", Decimal(90)),)}),
    ("2.2.1", "sector[2]", {"sectors": (SECTOR, model.Sector("x", vocabulary="99"))}),
    ("102.1.1", "sector", {"sectors": (model.Sector("151", vocabulary="2"),)}),
    (
        "3.1.1",
        "recipient-country",
        {"recipient_countries": (COUNTRY, model.RecipientCountry("TJ", Decimal(100)))},
    ),
    (
        "3.1.2",
        "recipient-country",
        {
            "recipient_countries": (
                model.RecipientCountry("KZ", Decimal("33.33")),
                model.RecipientCountry("TJ", Decimal("66.66")),
            )
        },
    ),
    (
        "3.1.4",
        "recipient-country",
        {"recipient_countries": (model.RecipientCountry("KZ", Decimal(20)),)},
    ),
    (
        "3.4.1",
        "recipient-region",
        {"recipient_countries": (COUNTRY,), "recipient_regions": (REGION,)},
    ),
    (
        "3.4.2",
        "recipient-region",
        {
            "recipient_countries": (model.RecipientCountry("KZ", Decimal(100)),),
            "recipient_regions": (model.RecipientRegion("619", Decimal(100)),),
        },
    ),
    (
        "3.4.4",
        "recipient-region",
        {
            "recipient_countries": (),
            "recipient_regions": (model.RecipientRegion("619", Decimal(50)),),
        },
    ),
    ("3.6.2", "recipient-country", {"transactions": (transaction(recipient_country=COUNTRY),)}),
    ("3.7.1", "recipient-country", {"recipient_countries": ()}),
    (
        "3.7.2",
        "transaction[2]/recipient-country",
        {
            "recipient_countries": (),
            "transactions": (transaction(recipient_region=REGION), transaction()),
        },
    ),
    ("4.1.1", "title", {"title": {"": "Course"}, "default_language": None}),
    ("4.3.1", "title", {"title": {}}),
    ("4.3.1", "title", {"title": {"en": " "}}),
    ("4.4.1", "description[1]/narrative", {"descriptions": (model.Description({}),)}),
    ("6.2.2", "sector", {"sectors": ()}),
    ("6.6.2", "sector", {"transactions": (transaction(sectors=(SECTOR,)),)}),
    (
        "6.7.2",
        "transaction[1]/sector",
        {"sectors": (), "transactions": (transaction(), transaction(sectors=(SECTOR,)))},
    ),
    (
        "6.9.1",
        "transaction[1]/provider-org",
        {"transactions": (transaction(provider_org=model.TransactionOrg()),)},
    ),
    (
        "6.9.2",
        "transaction[1]/receiver-org",
        {"transactions": (transaction(receiver_org=model.TransactionOrg(narrative={"en": ""})),)},
    ),
    (
        "6.10.1",
        "participating-org[1]",
        {"participating_orgs": (model.ParticipatingOrg("1", narrative={}),)},
    ),
    ("6.11.1", "activity-date", dated(planned_end=date(2025, 8, 27))),
    (
        "6.13.1",
        "policy-marker[1]",
        {"policy_markers": (model.PolicyMarker("x", vocabulary="99"),)},
    ),
    ("6.14.1", "policy-marker[1]", {"policy_markers": (model.PolicyMarker("3"),)}),
    ("7.5.3", "budget[1]", budget(date(2024, 2, 29), date(2025, 3, 1))),
    (
        "7.8.1",
        "transaction[1]/value",
        {
            "transactions": (transaction(value=replace(USD, currency=None)),),
            "default_currency": None,
        },
    ),
    (
        "8.6.1",
        "result[1]/indicator[1]/period[1]",
        {
            "results": (
                model.Result(
                    "1",
                    {"en": "Training"},
                    (
                        model.Indicator(
                            "1",
                            {"en": "Trained"},
                            (),
                            (model.Period(date(2025, 8, 27), date(2025, 8, 25)),),
                        ),
                    ),
                ),
            )
        },
    ),
    ("8.6.3", "budget[1]", budget(date(2025, 2, 1), date(2025, 1, 1))),
    ("8.8.1", "result[1]/indicator[1]/baseline[1]", result("1", baseline=())),
    ("8.8.2", "result[1]/indicator[1]/baseline[1]", result("1", baseline=("many",))),
    ("8.8.3", "result[1]/indicator[1]/baseline[1]", result("5", baseline=("1",))),
    ("8.9.1", "result[1]/indicator[1]/period[1]/target[1]", result("2", target=())),
    ("8.9.2", "result[1]/indicator[1]/period[1]/target[1]", result("2", target=("½",))),
    ("8.9.3", "result[1]/indicator[1]/period[1]/target[1]", result("5", target=("1",))),
    ("8.10.1", "result[1]/indicator[1]/period[1]/actual[1]", result("4", actual=())),
    ("8.10.2", "result[1]/indicator[1]/period[1]/actual[1]", result("4", actual=("1.2.3",))),
    ("8.10.3", "result[1]/indicator[1]/period[1]/actual[1]", result("5", actual=("1",))),
    (
        "11.1.1",
        "last-updated-datetime",
        {"last_updated_datetime": datetime(2025, 10, 2, tzinfo=UTC)},
    ),
    (
        "11.1.2",
        "activity-date",
        dated(planned_start=date(2025, 8, 27), planned_end=date(2025, 8, 25)),
    ),
    (
        "11.1.3",
        "activity-date",
        dated(actual_start=date(2025, 8, 27), actual_end=date(2025, 8, 25)),
    ),
    ("11.1.4", "activity-date", dated(actual_start=TOMORROW)),
    ("11.1.5", "activity-date", dated(planned_start=TODAY, actual_end=TOMORROW)),
    (
        "11.2.1",
        "transaction[1]/transaction-date",
        {"transactions": (transaction(transaction_date=TOMORROW),)},
    ),
    (
        "11.2.2",
        "transaction[1]/value",
        {"transactions": (transaction(value=replace(USD, value_date=TOMORROW)),)},
    ),
    (
        "12.1.1",
        "recipient-country[1]",
        {
            "recipient_countries": (
                model.RecipientCountry("KZ", Decimal(-1)),
                model.RecipientCountry("TJ", Decimal(101)),
            )
        },
    ),
    (
        "12.3.1",
        "sector[2]",
        {"sectors": (model.Sector("15110", Decimal(-1)), model.Sector("22040", Decimal(101)))},
    ),
    ("107.1.1", "default-aid-type", {"default_aid_types": (model.AidType("1", "2"),)}),
    (
        "107.1.2",
        "default-aid-type",
        {"default_aid_types": (model.AidType("D01"), model.AidType("D02"))},
    ),
    (
        "107.2.1",
        "transaction[1]/aid-type",
        {"transactions": (transaction(aid_types=(model.AidType("1", "2"),)),)},
    ),
    (
        "107.2.2",
        "transaction[1]/aid-type",
        {"transactions": (transaction(aid_types=(model.AidType("D01"), model.AidType("E01"))),)},
    ),
    (
        "address",
        "document-link[1]/url",
        {"document_links": (model.DocumentLink("/agenda", "text/html", {"en": "A"}, ("A12",)),)},
    ),
    ("characters", "title", {"title": {"en": "bell\x07"}}),
    ("characters", "iati-identifier", {"iati_identifier": f"{KOICA}-\x00"}),
    ("characters", "title", {"title": {"en": "half \ud83d"}}),
    ("codelist", "activity-status", {"activity_status": "9"}),
    (
        "codelist",
        "recipient-country[1]/code",
        {"recipient_countries": (replace(COUNTRY, code="ZZ"),)},
    ),
    ("codelist", "title", {"title": {"xx-unknown": "Course"}}),
    ("codelist-withdrawn", "sector[1]/code", {"sectors": (model.Sector("15140"),)}),
    ("collaboration-type-8", "collaboration-type", {"partner_roles": ()}),
    ("language-repeated", "title", {"title": {"en": "Course", "": "Course"}}),
    ("language-repeated", "title", {"title": {"en": "Course", "EN": "Course"}}),
    (
        "narrative",
        "reporting-org/narrative",
        {"reporting_org": model.ReportingOrg(KOICA, "10", {"en": ""})},
    ),
    (
        "not-a-number",
        "transaction[1]/value",
        {"transactions": (transaction(value=replace(USD, amount=Decimal("NaN"))),)},
    ),
    ("not-a-number", "sector[1]", {"sectors": (model.Sector("15110", Decimal("Infinity")),)}),
    (
        "not-own-expenditure",
        "transaction[1]/provider-org",
        {"transactions": (transaction(provider_org=model.TransactionOrg("KZ-BIN-1")),)},
    ),
    (
        "related-to-itself",
        "related-activity[1]",
        {"related_activities": (model.RelatedActivity(f"{KOICA}-astana-2025", "4"),)},
    ),
    ("required", "participating-org", {"participating_orgs": ()}),
]


def test_a_good_activity_has_no_problem():
    assert checks.problems(activity(), today=TODAY) == []


def test_an_activity_with_every_element_has_no_problem():
    assert checks.problems(full_activity(), today=TODAY) == []


@pytest.mark.parametrize(("rule", "field", "changes"), BROKEN)
def test_each_rule_broken_once_is_found(rule, field, changes):
    found = {(p.rule, p.field) for p in checks.problems(activity(**changes), today=TODAY)}

    assert (rule, field) in found


def test_every_rule_is_broken_somewhere_above():
    assert {rule for rule, _, _ in BROKEN} == checks.RULE_IDS


def test_a_problem_names_what_its_sentence_needs():
    broken = activity(sectors=(model.Sector("15110", Decimal("99.5")),))

    (problem,) = checks.problems(broken, today=TODAY)

    assert problem == checks.Problem("2.1.4", "sector", {"sum": "99.5"})


def test_sectors_of_two_vocabularies_are_summed_by_themselves():
    sectors = (
        model.Sector("15110", Decimal(100)),
        model.Sector("e-gov", Decimal(100), "99", {"en": "E-government"}),
    )

    assert checks.problems(activity(sectors=sectors), today=TODAY) == []


def test_a_budget_from_29_february_may_last_to_the_28th():
    fine = activity(**budget(date(2024, 2, 29), date(2025, 2, 28)))

    assert checks.problems(fine, today=TODAY) == []


def test_a_plain_bilateral_activity_needs_no_partner_roles():
    assert checks.problems(activity(collaboration_type="1", partner_roles=()), today=TODAY) == []


def test_joint_programming_is_not_triangular():
    roles = (
        PartnerRole("facilitating", "KR"),
        PartnerRole("pivotal", "JP"),
        PartnerRole("beneficiary", "TJ"),
    )

    (problem,) = checks.problems(activity(partner_roles=roles), today=TODAY)

    assert problem.params == {"reason": "no-south-south-element"}
