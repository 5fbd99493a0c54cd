"""Readers of single values: words, codes, numbers. Each refuses what it doesn't expect."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from samgak.exchange.rules import reading, tree
from samgak.exchange.rules.model import Text
from samgak.exchange.rules.reading import Place, Read

# YAML 1.2 core schema: https://yaml.org/spec/1.2.2/#103-core-schema
NULL = re.compile(r"|~|null|Null|NULL")
BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
WHOLE = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
OTHER_WHOLE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")

CODE = re.compile(r"[A-Za-z0-9_-]+")
EDITION_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-([A-Z][a-z]{3}|[A-Z]{2}))?")
EMAIL = re.compile(r'[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+')
TELEPHONE = re.compile(r"\+?[0-9](?:[ ()/-]{0,2}[0-9]){2,19}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# What Babel lists beside ISO 3166-1: exceptional reservations, groupings, pseudo territories.
NOT_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
NOT_ZONES = frozenset({"Factory", "localtime"})
LARGEST_SMALL = 32_767
LONGEST_NUMBER = 28  # digits that a Decimal keeps exactly
LARGEST = 2_147_483_647


def _scalar(place: Place, code: str, **params: object) -> tree.Scalar:
    node = place.node
    if not isinstance(node, tree.Scalar):
        place.refuse(code, **params)
    if node.plain and NULL.fullmatch(node.text):
        place.refuse("empty_value")
    return node


def written(limit: int) -> Read[str]:
    """A reader of any single value as it is written, quoted or not."""

    def read(place: Place) -> str:
        words = _scalar(place, "not_text").text.strip()
        if not words:
            place.refuse("empty_value")
        if CONTROL.search(words):
            place.refuse("character_not_allowed")
        if len(words) > limit:
            place.refuse("too_long", limit=limit)
        return words

    return read


def words(limit: int) -> Read[str]:
    """A reader of text; a number, true or false must be quoted to count as text."""
    read_written = written(limit)
    others = (BOOLEAN, WHOLE, NUMBER, NOT_FINITE, OTHER_WHOLE)

    def read(place: Place) -> str:
        node = _scalar(place, "not_text")
        if node.plain and any(pattern.fullmatch(node.text) for pattern in others):
            place.refuse("not_text")
        return read_written(place)

    return read


def text(limit: int = 300) -> Read[Text]:
    """A reader of a text: a string in the working language, or a mapping of language to words."""

    def read(place: Place) -> Text:
        if isinstance(place.node, tree.Scalar):
            return {place.reading.working: words(limit)(place)}
        if not isinstance(place.node, tree.Mapping):
            place.refuse("not_translated_text")
        return _versions(place, limit)

    return read


def _versions(place: Place, limit: int) -> Mapping[str, str]:
    versions: dict[str, str] = {}
    for key, where in reading.entries(place):
        if not is_language(key):
            where.note("not_language", value=key)
            continue
        try:
            versions[key] = words(limit)(where)
        except reading.UnreadableError:
            continue
    if not reading.entries(place):
        place.refuse("empty_value")
    return dict(sorted(versions.items()))


def edition_code(place: Place) -> str:
    code = words(64)(place)
    if not EDITION_CODE.fullmatch(code):
        place.refuse("not_edition_code", value=code)
    return code


def code(limit: int = 40) -> Read[str]:
    """A reader of a code of something inside the edition."""

    def read(place: Place) -> str:
        found = words(limit)(place)
        if not CODE.fullmatch(found):
            place.refuse("not_code", value=found)
        return found

    return read


def one_of(*choices: str) -> Read[str]:
    """A reader of one word out of a few."""

    def read(place: Place) -> str:
        node = _scalar(place, "not_a_choice", choices=", ".join(choices))
        if node.text not in choices:
            place.refuse("not_a_choice", choices=", ".join(choices))
        return node.text

    return read


def flag(word: str) -> Read[bool]:
    """A reader of a requirement that is named by one word and absent otherwise."""

    def read(place: Place) -> bool:
        return one_of(word)(place) == word

    return read


def reference(kind: str) -> Read[str]:
    """A reader of the code of something that the file defines under the key `kind`."""

    def read(place: Place) -> str:
        found = words(64)(place)
        if found not in place.reading.defined[kind]:
            place.refuse("unknown_reference", value=found, key=kind)
        return found

    return read


@cache
def _english() -> Locale:
    return Locale("en")


def is_language(value: str) -> bool:
    """Whether it is an ISO 639 code, with a script or country after it where that matters."""
    if not LANGUAGE.fullmatch(value):
        return False
    primary = value.partition("-")[0]
    return len(primary) == 3 or primary in _english().languages


def language(place: Place) -> str:
    found = _scalar(place, "not_language", value="").text
    if not is_language(found):
        place.refuse("not_language", value=found)
    return found


def country(place: Place) -> str:
    found = _scalar(place, "not_country", value="").text
    known = len(found) == 2 and found.isalpha() and found in _english().territories
    if not known or found in NOT_COUNTRIES:
        place.refuse("not_country", value=found)
    return found


def email(place: Place) -> str:
    found = written(254)(place)
    if not EMAIL.fullmatch(found):
        place.refuse("not_email", value=found)
    return found


def telephone(place: Place) -> str:
    """A number that can be called, quoted or not."""
    found = written(40)(place)
    if not TELEPHONE.fullmatch(found):
        place.refuse("not_telephone", value=found)
    return found


def currency(place: Place) -> str:
    found = _scalar(place, "not_currency", value="").text
    if found not in _english().currencies:
        place.refuse("not_currency", value=found)
    return found


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - NOT_ZONES


def timezone(place: Place) -> str:
    found = _scalar(place, "not_timezone", value="").text
    if found not in _zones():
        place.refuse("not_timezone", value=found)
    return found


def language_pair(place: Place) -> str:
    found = _scalar(place, "not_language_pair", value="").text
    parts = re.fullmatch(rf"({LANGUAGE.pattern})-({LANGUAGE.pattern})", found)
    if not parts or not is_language(parts[1]) or not is_language(parts[4]) or parts[1] == parts[4]:
        place.refuse("not_language_pair", value=found)
    return found


def sector_code(place: Place) -> str:
    found = _scalar(place, "not_sector", value="").text
    if not re.fullmatch(r"[1-9][0-9]{4}", found):
        place.refuse("not_sector", value=found)
    return found


def boolean(place: Place) -> bool:
    node = _scalar(place, "not_boolean")
    if not node.plain or not BOOLEAN.fullmatch(node.text):
        place.refuse("not_boolean")
    return node.text.lower() == "true"


def whole(least: int = 0, most: int = LARGEST) -> Read[int]:
    """A reader of a whole number between two bounds, both allowed."""

    def read(place: Place) -> int:
        node = _scalar(place, "not_whole")
        if not node.plain or not WHOLE.fullmatch(node.text):
            place.refuse("not_whole")
        number = int(node.text) if len(node.text) <= 20 else most + 1
        _refuse_beyond(place, Decimal(number), Decimal(least), Decimal(most))
        return number

    return read


def number(most: str, *, places: int, above_zero: bool = False) -> Read[Decimal]:
    """A reader of an exact number from 0 up to `most`, with at most so many decimal places."""

    def read(place: Place) -> Decimal:
        node = _scalar(place, "not_number")
        if not node.plain or not NUMBER.fullmatch(node.text):
            place.refuse("not_number")
        if len(node.text) > LONGEST_NUMBER:
            place.refuse("too_precise", places=places)
        found = abs(Decimal(node.text)) if Decimal(node.text) == 0 else Decimal(node.text)
        _refuse_beyond(place, found, Decimal(0), Decimal(most))
        if above_zero and found == 0:
            place.refuse("not_above_zero")
        found = found.normalize()
        if -int(found.as_tuple().exponent) > places:
            place.refuse("too_precise", places=places)
        return found

    return read


def _refuse_beyond(place: Place, found: Decimal, least: Decimal, most: Decimal) -> None:
    if found < least:
        place.refuse("too_small", least=str(least))
    if found > most:
        place.refuse("too_large_number", most=str(most))
