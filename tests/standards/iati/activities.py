"""The Astana edition as each payer would report it, for the tests beside."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from samgak.standards.iati import expenditure, model
from samgak.standards.iati.triangular import TRIANGULAR, PartnerRole

TODAY = date(2025, 10, 1)
GENERATED_AT = datetime(2025, 10, 1, 12, tzinfo=UTC)
KOICA = "XM-DAC-742-4"
KAZAID = "KZ-BIN-000000000000"
IDENTIFIERS = {KOICA: f"{KOICA}-astana-2025", KAZAID: f"{KAZAID}-astana-2025"}

ROLES = (
    PartnerRole("facilitating", "KR"),
    PartnerRole("pivotal", "KZ"),
    *(PartnerRole("beneficiary", country) for country in ("KZ", "TJ", "KG", "UZ", "TM")),
)

CONTRIBUTIONS = (
    expenditure.Contribution(
        payer_ref=KOICA,
        payer_country="KR",
        item={"en": "Lecturers' fees and travel"},
        amount=Decimal("18000"),
        currency="USD",
        purpose="experts",
        delivered_in="KZ",
        spent_on=date(2025, 8, 25),
    ),
    expenditure.Contribution(
        payer_ref=KAZAID,
        payer_country="KZ",
        item={"en": "Local lecturers and interpreters"},
        amount=Decimal("3600000"),
        currency="KZT",
        purpose="experts",
        delivered_in="KZ",
        spent_on=date(2025, 8, 25),
    ),
)


def activity(**changes) -> model.Activity:
    """KOICA's activity: nothing is wrong with it."""
    shares = expenditure.split_percentages({"KZ": 4, "TJ": 4, "KG": 4, "UZ": 4, "TM": 4})
    return replace(
        model.Activity(
            iati_identifier=IDENTIFIERS[KOICA],
            reporting_org=model.ReportingOrg(KOICA, "10", {"en": "KOICA", "ko": "한국국제협력단"}),
            title={"en": "Digital capacity building", "kk": "Цифрлық әлеуетін арттыру"},
            descriptions=(model.Description({"en": "Three days in Astana"}, "1"),),
            participating_orgs=(
                model.ParticipatingOrg("1", ref=KOICA, type="10", narrative={"en": "KOICA"}),
                model.ParticipatingOrg("4", narrative={"en": "Astana Hub"}),
            ),
            activity_status="4",
            activity_dates=(
                model.ActivityDate("1", date(2025, 8, 25)),
                model.ActivityDate("2", date(2025, 8, 25)),
                model.ActivityDate("4", date(2025, 8, 27)),
            ),
            activity_scope="2",
            recipient_countries=tuple(
                model.RecipientCountry(code, share) for code, share in shares.items()
            ),
            sectors=(model.Sector("15110", Decimal(100)),),
            tags=(model.Tag("17.9", "3"),),
            collaboration_type=TRIANGULAR,
            default_flow_type="10",
            default_finance_type="110",
            default_aid_types=(model.AidType("D02"),),
            default_tied_status="5",
            transactions=tuple(expenditure.expenditures(CONTRIBUTIONS, payer_ref=KOICA)),
            related_activities=expenditure.co_funded(IDENTIFIERS, payer_ref=KOICA),
            default_currency="USD",
            default_language="en",
            last_updated_datetime=GENERATED_AT,
            partner_roles=ROLES,
        ),
        **changes,
    )


TEXT = {"en": "Text", "ru": "Текст"}
VALUE = model.Value(Decimal("1000.50"), date(2025, 8, 25), "USD")
TRANSACTION = model.Transaction(
    transaction_type="4",
    transaction_date=date(2025, 8, 25),
    value=VALUE,
    ref="1",
    description=TEXT,
    provider_org=model.TransactionOrg(KOICA, "10", TEXT, IDENTIFIERS[KOICA]),
    receiver_org=model.TransactionOrg(None, "80", TEXT),
    flow_type="10",
    finance_type="110",
    aid_types=(model.AidType("D01"), model.AidType("1", "2")),
    tied_status="5",
)
PERIOD = model.Period(
    date(2025, 8, 25),
    date(2025, 8, 27),
    (model.Measurement("20"),),
    (model.Measurement("19", TEXT),),
)
INDICATOR = model.Indicator("1", TEXT, (model.Baseline(2024, "0", TEXT),), (PERIOD,))
AGENDA = model.DocumentLink(
    "https://example.org/agenda", "application/pdf", TEXT, ("A12",), ("en",), date(2025, 8, 1)
)


def full_activity() -> model.Activity:
    """An activity with every element the model knows, still without a problem."""
    return activity(
        other_identifiers=(model.OtherIdentifier("astana-2025", "A1"),),
        contact_infos=(
            model.ContactInfo(
                "1", TEXT, "+7 717 200 0000", "desk@example.org", "https://example.org/"
            ),
        ),
        recipient_countries=(model.RecipientCountry("KZ", Decimal(60)),),
        recipient_regions=(model.RecipientRegion("619", Decimal(40)),),
        tags=(model.Tag("pivotal", "99", TEXT, "https://example.org/roles"),),
        policy_markers=(model.PolicyMarker("3", "2"),),
        budgets=(model.Budget(date(2025, 1, 1), date(2025, 12, 31), VALUE, "1", "2"),),
        transactions=(TRANSACTION,),
        document_links=(AGENDA,),
        results=(model.Result("1", TEXT, (INDICATOR,)),),
    )
