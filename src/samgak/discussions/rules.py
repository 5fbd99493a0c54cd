"""Who may take which step in a discussion, and what may be shown of votes. Pure: values in, answer out."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

OPEN, VOTING, CLOSED = "open", "voting", "closed"
PROPOSED, ACCEPTED, REFUSED, MERGED = "proposed", "accepted", "refused", "merged"
DRAFTED, OFFERED, AGREED, DROPPED = "drafted", "offered", "agreed", "dropped"

# What somebody is to the thing at hand.
MODERATOR, AUTHOR, ENDORSERS = "moderator", "author", "endorsers"
Machine = Mapping[str, Mapping[str, frozenset[str]]]

# From where to where, and who takes the step.
TOPIC: Machine = {
    OPEN: {VOTING: frozenset({MODERATOR}), CLOSED: frozenset({MODERATOR})},
    VOTING: {CLOSED: frozenset({MODERATOR})},
    CLOSED: {OPEN: frozenset({MODERATOR}), VOTING: frozenset({MODERATOR})},
}
STATEMENT: Machine = {
    PROPOSED: {one: frozenset({MODERATOR}) for one in (ACCEPTED, REFUSED, MERGED)},
    # Found out later: taken off the list, with the votes it had.
    ACCEPTED: {one: frozenset({MODERATOR}) for one in (REFUSED, MERGED)},
    REFUSED: {ACCEPTED: frozenset({MODERATOR})},
    MERGED: {},
}
COMMITMENT: Machine = {
    DRAFTED: {
        OFFERED: frozenset({MODERATOR, AUTHOR}),
        DROPPED: frozenset({MODERATOR, AUTHOR}),
    },
    OFFERED: {
        DRAFTED: frozenset({MODERATOR, AUTHOR}),
        AGREED: frozenset({ENDORSERS}),
        DROPPED: frozenset({MODERATOR}),
    },
    # Falls back by itself when too few endorsements stand.
    AGREED: {OFFERED: frozenset({ENDORSERS})},
    DROPPED: {DRAFTED: frozenset({MODERATOR})},
}

LONGEST_STATEMENT = 200
LONGEST_POST = 4000
LONGEST_WHAT, LONGEST_STEP, LONGEST_ASKED, LONGEST_NOTE = 300, 300, 500, 500
# A count over fewer people is not shown on its own: it would tell how one of them voted.
LEAST_SHOWN = 5
# Endorsements of a joint commitment; a country that commits itself alone needs its own.
LEAST_JOINT = 2
FOLLOW_UP_MONTHS = (3, 6, 12)
MOST_STATEMENTS = 5_000
# Of one person: in a topic, and within FLOOD_SECONDS.
MOST_OWN_STATEMENTS, MOST_POSTS_AT_ONCE, FLOOD_SECONDS = 20, 10, 600
MOST_COMMITMENTS = 200


def may(machine: Machine, state: str, target: str, parts: Iterable[str]) -> bool:
    """Whether somebody who is `parts` may take the step."""
    return bool(machine[state].get(target, frozenset()) & frozenset(parts))


def steps(machine: Machine, state: str, parts: Iterable[str]) -> tuple[str, ...]:
    """Every state to which somebody who is `parts` may take it."""
    held = frozenset(parts)
    return tuple(target for target, takers in machine[state].items() if takers & held)


def reasons_not_to_move(machine: Machine, state: str, target: str) -> list[str]:
    """A code when no such step leads from here."""
    return [] if target in machine[state] else ["no_such_step"]


def one_line(text: str) -> str:
    """The text without control characters, on one line."""
    return " ".join(_visible(text).split())


def paragraphs(text: str) -> str:
    """The text without control characters, its lines kept, never two empty ones together."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    kept: list[str] = []
    for line in (line.rstrip() for line in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def _visible(text: str) -> str:
    # Marks that turn the direction of writing, or that nobody sees, can make a text read as another.
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn"}
    return "".join(
        letter if letter == "\n" or unicodedata.category(letter) not in hidden else " "
        for letter in text
    )


def reasons_not_a_text(text: str, *, longest: int) -> list[str]:
    """Codes of what forbids a text of this length."""
    if not text:
        return ["text_missing"]
    return ["text_too_long"] if len(text) > longest else []


def reasons_not_to_write(topic_state: str) -> list[str]:
    """Codes of what forbids posts and new statements."""
    return ["topic_is_closed"] if topic_state == CLOSED else []


def reasons_not_to_propose(topic_state: str, *, statements: int, own: int | None) -> list[str]:
    """Codes of what forbids one more statement; `own` is None for who leads the discussion."""
    reasons = reasons_not_to_write(topic_state)
    if statements >= MOST_STATEMENTS:
        reasons.append("too_many_statements")
    if own is not None and own >= MOST_OWN_STATEMENTS:
        reasons.append("too_many_own_statements")
    return reasons


def reasons_not_to_vote(topic_state: str) -> list[str]:
    """Codes of what forbids voting."""
    return {OPEN: ["voting_not_open"], CLOSED: ["voting_is_closed"]}.get(topic_state, [])


def may_see_analysis(topic_state: str, *, is_moderator: bool) -> bool:
    """Results are for everybody when the vote is closed, and earlier for who leads the discussion."""
    return is_moderator or topic_state == CLOSED


@dataclass(frozen=True)
class Count:
    """How many agree, disagree and pass."""

    agree: int
    disagree: int
    passed: int

    @property
    def voted(self) -> int:
        return self.agree + self.disagree + self.passed

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.agree + other.agree, self.disagree + other.disagree, self.passed + other.passed
        )


NONE = Count(0, 0, 0)


@dataclass(frozen=True)
class Parts:
    """What of the counts by country or group may be shown: alone, and the small ones together."""

    shown: tuple[tuple[str, Count], ...]
    together: tuple[str, ...]
    count_together: Count | None


def shown_parts(counts: Mapping[str, Count]) -> Parts:
    """Show the parts of at least LEAST_SHOWN votes; pool the others, so that no difference tells one.

    When a single small part is left, the smallest of the shown joins it: else the total less the
    shown would be its count. A pool of fewer than LEAST_SHOWN votes, or of one part, has no count.
    """
    shown = {key: count for key, count in counts.items() if count.voted >= LEAST_SHOWN}
    hidden = {key: count for key, count in counts.items() if key not in shown and count.voted}
    pooled = sum(hidden.values(), NONE)
    while shown and hidden and (len(hidden) < 2 or pooled.voted < LEAST_SHOWN):
        least = min(shown, key=lambda key: (shown[key].voted, key))
        hidden[least] = shown.pop(least)
        pooled += hidden[least]
    may_pool = len(hidden) > 1 and pooled.voted >= LEAST_SHOWN
    return Parts(
        shown=tuple(sorted(shown.items())),
        together=tuple(sorted(hidden)),
        count_together=pooled if may_pool else None,
    )


def reasons_not_whole(
    *, what: str, first_step: str, due_on: date | None, countries: Iterable[str]
) -> list[str]:
    """Codes of what a commitment lacks before delegations are asked to endorse it."""
    return [
        code
        for code, there in {
            "what_missing": what,
            "first_step_missing": first_step,
            "due_on_missing": due_on,
            "countries_missing": tuple(countries),
        }.items()
        if not there
    ]


def reasons_not_to_change(state: str, *, endorsements: int) -> list[str]:
    """Codes of what forbids changing the words of a commitment."""
    if state in (AGREED, DROPPED):
        return ["commitment_is_settled"]
    return ["commitment_is_endorsed"] if endorsements else []


def reasons_not_to_endorse(
    *, state: str, country: str, countries: Iterable[str], is_spokesperson: bool, has_endorsed: bool
) -> list[str]:
    """Codes of what forbids a delegation's endorsement."""
    reasons = [] if state in (OFFERED, AGREED) else ["commitment_is_not_offered"]
    if country not in tuple(countries):
        reasons.append("delegation_is_not_named")
    if not is_spokesperson:
        reasons.append("not_the_spokesperson")
    return reasons + (["delegation_has_endorsed"] if has_endorsed else [])


def is_agreed(*, countries: int, endorsements: int) -> bool:
    """Whether enough of the named delegations endorse."""
    return countries > 0 and endorsements >= min(LEAST_JOINT, countries)
