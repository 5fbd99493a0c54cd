"""The typeface of the documents: where its files are, and which characters it can print."""

import os
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BUILT = Path(__file__).parent / "fonts" / "built"
FILES = ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf")
UNPRINTABLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
RIGHT_TO_LEFT = {"R", "AL", "AN"}


class FontsMissing(Exception):
    """The folder has no typeface: run `make setup`, or point SAMGAK_FONTS at the two files."""

    def __init__(self, folder: Path, missing: tuple[str, ...]):
        super().__init__(f"{folder} lacks {', '.join(missing)}")
        self.folder = folder
        self.missing = missing


class Unprintable(ValueError):
    """A text holds characters that no document may carry: no glyph, control, right to left."""

    def __init__(self, text: str, characters: tuple[str, ...]):
        named = ", ".join(
            f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
            for character in characters
        )
        super().__init__(f"{text!r} can not be printed: {named}")
        self.text = text
        self.characters = characters


def folder() -> Path:
    """Return the folder of the two font files: SAMGAK_FONTS, else the copy made by the build.

    Raises FontsMissing when a file is not there.
    """
    chosen = Path(os.environ.get("SAMGAK_FONTS") or BUILT)
    if missing := tuple(name for name in FILES if not (chosen / name).is_file()):
        raise FontsMissing(chosen, missing)
    return chosen


def refuse_unprintable(text: str, fonts: Path) -> None:
    """Raise Unprintable naming each character that the typeface in `fonts` can't print.

    A line feed is the only control character allowed; right-to-left scripts are refused.
    """
    covered = characters_of(fonts)
    refused = {c for c in text if c != "\n" and (ord(c) not in covered or _is_refused(c))}
    if refused:
        raise Unprintable(text, tuple(sorted(refused)))


def can_print(text: str) -> bool:
    """Whether a document may carry every character of the text."""
    try:
        refuse_unprintable(text, folder())
    except Unprintable:
        return False
    return True


def _is_refused(character: str) -> bool:
    return (
        unicodedata.category(character) in UNPRINTABLE_CATEGORIES
        or unicodedata.bidirectional(character) in RIGHT_TO_LEFT
    )


@cache
def characters_of(fonts: Path) -> frozenset[int]:
    """Return the code points that every weight in the folder has a glyph for."""
    covered = [frozenset(_code_points((fonts / name).read_bytes())) for name in FILES]
    return frozenset.intersection(*covered)


def _code_points(font: bytes) -> Iterator[int]:
    """Read the full-range subtable (format 12) of an OpenType `cmap` table.

    Source: OpenType specification 1.9, chapters "OpenType Font File" and "cmap".
    """
    table = _table(font, b"cmap")
    count = struct.unpack_from(">H", table, 2)[0]
    for index in range(count):
        offset = struct.unpack_from(">HHI", table, 4 + 8 * index)[2]
        if struct.unpack_from(">H", table, offset)[0] == 12:
            groups = struct.unpack_from(">I", table, offset + 12)[0]
            for group in range(groups):
                first, last, glyph = struct.unpack_from(">III", table, offset + 16 + 12 * group)
                yield from range(first + (glyph == 0), last + 1)  # glyph 0 is "missing"
            return
    raise ValueError("the font has no cmap subtable of format 12")


def _table(font: bytes, tag: bytes) -> bytes:
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"the font has no table {tag!r}")
