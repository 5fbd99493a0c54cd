"""Who is the same person: exactly, and perhaps."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from samgak.participants.folding import APOSTROPHES, NO_APOSTROPHES, without_accents

LETTERS_A_MISTAKE = 8  # one letter may differ in each eight
# Spellings of one sound in passports of the region; longer ones first.
SOUNDS = (
    ("shch", "s"), ("tch", "c"), ("dzh", "j"), ("sch", "s"), ("iyi", "i"), ("yev", "ev"),
    ("sh", "s"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ch", "c"), ("ts", "c"),
    ("ph", "f"), ("ck", "k"), ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ia", "a"), ("iu", "u"), ("ie", "e"), ("ii", "i"), ("ya", "a"), ("yu", "u"), ("ye", "e"),
    ("yo", "o"), ("yi", "i"), ("iy", "i"), ("w", "v"), ("q", "k"), ("y", "i"),
)  # fmt: skip
SAME_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


@dataclass(frozen=True, order=True)
class Identity:
    """Country, passport name (case, spaces and accents aside) and birth date: one person."""

    country: str
    name: str
    born_on: date


def identity_of(*, country: str, family: str, given: str, born_on: date) -> Identity:
    """The identity of a person of a country (ISO 3166-1 alpha-2)."""
    return Identity(country.upper(), name_key(f"{family} {given}"), born_on)


def name_key(name: str) -> str:
    """The name without case, spaces and accents; kinds of apostrophe are one."""
    plain = unicodedata.normalize("NFKC", without_accents(name.translate(SAME_APOSTROPHE)))
    return "".join(plain.split())


@lru_cache(maxsize=4096)
def sound_key(name: str) -> str:
    """The name as it sounds: spellings that passports of the region vary are made one."""
    plain = without_accents(name.translate(NO_APOSTROPHES))
    key = "".join(letter for letter in plain if letter.isalpha())
    for spelling, sound in SOUNDS:
        key = key.replace(spelling, sound)
    return "".join(
        letter for letter, before in zip(key, " " + key, strict=False) if letter != before
    )


def may_be_same_name(one: str, other: str) -> bool:
    """Whether two passport names may be one typed another way: spelling, order, a slip."""
    if name_key(one) == name_key(other):
        return True
    if sorted(map(sound_key, one.split())) == sorted(map(sound_key, other.split())):
        return True
    first, second = sound_key(one), sound_key(other)
    most = max(1, min(len(first), len(second)) // LETTERS_A_MISTAKE)
    return within_distance(first, second, most=most)


def may_be_same_date(one: date, other: date) -> bool:
    """Whether two dates differ as by a slip: day and month exchanged, or one of the three wrong."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    return same >= 2


def within_distance(one: str, other: str, *, most: int) -> bool:
    """Whether at most `most` letters put in, left out or changed make one text the other."""
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, row = row, [i]
        for j, counterpart in enumerate(other, start=1):
            changed = last[j - 1] + (letter != counterpart)
            row.append(min(changed, last[j] + 1, row[j - 1] + 1))
        if min(row) > most:
            return False
    return row[-1] <= most
