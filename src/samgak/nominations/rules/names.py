"""Names as they belong on a list and on a certificate: cleaned, in title case, in one alphabet."""

import re
import unicodedata

from samgak.nominations.rules.codes import Code, Finding, Refused, note
from samgak.participants.folding import (
    APOSTROPHES,
    LOOK_ALIKE,
    NO_APOSTROPHES,
    cleaned,
    options,
)

LONGEST_NAME = 100
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*[{APOSTROPHES}]?")
ALLOWED_SIGNS = frozenset(APOSTROPHES + "-‐‑– .,·()")
# "son of", "daughter of" after a father's name.
PATRONYMIC_WORDS = frozenset(
    options(
        """
        ogli | ugli | ogly | oglu | oglou | qizi | kizi | kyzy | gyzy | gizi | uulu | uly | uli
        kyzi | оглы | оглу | углы | угли | кызы | кизи | қызы | қизи | уулу | улу | ұлы | ўғли
        гызы
        """
    )
)
FAMILY_PARTICLES = frozenset(
    options(
        """
        de | da | do | dos | das | del | della | di | du | la | le | van | von | der | den | ter
        ten | zu | bin | binti | al | el
        """
    )
)
# After one letter and an apostrophe: O'Neil, but Oʻtkir where the sign is part of the letter.
LETTER_WITH_APOSTROPHE = frozenset({"UZ"})


def title_case(name: str, *, country: str = "", particles: frozenset[str] = frozenset()) -> str:
    """The name with words in capitals or small letters begun by one capital; others untouched.

    Words of `particles` and "son of" words stay small after the first word. `country` (ISO 3166-1
    alpha-2) tells whether an apostrophe belongs to its letter, as in Uzbek.
    """
    small = particles | PATRONYMIC_WORDS

    def capital(found: re.Match[str]) -> str:
        word = found[0]
        letters = word.translate(NO_APOSTROPHES)
        is_shouted = len(letters) > 1 and letters.isupper()
        if not (is_shouted or letters.islower()):
            return word
        lowered = _lowered(word)
        if found.start() and lowered.translate(NO_APOSTROPHES) in small:
            return lowered
        return _begun_by_capital(lowered, country)

    return unicodedata.normalize("NFC", WORD.sub(capital, name))


def _lowered(word: str) -> str:
    return word.lower().replace("i̇", "i")  # İ, which lowers to two characters


def _begun_by_capital(word: str, country: str) -> str:
    begun = word[0].title() + word[1:]
    is_elision = len(word) > 3 and word[1] in "'’" and country not in LETTER_WITH_APOSTROPHE
    return begun[:2] + begun[2].title() + begun[3:] if is_elision else begun


def native_name(text: str, *, country: str = "") -> str:
    """The name in its own script, cleaned and in title case; raises Refused when it can't be one."""
    name = cleaned(text)
    _refuse_unusable(name)
    return title_case(name, country=country)


def passport_name(text: str, *, country: str = "", is_family: bool) -> tuple[str, list[Finding]]:
    """A name in Latin letters in title case, and what was mended; raises Refused.

    Letters of another alphabet that only look Latin are replaced when the rest is Latin.
    """
    name = cleaned(text)
    _refuse_unusable(name)
    foreign = sorted({letter for letter in name if letter.isalpha() and not _is_latin(letter)})
    found = []
    if foreign:
        has_latin = any(_is_latin(letter) for letter in name if letter.isalpha())
        if not has_latin or any(letter not in LOOK_ALIKE for letter in foreign):
            raise Refused(Code.NOT_LATIN, value=name, letters=" ".join(foreign))
        found.append(note(Code.LOOK_ALIKE_LETTERS, value=name, letters=" ".join(foreign)))
        name = "".join(LOOK_ALIKE.get(letter, letter) for letter in name)
    particles = FAMILY_PARTICLES if is_family else frozenset()
    return title_case(name, country=country, particles=particles), found


def parted(full: str) -> tuple[str, str]:
    """Family and given name of a passport name in one cell: "SURNAME Given", "Surname, Given".

    Words in capitals are the family name wherever they stand; else it is the first word.
    """
    name = cleaned(full)
    if "," in name:
        family, _, given = name.partition(",")
        return family.strip(), given.strip()
    words = name.split()
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    are_together = shouted in (words[: len(shouted)], words[len(words) - len(shouted) :])
    if are_together and 0 < len(shouted) < len(words):
        return " ".join(shouted), " ".join(word for word in words if word not in shouted)
    return " ".join(words[:1]), " ".join(words[1:])


def _refuse_unusable(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise Refused(Code.TOO_LONG, letters=len(name), most=LONGEST_NAME)
    if not any(letter.isalpha() for letter in name) or not all(map(_may_stand, name)):
        raise Refused(Code.UNUSABLE_NAME, value=name)


def _may_stand(letter: str) -> bool:
    return letter.isalpha() or unicodedata.category(letter)[0] == "M" or letter in ALLOWED_SIGNS


def _is_latin(letter: str) -> bool:
    # Modifier letters, as the turned comma of Uzbek, belong to any alphabet.
    return unicodedata.name(letter, "").startswith("LATIN") or unicodedata.category(letter) == "Lm"
