"""The code lists of the IATI Standard that our activities use, read from the CSV files beside."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

NAMES = (
    "ActivityDateType",
    "ActivityScope",
    "ActivityStatus",
    "AidType",
    "AidTypeVocabulary",
    "BudgetStatus",
    "BudgetType",
    "CollaborationType",
    "ContactType",
    "Country",
    "Currency",
    "DescriptionType",
    "DocumentCategory",
    "FinanceType",
    "FlowType",
    "IndicatorMeasure",
    "Language",
    "OrganisationRegistrationAgency",
    "OrganisationRole",
    "OrganisationType",
    "OtherIdentifierType",
    "PolicyMarker",
    "PolicyMarkerVocabulary",
    "PolicySignificance",
    "Region",
    "RegionVocabulary",
    "RelatedActivityType",
    "ResultType",
    "Sector",
    "SectorVocabulary",
    "TagVocabulary",
    "TiedStatus",
    "TransactionType",
)


@dataclass(frozen=True)
class Code:
    code: str
    name: str
    is_withdrawn: bool


@cache
def codes(name: str) -> dict[str, Code]:
    """Return one code list by its official name, code -> Code; raises KeyError for another name.

    Source: README.md beside the CSV files.
    """
    if name not in NAMES:
        raise KeyError(name)
    return {
        row["code"]: Code(row["code"], row["name"], row["status"] == "withdrawn")
        for row in _rows(name)
    }


@cache
def _recipient_periods() -> dict[str, date]:
    return {
        row["code"]: date.fromisoformat(row["until"]) if row["until"] else date.max
        for row in _rows("OdaRecipient")
    }


def is_oda_recipient(country: str, *, on: date) -> bool:
    """Say whether a country (ISO 3166-1 alpha-2) is on the DAC List of ODA Recipients on a day.

    Source: OECD, DAC List of ODA Recipients for 2024 and 2025 flows; earlier days read that list.
    """
    return on < _recipient_periods().get(country, date.min)


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
