"""Text as it was meant: what people see alike or type in haste is made the same."""

import re
import unicodedata

# Letters that lose a stroke, hook or tail when typed on another keyboard.
PLAIN = str.maketrans(
    {
        **dict(zip("ıøłđħəæœ", ("i", "o", "l", "d", "h", "a", "ae", "oe"), strict=True)),
        **dict(zip("қҝғңөұүһҳҷәӯ", "ккгноууххчау", strict=True)),
    }
)
# Cyrillic letters that look like Latin ones (Unicode Technical Standard 39).
LOOK_ALIKE = {
    **dict(zip("АВЕКМНОРСТУХІЈЅԚԜҺ", "ABEKMHOPCTYXIJSQWH", strict=True)),
    **dict(zip("аеорсухіјѕԛԝһ", "aeopcyxijsqwh", strict=True)),
}
# For comparing, case aside, also those that are alike only as capitals.
SKELETON = str.maketrans(
    {seen.lower(): meant.lower() for seen, meant in LOOK_ALIKE.items()} | {"и": "i"}
)
APOSTROPHES = "'`´‘’ʻʼʹˈ′＇"
NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn")
NOT_WORD = re.compile(r"[\W_]+")


def cleaned(text: str) -> str:
    """The text without invisible and control characters, with single plain spaces, in NFC."""
    shown = text if text.isprintable() else _without_invisible(text)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def _without_invisible(text: str) -> str:
    return "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter) not in INVISIBLE
    )


def without_accents(text: str) -> str:
    """The text in case-folded letters without marks; hangul stays whole."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in spread if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(PLAIN)


def folded(text: str) -> str:
    """Words parted by one space: case, accents, apostrophes, punctuation, look-alikes aside."""
    plain = unicodedata.normalize("NFKC", cleaned(text)).translate(NO_APOSTROPHES)
    return NOT_WORD.sub(" ", without_accents(plain).translate(SKELETON)).strip()


def key(text: str) -> str:
    """Like `folded`, without the spaces: for comparing headings and short answers."""
    return folded(text).replace(" ", "")


def options(lines: str) -> list[str]:
    """Words of a table in a string: parted by bars and line ends."""
    return [word.strip() for word in re.split(r"[|\n]", lines) if word.strip()]
