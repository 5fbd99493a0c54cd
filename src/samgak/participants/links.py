"""Links that open one page about one person's seat without an account: signed, for one purpose, for a time.

The page's name is that of a higher app: whoever writes a letter needs the address, not the page.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from samgak.participants.models import Person
from samgak.programmes.models import Edition

ANSWER, APPEAL = "answer", "appeal"
PAGES = {ANSWER: "places_links:answer", APPEAL: "places_links:appeal"}
# After its date a link still opens, and says what became of it.
OPENS_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Held:
    """Whom a link is about, on which edition; until when it asked for something."""

    edition: int
    person: int
    until: datetime
    reader: str

    def is_over(self, at: datetime) -> bool:
        return at > self.until + OPENS_FOR


def reader_of(person: Person) -> str:
    """Who may hold the link: the person at the address the letter went to."""
    return sha256(person.email.lower().encode()).hexdigest()[:16]


def link_to(
    person: Person, *, edition: Edition, purpose: str, until: datetime, language: str
) -> str:
    """The whole address in the language of its reader, to be given to nobody else."""
    held = [edition.pk, person.pk, int(until.timestamp()), reader_of(person)]
    token = signing.dumps(held, salt=f"participants.{purpose}")
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(PAGES[purpose], kwargs={'token': token})}"


def held_by(token: str, *, purpose: str) -> Held | None:
    """What the token opens; None when it is mistyped or of another purpose."""
    try:
        edition, person, until, reader = signing.loads(token, salt=f"participants.{purpose}")
        return Held(int(edition), int(person), datetime.fromtimestamp(int(until), UTC), reader)
    except (signing.BadSignature, ValueError, TypeError, OverflowError, OSError):
        return None
