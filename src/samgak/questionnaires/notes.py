"""What a question carries beside what it asks: competencies, and where it was taken from."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

# The codes of docs/edition-file.md.
COMPETENCIES = (
    *("unesco-planning", "unesco-data", "unesco-management"),
    *("digcomp-1", "digcomp-2", "digcomp-3", "digcomp-4", "digcomp-5"),
)
Expect = Callable[[bool, str, str], bool]
"""Keeps a fault unless the first value is true, and returns that value."""


@dataclass(frozen=True)
class Source:
    """The question of an earlier edition of which one is a copy."""

    edition: str
    form: str
    question: str

    def plain(self) -> dict[str, str]:
        """As a definition keeps it."""
        return asdict(self)


KEYS = ("edition", "form", "question")


def competencies(told: object, path: str, expect: Expect) -> tuple[str, ...]:
    """Return the competencies that a question names; none for a value that is no list of them."""
    if isinstance(told, list) and all(code in COMPETENCIES for code in told):
        return tuple(told)
    expect(False, path, "competencies")
    return ()


def source(told: object, path: str, expect: Expect) -> Source | None:
    """Return where a question was taken from; None where nothing is told, or something else."""
    if told is None:
        return None
    if isinstance(told, dict) and set(told) == set(KEYS):
        parts = [told[key] for key in KEYS]
        if all(isinstance(part, str) and part for part in parts):
            return Source(*parts)
    expect(False, path, "source")
    return None
