"""What a check hands back, so that a page can explain it in the reader's language."""

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class Problem:
    """A broken rule: its id, the element at fault, and what a sentence about it needs to name."""

    rule: str
    field: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)
