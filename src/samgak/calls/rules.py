"""What a course information needs before it is published, what changed since, and the rules of the deadline. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
MOST_LETTERS_OF_REASON = 500
# Days before the deadline on which focal points are reminded.
REMINDED_BEFORE = (2, 7, 14)
EXTENDED_IN = frozenset({"ci_published", "call_open"})
TOLD_IN = frozenset({"ci_published", "call_open", "call_closed", "selecting"})
LATE_IN = frozenset({"call_open", "call_closed", "selecting"})
Sections = Mapping[str, Mapping[str, str]]  # by language, then by section


def cleaned(sections: Mapping[str, str]) -> dict[str, str]:
    """The sections that say something, their line breaks made plain."""
    said = {key: _lines(str(sections.get(key) or "")).strip() for key in SECTIONS}
    return {key: words for key, words in said.items() if words}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


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


def documents(sections: Sections, *, wished: Iterable[str]) -> tuple[str, list[str]]:
    """The documents to have ready, one a line, in the first wished language that has any, else in any."""
    for language in dict.fromkeys([*wished, *sections]):
        if named := _documents(sections, language):
            return language, named
    return "", []


def documents_changed(before: Sections, after: Sections) -> bool:
    """Whether another list is asked for; a language more or less says the same list once more."""
    both = [one for one in after if _documents(before, one) and _documents(after, one)]
    if both:
        return any(_documents(before, one) != _documents(after, one) for one in both)
    return bool(documents(after, wished=())[1])


def _documents(sections: Sections, language: str) -> list[str]:
    lines = sections.get(language, {}).get("documents", "").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


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


def reasons_not_to_extend(
    *, state: str, closes_at: datetime | None, to: datetime, at: datetime, first_day: date
) -> list[str]:
    """Codes: only a deadline that is set and has not passed is put off, to before the first day."""
    if closes_at is None or state not in EXTENDED_IN or closes_at < at:
        return ["no_deadline_to_extend"]
    return ["deadline_is_not_later"] if to <= closes_at or to.date() >= first_day else []


def reasons_not_to_allow_late(
    *, state: str, country: str, countries: Collection[str], until: datetime, at: datetime
) -> list[str]:
    """Codes: a country that sends people, until a moment to come, while the cohort is not approved."""
    if state not in LATE_IN:
        return ["nobody_may_be_late"]
    if country not in countries:
        return ["not_a_country_of_the_edition"]
    return [] if until > at else ["moment_has_passed"]


def reminder_due(*, closes_at: datetime | None, at: datetime) -> int | None:
    """Which of the days before a deadline has come last; None before the first and after the end."""
    if closes_at is None or at > closes_at:
        return None
    left = closes_at - at
    return next((days for days in REMINDED_BEFORE if left <= timedelta(days=days)), None)
