"""What came of a rehearsal, as `summary.json` says it."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

ALL_PASSED, NO_ANSWER, A_CHECK_FAILED = 0, 3, 1


@dataclass
class Summary:
    """Counted while the rehearsal goes on; `explanations` say why something has no answer."""

    edition: str = ""
    imported: int = 0
    reported_rows: int = 0
    eligible: int = 0
    selected: int = 0
    reserves: int = 0
    total_score: float | None = None
    proven: bool = False
    timetable: dict = field(default_factory=dict)
    certificates: int = 0
    letters: int = 0
    test: dict = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    checks: dict[str, bool] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    explanations: list[str] = field(default_factory=list)

    def check(self, name: str, passed: bool) -> None:
        """Keep whether a check passed; one that failed once stays failed."""
        self.checks[name] = bool(passed) and self.checks.get(name, True)

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    @property
    def exit_code(self) -> int:
        """0 when every check passed, 3 when the call or the timetable has no answer, else 1."""
        if self.explanations:
            return NO_ANSWER
        return ALL_PASSED if self.checks and all(self.checks.values()) else A_CHECK_FAILED

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n", "utf-8")
