"""The drawings of docs/states.md, to be held against the tables they draw."""

import re
from pathlib import Path

DRAWN = Path(__file__).parents[1] / "docs/states.md"


def arrows_of(heading: str) -> list[tuple[str, str, str]]:
    """The arrows under a heading: from where, to where, and the words on them."""
    (section,) = [
        part
        for part in re.split(r"^## ", DRAWN.read_text("utf-8"), flags=re.MULTILINE)
        if part.startswith(f"{heading}\n")
    ]
    return re.findall(r"^ +(\w+) --> (\w+): (.*)$", section, re.MULTILINE)
