"""A delivery report as mail servers send it: which letter came back, and what they say of it.

The form is that of RFC 3464 (message/delivery-status); servers that answer in plain words are read as
far as they quote the letter's own headers.
"""

import re
from dataclasses import dataclass

MOST_LETTERS_OF_REPORT = 100_000
OUR_LETTER = re.compile(r"<letter-(\d{1,18})@([A-Za-z0-9.-]{1,253})>")
ACTION = re.compile(r"^Action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
# RFC 3463: 5.x.x is for good; 4.x.x means that the server is still trying.
STATUS = re.compile(r"^Status:\s*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
DIAGNOSIS = re.compile(
    r"^Diagnostic-Code:\s*([^\n]+(?:\n[ \t][^\n]+)*)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Report:
    """`letters` are keys of letters that went out from `host`; `is_failure` says that none will arrive."""

    letters: tuple[int, ...]
    host: str
    is_failure: bool
    detail: str


def read(text: str) -> Report | None:
    """What a pasted report says; None when it names no letter of ours."""
    text = text[:MOST_LETTERS_OF_REPORT].replace("\r\n", "\n")
    found = OUR_LETTER.findall(text)
    if not found:
        return None
    actions = {one.lower() for one in ACTION.findall(text)}
    statuses = STATUS.findall(text)
    is_failure = (
        "failed" in actions
        or any(one.startswith("5") for one in statuses)
        or not (actions or statuses)
    )
    said = DIAGNOSIS.search(text)
    detail = " ".join(said[1].split()) if said else next(iter(statuses), "")
    keys = tuple(dict.fromkeys(int(key) for key, _ in found))
    return Report(keys, found[0][1].lower(), is_failure, detail)
