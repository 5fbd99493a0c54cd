"""The edition files of the project: the demonstration edition first, then those of the tests."""

import re
from pathlib import Path

from samgak import exchange

DEMONSTRATION = Path(exchange.__file__).parent / "demonstration" / "astana-2025" / "edition.yaml"
TINY = Path(__file__).parent.parent / "editions"
EDITIONS = [DEMONSTRATION, *sorted(TINY.glob("*/edition.yaml"))]


def mapping_from(text: str, start: str) -> str:
    """The part of a text from a beginning that stands once in it to the next closing brace."""
    assert text.count(start) == 1, f"{start!r} must stand once"
    begin = text.index(start)
    return text[begin : text.index("}", begin) + 1]


def without_entry(text: str, start: str) -> str:
    """A text without the list entry that begins with these characters, on whichever lines it stands."""
    assert text.count(start) == 1, f"{start!r} must stand once"
    begin = text.rindex("\n", 0, text.index(start)) + 1
    next_entry = re.compile(r"^(  - |\S|$)", re.MULTILINE)
    return text[:begin] + text[next_entry.search(text, text.index(start)).start() :]
