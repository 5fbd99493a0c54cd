"""What a course information needs before it is published, and what changed since. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samgak.core.comparison import Piece, compare

# What officers write; all else the edition knows.
SECTIONS = (
    "concept",
    "contents",
    "for_whom",
    "documents",
    "selection",
    "arrangements",
    "languages",
)
MOST_LETTERS = 6_000
Sections = Mapping[str, Mapping[str, str]]  # by language, then by section


def cleaned(sections: Mapping[str, str]) -> dict[str, str]:
    """The sections that say something, their line breaks made plain."""
    said = {key: str(sections.get(key) or "").replace("\r\n", "\n").strip() for key in SECTIONS}
    return {key: words for key, words in said.items() if words}


def lacking(sections: Sections, *, language: str) -> list[str]:
    """The sections that nobody has written in a language, in the order in which they are printed."""
    return [key for key in SECTIONS if not sections.get(language, {}).get(key)]


def reasons_not_to_publish(
    sections: Sections,
    *,
    mandatory: Iterable[str],
    has_completion_rule: bool,
    has_quotas: bool,
) -> list[str]:
    """Codes of all that is missing: sections in a mandatory language, completion rule, quotas."""
    languages = list(mandatory)
    reasons = []
    if any(lacking(sections, language=language) for language in languages):
        reasons.append("languages_are_missing")
    if not has_completion_rule:
        reasons.append("completion_rule_is_missing")
    if not has_quotas:
        reasons.append("quotas_are_missing")
    return reasons


@dataclass(frozen=True)
class Change:
    """A part of which the words differ between two versions."""

    heading: str
    older: tuple[Piece, ...]
    newer: tuple[Piece, ...]


def changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> list[Change]:
    """Part by part what was removed and what was added, in the order of the newer version."""
    old, new = _by_key(before), _by_key(after)
    found = []
    for key in dict.fromkeys([*new, *old]):
        compared = compare(_words(old.get(key)), _words(new.get(key)))
        if not compared.is_same:
            part = new.get(key) or old[key]
            found.append(Change(part["heading"], compared.older, compared.newer))
    return found


def _by_key(parts: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {part["key"]: part for part in parts}


def _words(part: Mapping[str, Any] | None) -> str:
    if part is None:
        return ""
    return "\n".join([*(f"{label}: {value}" for label, value in part["rows"]), *part["lines"]])
