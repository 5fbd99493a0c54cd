"""IATI 2.03 activities as plain data; names follow the standard, plural where it repeats.

Source: IATI Standard 2.03, iati-activities-schema.xsd. Elements that training needs are here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from samgak.standards.iati.triangular import PartnerRole

Narrative = Mapping[str, str]
"""Language (ISO 639-1, the standard's list) -> text."""

DAC = "1"  # SectorVocabulary, AidTypeVocabulary, PolicyMarkerVocabulary, RegionVocabulary
REPORTING_ORGANISATION = "99"  # TagVocabulary, SectorVocabulary: the reporter's own words
EXPENDITURE = "4"  # TransactionType
CO_FUNDED = "4"  # RelatedActivityType
QUALITATIVE = "5"  # IndicatorMeasure


@dataclass(frozen=True)
class ReportingOrg:
    ref: str
    type: str  # OrganisationType
    narrative: Narrative


@dataclass(frozen=True)
class Description:
    narrative: Narrative
    type: str | None = None  # DescriptionType


@dataclass(frozen=True)
class ParticipatingOrg:
    role: str  # OrganisationRole
    ref: str | None = None
    type: str | None = None
    narrative: Narrative | None = None
    activity_id: str | None = None


@dataclass(frozen=True)
class OtherIdentifier:
    ref: str
    type: str  # OtherIdentifierType


@dataclass(frozen=True)
class ActivityDate:
    type: str  # ActivityDateType
    iso_date: date


@dataclass(frozen=True)
class ContactInfo:
    type: str | None = None  # ContactType
    organisation: Narrative | None = None
    telephone: str | None = None
    email: str | None = None
    website: str | None = None


@dataclass(frozen=True)
class RecipientCountry:
    code: str  # Country, ISO 3166-1 alpha-2
    percentage: Decimal | None = None


@dataclass(frozen=True)
class RecipientRegion:
    code: str
    percentage: Decimal | None = None
    vocabulary: str = DAC


@dataclass(frozen=True)
class Sector:
    code: str
    percentage: Decimal | None = None
    vocabulary: str = DAC
    narrative: Narrative | None = None


@dataclass(frozen=True)
class Tag:
    code: str
    vocabulary: str
    narrative: Narrative | None = None
    vocabulary_uri: str | None = None


@dataclass(frozen=True)
class PolicyMarker:
    code: str
    significance: str | None = None
    vocabulary: str = DAC
    narrative: Narrative | None = None


@dataclass(frozen=True)
class AidType:
    code: str
    vocabulary: str = DAC


@dataclass(frozen=True)
class Value:
    amount: Decimal
    value_date: date
    currency: str | None = None  # ISO 4217; None: the activity's default_currency


@dataclass(frozen=True)
class Budget:
    period_start: date
    period_end: date
    value: Value
    type: str | None = None  # BudgetType
    status: str | None = None  # BudgetStatus


@dataclass(frozen=True)
class TransactionOrg:
    """Who gives (provider-org) or gets (receiver-org); activity_id is theirs."""

    ref: str | None = None
    type: str | None = None
    narrative: Narrative | None = None
    activity_id: str | None = None


@dataclass(frozen=True)
class Transaction:
    transaction_type: str
    transaction_date: date
    value: Value
    ref: str | None = None
    description: Narrative | None = None
    provider_org: TransactionOrg | None = None
    receiver_org: TransactionOrg | None = None
    sectors: tuple[Sector, ...] = ()
    recipient_country: RecipientCountry | None = None
    recipient_region: RecipientRegion | None = None
    flow_type: str | None = None
    finance_type: str | None = None
    aid_types: tuple[AidType, ...] = ()
    tied_status: str | None = None


@dataclass(frozen=True)
class DocumentLink:
    url: str
    format: str  # media type
    title: Narrative
    categories: tuple[str, ...]  # DocumentCategory
    languages: tuple[str, ...] = ()
    document_date: date | None = None


@dataclass(frozen=True)
class RelatedActivity:
    ref: str
    type: str  # RelatedActivityType


@dataclass(frozen=True)
class Measurement:
    """A target or an actual; value None where the indicator is qualitative."""

    value: str | None = None
    comment: Narrative | None = None


@dataclass(frozen=True)
class Baseline:
    year: int
    value: str | None = None
    comment: Narrative | None = None


@dataclass(frozen=True)
class Period:
    period_start: date
    period_end: date
    targets: tuple[Measurement, ...] = ()
    actuals: tuple[Measurement, ...] = ()


@dataclass(frozen=True)
class Indicator:
    measure: str  # IndicatorMeasure
    title: Narrative
    baselines: tuple[Baseline, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Result:
    type: str  # ResultType
    title: Narrative
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Activity:
    """One iati-activity; partner_roles is our evidence for collaboration type 8, not written."""

    iati_identifier: str
    reporting_org: ReportingOrg
    title: Narrative
    descriptions: tuple[Description, ...]
    participating_orgs: tuple[ParticipatingOrg, ...]
    activity_status: str
    activity_dates: tuple[ActivityDate, ...]
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    contact_infos: tuple[ContactInfo, ...] = ()
    activity_scope: str | None = None
    recipient_countries: tuple[RecipientCountry, ...] = ()
    recipient_regions: tuple[RecipientRegion, ...] = ()
    sectors: tuple[Sector, ...] = ()
    tags: tuple[Tag, ...] = ()
    policy_markers: tuple[PolicyMarker, ...] = ()
    collaboration_type: str | None = None
    default_flow_type: str | None = None
    default_finance_type: str | None = None
    default_aid_types: tuple[AidType, ...] = ()
    default_tied_status: str | None = None
    budgets: tuple[Budget, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    document_links: tuple[DocumentLink, ...] = ()
    related_activities: tuple[RelatedActivity, ...] = ()
    results: tuple[Result, ...] = ()
    default_currency: str | None = None
    default_language: str | None = None  # xml:lang of the activity
    last_updated_datetime: datetime | None = None
    partner_roles: tuple[PartnerRole, ...] = ()
