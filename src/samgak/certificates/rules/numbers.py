"""The number of a certificate, such as KZ25-7QK4M2XB-C: readable aloud, checked, not to be guessed.

Country of the venue and year of the last day; eight letters by lot out of 32 (40 bits, so that
nobody finds the others by counting up); a check character by ISO/IEC 7064, MOD 37,36.
"""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Without I, L, O and U: nothing in the lot is taken for 1, 0 or V, and few words arise.
LETTERS_BY_LOT = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# No check character is one of those that are misread.
MISREAD = str.maketrans("OIL", "011")
DIGITS_AS_LETTERS = str.maketrans("01", "OI")
CYRILLIC_TWINS = str.maketrans("АВЕКМНОРСТХЗ", "ABEKMHOPCTX3")
SHAPE = re.compile(r"([A-Z]{2})([0-9]{2})([0-9A-Z]{8})([0-9A-Z])")


def check_character(text: str) -> str:
    """Return the check character of `text` (digits and capitals): ISO/IEC 7064, MOD 37,36."""
    value = 36
    for character in text:
        value += ALPHABET.index(character)
        value = (value % 36 or 36) * 2 % 37
    return ALPHABET[(37 - value) % 36]


def number_of(*, country: str, year: int, lot: str) -> str | None:
    """Return the number of these parts; None where its check character would be O, I or L.

    country: ISO 3166-1 alpha-2; lot: eight of LETTERS_BY_LOT.
    """
    body = f"{country}{year % 100:02}{lot}"
    check = check_character(body)
    return None if check in "OIL" else f"{body[:4]}-{body[4:]}-{check}"


def read_number(typed: str) -> str | None:
    """Return the number that somebody typed as it is written; None when a character is wrong.

    Small letters, spaces, dashes, O for 0, I and L for 1 and Cyrillic twins of Latin letters are
    all understood.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(CYRILLIC_TWINS)
    plain = "".join(letter for letter in plain if letter.isalnum())
    plain = plain[:2].translate(DIGITS_AS_LETTERS) + plain[2:].translate(MISREAD)
    parts = SHAPE.fullmatch(plain)
    if parts is None:
        return None
    country, year, lot, check = parts.groups()
    if check_character(country + year + lot) != check:
        return None
    return f"{country}{year}-{lot}-{check}"
