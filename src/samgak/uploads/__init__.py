"""PURE: whether a file that somebody sends may be kept - by its content, never by its name alone.

    kept = check("plan.pdf", content, Policy(kinds=("pdf", "docx"), most_bytes=5_000_000))
    kept.name, kept.kind, kept.media_type

`check` raises Refused with a code of CODES; `scan` asks a clamd whether the content is infected.
"""

from samgak.uploads.checking import Kept, Policy, check
from samgak.uploads.faults import CODES, Refused
from samgak.uploads.kinds import MEDIA_TYPES, PICTURES
from samgak.uploads.names import ending, harmless
from samgak.uploads.scanning import scan

__all__ = [
    "CODES",
    "MEDIA_TYPES",
    "PICTURES",
    "Kept",
    "Policy",
    "Refused",
    "check",
    "ending",
    "harmless",
    "scan",
]
