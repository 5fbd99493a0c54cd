"""What a form is made of, once it was read: its sections, its questions and their options."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samgak.questionnaires.conditions import Condition
from samgak.questionnaires.notes import Source

Text = Mapping[str, str]
"""Language -> text; never empty."""

SINGLE, MULTIPLE, NUMBER, TEXT, SCALE = "single", "multiple", "number", "text", "scale"
MATRIX, ORDER = "matrix", "order"
TYPES = (SINGLE, MULTIPLE, NUMBER, TEXT, SCALE, MATRIX, ORDER)
# Of applications alone (fields.py).
DATE, TABLE, LANGUAGES, CONSENT, FILE = "date", "table", "languages", "consent", "file"
FORMAT = 1
MOST_QUESTIONS, MOST_OPTIONS, MOST_DEGREES = 300, 100, 21


@dataclass(frozen=True)
class DefinitionFault:
    """Where a definition is wrong (`questions[2].options[1].text`, from 1) and what belongs there.

    expectation is a code: mapping, list, text, text-per-language, key, unique-key, type, format,
    known-key, boolean, number, whole-number, points, option-key, option-keys, two-options,
    maximum-above-minimum, within-limits, correct-for-points, not-for-this-type, too-many,
    competencies, source, condition, earlier-question, always-shown-for-points, questions-or-sections,
    known-value, text-kind, day, column-type.
    """

    path: str
    expectation: str


class DefinitionRefusedError(ValueError):
    """A definition with faults; none of it is used."""

    def __init__(self, faults: list[DefinitionFault]) -> None:
        super().__init__("; ".join(f"{f.path}: {f.expectation}" for f in faults))
        self.faults = faults


@dataclass(frozen=True)
class Option:
    key: str
    text: Text


@dataclass(frozen=True)
class Column:
    """A column of a table that is filled in row by row; type is line, day or year."""

    key: str
    text: Text
    type: str
    is_required: bool


@dataclass(frozen=True)
class Agreement:
    """What a consent or an undertaking is about.

    purpose and data_class are codes of the privacy register, empty for an undertaking; who may
    refuse does so without losing the application, and consequence says what then follows.
    """

    text_version: str
    purpose: str = ""
    data_class: str = ""
    is_refusable: bool = False
    consequence: Text | None = None


@dataclass(frozen=True)
class Question:
    """One question; correct is None where nothing is scored, and option keys or a number else."""

    key: str
    type: str
    text: Text
    is_required: bool
    options: tuple[Option, ...] = ()
    correct: frozenset[str] | Decimal | None = None
    points: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    maximum_length: int | None = None
    low: Text | None = None  # what the ends of a scale mean
    high: Text | None = None
    rows: tuple[Option, ...] = ()  # of a matrix; its options are the columns
    show_when: Condition | None = None
    competencies: tuple[str, ...] = ()
    taken_from: Source | None = None
    # Of applications: see fields.py.
    hint: Text | None = None
    is_hidden: bool = False
    text_kind: str = ""
    earliest: str = ""  # a day such as 2025-08-25, or today
    latest: str = ""
    columns: tuple[Column, ...] = ()
    most_rows: int = 0
    agreement: Agreement | None = None
    file_kinds: tuple[str, ...] = ()
    most_megabytes: int = 0


@dataclass(frozen=True)
class Section:
    """Questions that stand on one page; shown when its condition holds."""

    key: str
    title: Text
    questions: tuple[Question, ...]
    show_when: Condition | None = None


@dataclass(frozen=True)
class Form:
    """All questions in order; sections are empty where the form is one page."""

    version: str
    title: Text
    questions: tuple[Question, ...]
    sections: tuple[Section, ...] = ()

    def languages(self) -> set[str]:
        """Return the languages in which every text of the form exists."""
        texts = [self.title, *(section.title for section in self.sections)]
        for question in self.questions:
            texts += [question.text, *(one.text for one in question.options + question.rows)]
            texts += [column.text for column in question.columns]
            agreed = question.agreement.consequence if question.agreement else None
            besides = (question.low, question.high, question.hint, agreed)
            texts += [one for one in besides if one is not None]
        return set.intersection(*(set(text) for text in texts))


def text_in(text: Text, *, own: str, working: str) -> tuple[str, str]:
    """Return a text and its language: the reader's own, else the working one, else en, else any."""
    for language in (own, working, "en"):
        if language in text:
            return text[language], language
    language = min(text)
    return text[language], language


def is_within(number: Decimal, question: Question) -> bool:
    """Say whether a number keeps the question's minimum and maximum, ends included."""
    return (question.minimum is None or number >= question.minimum) and (
        question.maximum is None or number <= question.maximum
    )
