"""Whether a record may be that of a nominee who took part before: on what grounds. Pure."""

from dataclasses import dataclass
from datetime import date

from samgak.nominations.rules.identity import may_be_same_date, may_be_same_name
from samgak.participants.folding import key

SAME_RECORD = "same_record"
SAME_NAME = "same_name"
SAME_NATIVE_NAME = "same_native_name"
SIMILAR_NAME = "similar_name"
SAME_BIRTH_DATE = "same_birth_date"
SIMILAR_BIRTH_DATE = "similar_birth_date"
SAME_ADDRESS = "same_address"
GROUNDS = (
    SAME_RECORD,
    SAME_NAME,
    SAME_NATIVE_NAME,
    SIMILAR_NAME,
    SAME_BIRTH_DATE,
    SIMILAR_BIRTH_DATE,
    SAME_ADDRESS,
)
_NAMES = frozenset({SAME_NAME, SAME_NATIVE_NAME, SIMILAR_NAME})
_DATES = frozenset({SAME_BIRTH_DATE, SIMILAR_BIRTH_DATE})


@dataclass(frozen=True)
class Known:
    """What tells one person from another; `name_key` as in rules.identity."""

    key: int
    passport_name: str
    name_key: str
    native_name: str
    born_on: date
    address: str = ""


def grounds(one: Known, other: Known) -> list[str]:
    """Codes of what the two have in common, in the order of GROUNDS; empty when it is too little.

    Enough is the same record, the same address, or a name and a birth date that agree, a slip aside.
    """
    if one.key == other.key:
        return [SAME_RECORD]
    found = _names(one, other) | _dates(one, other)
    if one.address and one.address.casefold() == other.address.casefold():
        found.add(SAME_ADDRESS)
    enough = SAME_ADDRESS in found or (found & _NAMES and found & _DATES)
    return [code for code in GROUNDS if code in found] if enough else []


def _names(one: Known, other: Known) -> set[str]:
    found = set()
    if one.name_key == other.name_key:
        found.add(SAME_NAME)
    elif may_be_same_name(one.passport_name, other.passport_name):
        found.add(SIMILAR_NAME)
    if one.native_name and key(one.native_name) == key(other.native_name):
        found.add(SAME_NATIVE_NAME)
    return found


def _dates(one: Known, other: Known) -> set[str]:
    if one.born_on == other.born_on:
        return {SAME_BIRTH_DATE}
    return {SIMILAR_BIRTH_DATE} if may_be_same_date(one.born_on, other.born_on) else set()
