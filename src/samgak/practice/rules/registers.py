"""The practice registers: what they hold of people and businesses that do not exist.

Nothing is stored: each record is made anew from the edition's seed, so two editions share nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from samgak.practice.rules.vocabulary import OTHER, register_of

MOST_IDENTITIES = 12
BUSINESSES = frozenset(range(8, MOST_IDENTITIES))  # the last four own a business
# Made of syllables, in no language: nobody bears these names.
FIRST_PARTS = ("Ta", "Se", "Ilo", "Ora", "Vi", "Nu", "Ame", "Ke", "Sul", "Dari")
LAST_PARTS = ("miro", "nila", "vek", "tana", "luma", "seri", "dana", "polo", "rika", "bel")
STREETS = ("Sample", "Practice", "Example", "Invented")
TOWN = "Practiceville"
TRADES = ("bakery", "repair shop", "tea house", "print shop")
INVENTED = "INVENTED"


@dataclass(frozen=True)
class Identity:
    """Somebody invented, whom a person of the edition plays."""

    key: str
    name: str
    business: str  # empty for a citizen


def identities(seed: int) -> tuple[Identity, ...]:
    """Everybody in the practice registers of an edition."""
    return tuple(_identity(seed, number) for number in range(MOST_IDENTITIES))


def identity(seed: int, key: str) -> Identity | None:
    """The one of that key; None for a key that nobody has."""
    return next((one for one in identities(seed) if one.key == key), None)


def read(seed: int, key: str, items: Iterable[str]) -> dict[str, str]:
    """What the registers hold of somebody: item -> value; raises KeyError for a key nobody has."""
    who = identity(seed, key)
    if who is None:
        raise KeyError(key)
    record = _record(seed, who)
    return {item: record.get(item) or _paper(seed, who, item) for item in items}


def _chance(*name: object) -> Random:
    return Random("/".join(map(str, name)))  # noqa: S311 - nothing here is a secret


def _identity(seed: int, number: int) -> Identity:
    chance = _chance(seed, number)
    given, family = (
        chance.choice(FIRST_PARTS) + chance.choice(LAST_PARTS) for _ in ("given", "family")
    )
    name = f"{given} {family.capitalize()}"
    business = f"{family} {TRADES[number % len(TRADES)]}" if number in BUSINESSES else ""
    return Identity(f"p{number + 1:02}", name, business)


def _record(seed: int, who: Identity) -> dict[str, str]:
    chance = _chance(seed, who.key, "record")
    street, house = chance.choice(STREETS), chance.randint(1, 99)
    home = f"{street} street {house}, {TOWN}"
    shop = f"{chance.choice(STREETS)} street {chance.randint(1, 99)}, {TOWN}"
    personal, business = (f"{INVENTED}-{chance.randint(10_000, 99_999)}" for _ in range(2))
    record = {
        "personal-number": personal,
        "full-name": who.name,
        "birth-date": f"{chance.randint(1955, 2004)}-{chance.randint(1, 12):02}-15",
        "birth-place": TOWN,
        "sex": chance.choice(("F", "M")),
        "citizenship": "Practiceland",
        "children": str(chance.randint(0, 3)),
        "home-address": home,
        "tax-number": f"{INVENTED}-T{chance.randint(1_000, 9_999)}",
        "tax-debt": "0",
        "income": f"{chance.randint(20, 90)},000",
        "premises-address": shop if who.business else home,
        "premises-area": f"{chance.randint(20, 120)} m²",
    }
    if who.business:
        record |= {
            "business-number": business,
            "business-name": who.business,
            "business-address": shop,
            "business-owner": who.name,
            "business-activity": who.business.rsplit(" ", 1)[-1],
        }
    return record


def _paper(seed: int, who: Identity, item: str) -> str:
    """An entry for what has no value of its own: the number of a document in its register."""
    number = _chance(seed, who.key, item).randint(100_000, 999_999)
    kind = register_of(item)
    return f"{INVENTED}-{'' if kind == OTHER else kind[:3].upper() + '-'}{number}"
