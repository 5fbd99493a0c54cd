"""What is asked of the selected: five items, their fields, and what a whole one must say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samgak.privacy.rules import consents

PASSPORT, TRAVEL, DIET, EMERGENCY, MEDICAL = "passport", "travel", "diet", "emergency", "medical"
ITEMS = (PASSPORT, TRAVEL, DIET, EMERGENCY, MEDICAL)
# For which purpose, and under which class of data, each is asked.
CONSENT_OF = {
    PASSPORT: (consents.TRAVEL, consents.UNIQUE),
    TRAVEL: (consents.TRAVEL, consents.ORDINARY),
    DIET: (consents.TRAVEL, consents.SENSITIVE),
    EMERGENCY: (consents.TRAVEL, consents.ORDINARY),
    MEDICAL: (consents.INSURANCE, consents.SENSITIVE),
}
# The most letters of each field; the verdict of a physician, never the report.
FIELDS: Mapping[str, Mapping[str, int]] = {
    PASSPORT: {"number": 20, "nationality": 2, "issued_on": 10, "expires_on": 10},
    TRAVEL: {
        "from_city": 100,
        "arrives_on": 10,
        "arrival_flight": 40,
        "departs_on": 10,
        "departure_flight": 40,
    },
    DIET: {"diet": 20, "note": 200},
    EMERGENCY: {"name": 120, "relation": 60, "telephone": 30},
    MEDICAL: {"verdict": 20, "examined_on": 10},
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    PASSPORT: ("number", "nationality", "issued_on", "expires_on"),
    TRAVEL: ("from_city", "arrives_on", "departs_on"),
    DIET: ("diet",),
    EMERGENCY: ("name", "telephone"),
    MEDICAL: ("verdict", "examined_on"),
}
DIETS = ("everything", "vegetarian", "vegan", "halal", "kosher", "other")
VERDICTS = ("fit", "fit_with_conditions", "not_fit")
# ICAO Doc 9303-4, 4.2.2: letters A-Z and digits, at most nine of them.
PASSPORT_NUMBER = re.compile(r"[A-Z0-9]{5,9}")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,28}")
COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field."""

    field: str
    code: str


def items_under(purpose: str, data_class: str) -> tuple[str, ...]:
    """The items that are asked under a consent."""
    return tuple(one for one in ITEMS if CONSENT_OF[one] == (purpose, data_class))


def tidy(item: str, value: Mapping[str, str]) -> dict[str, str]:
    """The fields of the item alone, without spaces around them, cut to what they may hold."""
    held = {
        name: " ".join(value.get(name, "").split())[:most] for name, most in FIELDS[item].items()
    }
    if item == PASSPORT:
        held["number"] = re.sub(r"[\s-]", "", held["number"]).upper()
    return held


def faults(item: str, value: Mapping[str, str], *, today: date, ends_on: date) -> list[Fault]:
    """What a tidied item lacks or says wrongly; `ends_on` is the last day of the course."""
    missing = [Fault(name, "item_field_missing") for name in NEEDED[item] if not value[name]]
    return missing or CHECKS[item](value, today, ends_on)


def day_of(text: str) -> date | None:
    """The day of 2030-01-31; None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _passport(value: Mapping[str, str], today: date, ends_on: date) -> list[Fault]:
    found = []
    if not PASSPORT_NUMBER.fullmatch(value["number"]):
        found.append(Fault("number", "passport_number_is_none"))
    if not COUNTRY.fullmatch(value["nationality"]):
        found.append(Fault("nationality", "item_field_missing"))
    issued, expires = day_of(value["issued_on"]), day_of(value["expires_on"])
    if issued is None or issued > today:
        found.append(Fault("issued_on", "day_is_not_past"))
    if expires is None or (issued and expires <= issued):
        found.append(Fault("expires_on", "day_is_none"))
    elif expires <= ends_on:
        found.append(Fault("expires_on", "passport_expires_too_early"))
    return found


def _travel(value: Mapping[str, str], today: date, ends_on: date) -> list[Fault]:
    arrives, departs = day_of(value["arrives_on"]), day_of(value["departs_on"])
    if arrives is None:
        return [Fault("arrives_on", "day_is_none")]
    if departs is None or departs < arrives:
        return [Fault("departs_on", "day_is_none")]
    return []


def _diet(value: Mapping[str, str], today: date, ends_on: date) -> list[Fault]:
    return [] if value["diet"] in DIETS else [Fault("diet", "item_field_missing")]


def _emergency(value: Mapping[str, str], today: date, ends_on: date) -> list[Fault]:
    is_one = TELEPHONE.fullmatch(value["telephone"])
    return [] if is_one else [Fault("telephone", "telephone_is_none")]


def _medical(value: Mapping[str, str], today: date, ends_on: date) -> list[Fault]:
    found = [] if value["verdict"] in VERDICTS else [Fault("verdict", "item_field_missing")]
    examined = day_of(value["examined_on"])
    if examined is None or examined > today:
        found.append(Fault("examined_on", "day_is_not_past"))
    return found


CHECKS = {
    PASSPORT: _passport,
    TRAVEL: _travel,
    DIET: _diet,
    EMERGENCY: _emergency,
    MEDICAL: _medical,
}
