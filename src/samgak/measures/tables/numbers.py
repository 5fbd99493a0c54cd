"""Numbers by which states know people: their patterns, and their check digits where there are any."""

import re
from datetime import date

# A personal number among other words; longer runs of digits are no personal number.
TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
THIRTEEN = re.compile(r"(?<!\d)(\d{6})[- ]?([1-8]\d{6})(?!\d)")
FOURTEEN = re.compile(r"(?<!\d)\d{14}(?!\d)")
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
CENTURIES_OF_KOREA = {digit: 1900 if digit in "1256" else 2000 for digit in "12345678"}

# Letters look alike in both scripts, and people type either.
LETTER = "[A-ZА-ЯЁ]"
PASSPORTS = (
    re.compile(
        rf"\b{LETTER}{{1,2}} ?\d{{7,8}}\b"
    ),  # Kazakhstan, Kyrgyzstan, Uzbekistan, Tajikistan, Korea
    re.compile(r"\b[MSROD]\d{3}[A-Z]\d{4}\b"),  # Korea since December 2021
    re.compile(r"\b[IVXLC1]{1,4}-?[A-ZÄÇŞŽÝ]{2} ?№? ?\d{6}\b"),  # Turkmenistan, internal
    re.compile(r"(?<![\d-])\d{2} ?\d{2} \d{6}(?![\d-])"),  # Russia, internal
)


def kazakh(text: str) -> bool:
    """Whether an IIN of Kazakhstan stands in the text: birthday, century and sex, check digit.

    Source: Government of Kazakhstan, decree 565 of 22 May 2007 on the personal number: the sum of
    the digits weighted 1-11 modulo 11; where that gives 10, weighted 3-11, 1, 2; 10 again: never given.
    """
    return any(_is_iin(found[0]) for found in TWELVE.finditer(text))


def _is_iin(digits: str) -> bool:
    century = CENTURIES.get(digits[6])
    if century is None or not _is_day(century + int(digits[:2]), digits[2:4], digits[4:6]):
        return False
    for weights in ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        check = sum(w * int(d) for w, d in zip(weights, digits, strict=False)) % 11
        if check < 10:
            return check == int(digits[11])
    return False


def korean(text: str) -> bool:
    """Whether a resident registration number of Korea stands in the text: a birthday and its century.

    The check digit is not asked for: numbers given since October 2020 have none (Enforcement Rule of
    the Resident Registration Act, article 2).
    """
    return any(
        _is_day(CENTURIES_OF_KOREA[found[2][0]] + int(found[1][:2]), found[1][2:4], found[1][4:])
        for found in THIRTEEN.finditer(text)
    )


def central_asian(text: str) -> bool:
    """Whether a 14-digit number of Uzbekistan (PINFL) or Kyrgyzstan (PIN) stands in the text.

    PINFL: sex and century, ddmmyy, region and serial, check digit of the weights 7, 3, 1 modulo 10
    (as in ICAO Doc 9303, part 3, 4.9). PIN: 1 or 2, ddmmyyyy, five digits.
    """
    return any(_is_pinfl(found[0]) or _is_pin(found[0]) for found in FOURTEEN.finditer(text))


def _is_pinfl(digits: str) -> bool:
    century = CENTURIES.get(digits[0])
    if century is None or not _is_day(century + int(digits[5:7]), digits[3:5], digits[1:3]):
        return False
    return sum((7, 3, 1)[at % 3] * int(d) for at, d in enumerate(digits[:13])) % 10 == int(
        digits[13]
    )


def _is_pin(digits: str) -> bool:
    year = int(digits[5:9])
    return digits[0] in "12" and 1900 <= year <= 2100 and _is_day(year, digits[3:5], digits[1:3])


def passport(text: str) -> bool:
    """Whether something written like a passport number of the countries of the course stands there."""
    return any(pattern.search(text) for pattern in PASSPORTS)


def _is_day(year: int, month: str, number: str) -> bool:
    try:
        date(year, int(month), int(number))
    except ValueError:
        return False
    return True
