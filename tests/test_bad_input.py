"""docs/bad-input.md says what holds each promise: those tests must exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/\S+?)::(\w+)`", (ROOT / "docs/bad-input.md").read_text("utf-8"))


def test_every_test_that_the_list_of_bad_input_names_exists():
    missing = [
        f"{file}::{name}"
        for file, name in NAMED
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text("utf-8")
    ]
    assert missing == []
    assert len(NAMED) > 60


def test_every_row_of_the_list_names_a_test():
    rows = [
        line
        for line in (ROOT / "docs/bad-input.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Put in")
    ]
    assert [row for row in rows if "::test_" not in row] == []
