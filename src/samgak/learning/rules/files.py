"""Which files a lesson may have, and by which names."""

import re

from samgak.uploads import PICTURES, Policy, Refused, check, ending

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]{3,4}")
OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
POLICY = Policy(
    kinds=(*PICTURES, "pdf", *OFFICE, "csv", "txt"),
    most_bytes=15_000_000,
    most_bytes_of_a_picture=2_000_000,
)


def is_picture(name: str) -> bool:
    return ending(name) in PICTURES


def fault_of(name: str, content: bytes) -> Refused | None:
    """What forbids the file: file_name, or a code of samgak.uploads; None when it may be kept."""
    if not NAME.fullmatch(name) or len(name) > 100:
        return Refused("file_name", name=name)
    try:
        check(name, content, POLICY)
    except Refused as fault:
        return fault
    return None
