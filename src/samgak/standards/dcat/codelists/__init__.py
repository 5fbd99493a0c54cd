"""Code lists that DCAT-AP names, as far as the practice portal uses them; sources in ORIGIN.md."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from babel.core import get_global

AUTHORITY = "http://publications.europa.eu/resource/authority/"
THEMES = (
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "REGI",
    "SOCI",
    "TECH",
    "TRAN",
)
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "ANNUAL", "IRREG", "NEVER")
LANGUAGES = {
    "en": "ENG",
    "ko": "KOR",
    "ru": "RUS",
    "kk": "KAZ",
    "ky": "KIR",
    "uz": "UZB",
    "tg": "TGK",
    "tk": "TUK",
}
# Format: media type as registered at IANA.
FORMATS = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "PARQUET": "application/vnd.apache.parquet",
}
PRIVATE = re.compile(r"[QXZ]([A-Z])\1")  # codes that ISO 3166 leaves to its users
RESTRICTED = f"{AUTHORITY}access-right/RESTRICTED"


@dataclass(frozen=True)
class Licence:
    """A licence and what it allows."""

    code: str
    title: str
    address: str
    is_open: bool
    attribution: bool
    share_alike: bool
    commercial: bool


@lru_cache(maxsize=1)
def licences() -> dict[str, Licence]:
    """All licences by code, those to be recommended first."""
    text = (resources.files(__package__) / "licences.csv").read_text("utf-8")
    return {
        row["code"]: Licence(
            row["code"],
            row["title"],
            row["address"],
            *(row[name] == "1" for name in ("is_open", "attribution", "share_alike", "commercial")),
        )
        for row in csv.DictReader(text.splitlines())
    }


@lru_cache(maxsize=1)
def _three_letters() -> dict[str, str]:
    """Two-letter codes of countries with their three-letter ones, from the CLDR as Babel has it."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {
        found[0]: code
        for code, found in aliases.items()
        if len(code) == 3 and code.isalpha() and len(found) == 1 and not PRIVATE.fullmatch(code)
    }


def country(code: str) -> str:
    """The address of a country of ISO 3166-1 alpha-2; raises KeyError for a code nobody has."""
    return f"{AUTHORITY}country/{_three_letters()[code]}"


def knows_country(code: str) -> bool:
    return code in _three_letters()
