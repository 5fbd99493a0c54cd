"""Two versions of a text, word by word: what stayed, what went, what came. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Some words in a row, and what became of them."""

    kind: str
    text: str


@dataclass(frozen=True)
class Compared:
    """The older text with what was removed, and the newer with what was added."""

    older: tuple[Piece, ...]
    newer: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == SAME for piece in (*self.older, *self.newer))


def compare(older: str, newer: str) -> Compared:
    """Compare by words, as `difflib.SequenceMatcher` finds the longest runs in common."""
    before, after = WORD.findall(older), WORD.findall(newer)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for code, old_from, old_until, new_from, new_until in matcher.get_opcodes():
        is_same = code == "equal"
        if old_from < old_until:
            words = "".join(before[old_from:old_until])
            left.append(Piece(SAME if is_same else REMOVED, words))
        if new_from < new_until:
            words = "".join(after[new_from:new_until])
            right.append(Piece(SAME if is_same else ADDED, words))
    return Compared(tuple(left), tuple(right))
