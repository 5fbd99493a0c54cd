"""Questions of earlier editions: when they may be shown, and where they may be put. Pure."""

from dataclasses import dataclass

from samgak.questionnaires.notes import Source

TEST, NEW_SURVEY = "test", "new-survey"
SURVEY = "survey/"
BETWEEN = "|"  # stands in no key of a question
# From here on an edition's test is over for everybody, and its right answers may be shown.
OVER_STATES = frozenset({"following_up", "evaluated", "reported", "closed"})
MOST_PICKED = 100


@dataclass(frozen=True)
class Target:
    """A form of this edition that still takes questions: its code, and how many it has."""

    code: str
    questions: int


def address_of(source: Source) -> str:
    """A question as a field of a form sends it."""
    return BETWEEN.join((source.edition, source.form, source.question))


def source_of(address: str) -> Source | None:
    """The question that a field of a form means; None for anything else."""
    parts = address.split(BETWEEN)
    return Source(*parts) if len(parts) == 3 and all(parts) else None
