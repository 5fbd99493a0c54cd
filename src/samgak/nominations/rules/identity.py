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


@dataclass(frozen=True)
class Spelling:
    """A passport name as names are compared: its key, its words and the whole as they sound."""

    key: str
    words: str
    sound: str


@lru_cache(maxsize=1024)
def spelling_of(name: str) -> Spelling:
    """The name in the forms in which it is compared with others."""
    words = " ".join(sorted(map(sound_key, name.split())))
    return Spelling(name_key(name), words, sound_key(name))


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
    return may_be_same_spelling(spelling_of(one), spelling_of(other))


def may_be_same_spelling(one: Spelling, other: Spelling) -> bool:
    """The same, of names whose forms are known."""
    if one.key == other.key or one.words == other.words:
        return True
    most = max(1, min(len(one.sound), len(other.sound)) // LETTERS_A_MISTAKE)
    return within_distance(one.sound, other.sound, most=most)


def may_be_same_date(one: date, other: date) -> bool:
    """Whether two dates differ as by a slip: day and month exchanged, or one of the three wrong."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    return same >= 2


def within_distance(one: str, other: str, *, most: int) -> bool:
    """Whether at most `most` letters put in, left out or changed make one text the other.

    Of the table of Wagner and Fischer only the band that can hold so few is filled (Ukkonen 1985).
    """
    if abs(len(one) - len(other)) > most:
        return False
    beyond = most + 1
    row = [min(j, beyond) for j in range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        first, last = max(1, i - most), min(len(other), i + most)
        before, row = row, [beyond] * len(row)
        least = row[0] = min(i, beyond)
        for j in range(first, last + 1):
            cost = before[j - 1] + (letter != other[j - 1])
            row[j] = min(cost, before[j] + 1, row[j - 1] + 1)
            least = min(least, row[j])
        if least > most:
            return False
    return row[len(other)] <= most
