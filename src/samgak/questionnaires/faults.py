"""What is wrong with an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class AnswerFault:
    """A code and what its sentence names: required, one-option, unknown-option, number,
    whole-number, below-minimum (minimum), above-maximum (maximum), too-long (maximum_length),
    every-row, each-place-once, unknown-question; of applications: email, telephone, not-latin,
    hidden-marks, day, too-early (day), too-late (day), too-many-rows (most_rows), year (row),
    row-incomplete (row), level-missing (row), language-twice, must-agree, file-type-refused (name,
    kinds)."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


class FaultyError(Exception):
    """Ends the reading of one answer with its fault."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.fault = AnswerFault(code, {name: str(value) for name, value in params.items()})


def given_texts(told: object) -> list[str]:
    """What was given, as texts without control characters and blank ones."""
    several = told if isinstance(told, list | tuple) else [told]
    plain = (INVISIBLE.sub("", str(one)).strip() for one in several if one is not None)
    return [text for text in plain if text]
