"""What a calendar feed tells of one session; names follow RFC 5545 where it has one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Event:
    """One VEVENT; uid never changes, sequence grows with each change that people must notice."""

    uid: str
    sequence: int
    starts_at: datetime  # aware, in the zone the calendar shall show
    ends_at: datetime
    summary: str
    modified_at: datetime
    location: str = ""
    description: str = ""
    is_cancelled: bool = False
