"""What a check hands back, so that a page can explain it in the reader's language."""

import dataclasses
from collections.abc import Mapping

# What the ruleset calls a warning: said, but no reason not to publish (rules/standard.json,
# "severity"). Left out of it: 1.1.21, 107.1.2, 107.2.2, 8.8.3, 8.9.3 and 8.10.3, which we hold to.
WARNINGS = frozenset(
    {
        *("1.3.1", "1.3.13", "1.8.1", "1.8.13", "1.14.1", "1.14.8", "1.14.13"),
        *("102.1.1", "107.1.1", "107.2.1", "8.8.2", "8.9.2", "8.10.2"),
    }
)


@dataclasses.dataclass(frozen=True)
class Problem:
    """A broken rule: its id, the element at fault, and what a sentence about it needs to name."""

    rule: str
    field: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        """Whether the file may be published all the same."""
        return self.rule in WARNINGS
