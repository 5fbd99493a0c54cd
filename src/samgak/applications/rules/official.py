"""An organisation's form as lines of text: its headings, and what of an application stands under each.

# The applicant                     a section
given_name                          an answer, under the words of its question
position = Post held                an answer, under other words
> {country} nominates {name}.       a paragraph; {keys} are filled in
_ Signature of the applicant        a line to sign on
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

MOST_LINES, MOST_LETTERS = 400, 40_000
HEADING, FIELD, PARAGRAPH, SIGNATURE = "heading", "field", "paragraph", "signature"
KEY = re.compile(r"[a-z][a-z0-9_]*")
FILLED_IN = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Line:
    """One line: kind is heading, field, paragraph or signature; key is that of a field alone."""

    kind: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class LayoutFault:
    """The number of a line, from 1, and what is wrong: unknown_key (key), too_long, no_heading."""

    line: int
    code: str
    key: str = ""


class LayoutRefusedError(ValueError):
    """A layout with faults; none of it is used."""

    def __init__(self, faults: list[LayoutFault]) -> None:
        super().__init__("; ".join(f"{fault.line}: {fault.code}" for fault in faults))
        self.faults = faults


def read(layout: str, *, keys: Collection[str]) -> list[Line]:
    """The lines of a layout; raises LayoutRefusedError with every fault. `keys` are those known."""
    told = layout.replace("\0", "").splitlines()
    if len(told) > MOST_LINES or len(layout) > MOST_LETTERS:
        raise LayoutRefusedError([LayoutFault(MOST_LINES, "too_long")])
    lines: list[Line] = []
    faults: list[LayoutFault] = []
    for number, text in enumerate(told, start=1):
        if not text.strip():
            continue
        line = _line(text.strip())
        asked = [line.key] if line.kind == FIELD else FILLED_IN.findall(line.text)
        faults += [
            LayoutFault(number, "unknown_key", key)
            for key in asked
            if key not in keys or not KEY.fullmatch(key)
        ]
        lines.append(line)
    if not lines or lines[0].kind != HEADING:
        faults.insert(0, LayoutFault(1, "no_heading"))
    if faults:
        raise LayoutRefusedError(faults)
    return lines


def _line(text: str) -> Line:
    for sign, kind in (("#", HEADING), (">", PARAGRAPH), ("_", SIGNATURE)):
        if text.startswith(sign):
            return Line(kind, text.lstrip(sign).strip())
    key, _equals, label = text.partition("=")
    return Line(FIELD, label.strip(), key.strip())


def filled(text: str, values: dict[str, str]) -> str:
    """A paragraph with what stands for its keys; a line to write on where nothing is known."""
    return FILLED_IN.sub(lambda found: values.get(found[1]) or "______", text)
