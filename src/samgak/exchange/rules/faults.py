"""What is wrong in an edition file: where, and a code that phrases.py turns into a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samgak.core.errors import RuleBroken


@dataclass(frozen=True)
class Fault:
    """One fault: line from 1, key path such as `call.quotas[2].min`, code and what its sentence names."""

    line: int
    path: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class FileRefused(RuleBroken):
    """The edition file is refused whole; `faults` lists everything found, by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set_of(faults), key=lambda fault: (fault.line, fault.path)))
        super().__init__("edition_file_refused", faults=len(self.faults))


def set_of(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without repetitions, in the order found."""
    kept: list[Fault] = []
    for fault in faults:
        if fault not in kept:
            kept.append(fault)
    return kept
