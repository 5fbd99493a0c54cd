"""What a person is asked to agree to: a text for each purpose and class of data, with its version.

The classes are those of the Korean Personal Information Protection Act: ordinary, sensitive (art. 23)
and unique-identifying (art. 24), each of which needs a consent of its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

ORDINARY, SENSITIVE, UNIQUE = "ordinary", "sensitive", "unique"
CLASSES = (ORDINARY, SENSITIVE, UNIQUE)
SELECTION, TRAVEL, INSURANCE = "selection", "travel", "insurance"
REGISTER, ALUMNI, PHOTOGRAPHS = "register", "alumni", "photographs"
PURPOSES = (SELECTION, TRAVEL, INSURANCE, REGISTER, ALUMNI, PHOTOGRAPHS)
AGREED, REFUSED, WITHDRAWN = "agreed", "refused", "withdrawn"
ANSWERS = (AGREED, REFUSED, WITHDRAWN)


@dataclass(frozen=True)
class ConsentText:
    """What is asked, and what follows from a refusal, each in the eight languages."""

    purpose: str
    data_class: str
    version: str
    asked: Mapping[str, str]
    refused: Mapping[str, str]


@cache
def texts() -> tuple[ConsentText, ...]:
    """Every version that was ever shown, oldest first; a version that was shown is never changed."""
    file = resources.files("samgak.privacy") / "data" / "consents.json"
    return tuple(ConsentText(**one) for one in json.loads(file.read_text("utf-8")))


@cache
def newest_texts() -> tuple[ConsentText, ...]:
    """The newest version of each purpose and class, in the order of the file."""
    return tuple({(one.purpose, one.data_class): one for one in texts()}.values())


def newest_text(purpose: str, data_class: str) -> ConsentText | None:
    """What a person is asked today; None where nothing is asked for that purpose and class."""
    for one in newest_texts():
        if (one.purpose, one.data_class) == (purpose, data_class):
            return one
    return None


def text_of(purpose: str, data_class: str, version: str) -> ConsentText | None:
    """The version that somebody was shown."""
    for one in texts():
        if (one.purpose, one.data_class, one.version) == (purpose, data_class, version):
            return one
    return None
