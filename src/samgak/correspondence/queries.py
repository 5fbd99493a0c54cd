"""What lies in the outbox, and in which language somebody reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Min, Q

from samgak.core.places import language_at_home
from samgak.core.texts import LANGUAGES
from samgak.correspondence.models import Letter, PageMail
from samgak.participants.models import Person
from samgak.programmes.models import Edition

FAILED_SHOWN = 50


@dataclass(frozen=True)
class Drafts:
    """The drafts of one kind: how many, how many in each language, and how many lack an address."""

    kind: str
    count: int
    without_address: int
    languages: tuple[tuple[str, int, int], ...]  # language, how many, the first letter's key


@dataclass(frozen=True)
class Counts:
    drafts: int
    waiting: int
    sent: int
    failed: int
    discarded: int


def language_of(person: Person, *, edition: Edition) -> str:
    """The person's own choice, else the language of the country, else the working language."""
    own = person.user.language if person.user_id else ""
    wishes = (own, language_at_home(person.country), edition.working_language)
    return next((language for language in wishes if language in LANGUAGES), "en")


def counts(edition: Edition) -> Counts:
    """How many letters of the edition are in which state."""
    states = Letter.State
    rows = Letter.objects.filter(edition=edition).order_by().values("state")
    found = {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return Counts(
        drafts=found.get(states.DRAFT, 0),
        waiting=found.get(states.QUEUED, 0) + found.get(states.SENDING, 0),
        sent=found.get(states.SENT, 0),
        failed=found.get(states.FAILED, 0),
        discarded=found.get(states.DISCARDED, 0),
    )


def drafts_by_kind(edition: Edition) -> list[Drafts]:
    """What waits to be looked at, in the order of the kinds."""
    order = {str(kind): place for place, kind in enumerate(Letter.Kind)}
    rows = (
        Letter.objects.drafts()
        .filter(edition=edition)
        .order_by()
        .values("kind", "language")
        .annotate(n=Count("pk"), addressless=Count("pk", filter=Q(address="")), first=Min("pk"))
    )
    by_kind = sorted(rows, key=lambda row: (order[row["kind"]], LANGUAGES.index(row["language"])))
    return [
        Drafts(
            kind=kind,
            count=sum(row["n"] for row in group),
            without_address=sum(row["addressless"] for row in group),
            languages=tuple((row["language"], row["n"], row["first"]) for row in group),
        )
        for kind, group in ((k, list(g)) for k, g in groupby(by_kind, key=lambda row: row["kind"]))
    ]


def drafts(edition: Edition, *, kind: str):
    """The drafts of a kind, by the reader's language and name."""
    return (
        Letter.objects.drafts()
        .filter(edition=edition, kind=kind)
        .select_related("person", "user")
        .order_by("language", "person__country", "person__family_name", "person__given_name", "pk")
    )


def ready(edition: Edition, *, kind: str):
    """The drafts of a kind that have an address."""
    return drafts(edition, kind=kind).exclude(address="")


def ready_until(edition: Edition, *, kind: str, last: str):
    """The drafts that were ready when the letter `last` was the latest, for those who saw these."""
    return ready(edition, kind=kind).filter(pk__lte=_key(last) or 0)


def returned(edition: Edition) -> frozenset[str]:
    """The addresses from which a letter of the edition came back."""
    found = Letter.objects.filter(edition=edition, bounced_at__isnull=False)
    return frozenset(address.lower() for address in found.values_list("address", flat=True))


def chosen(edition: Edition, *, kind: str, keys: Iterable[str]) -> list[Letter]:
    """Those of the drafts of a kind that were ticked and have an address."""
    ticked = {_key(key) for key in keys}
    return [letter for letter in ready(edition, kind=kind) if letter.pk in ticked]


def _key(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None


def letters(edition: Edition, *, state: str = "", kind: str = "", name: str = ""):
    """The letters of the edition, the latest first; an empty filter lets all through."""
    found = Letter.objects.filter(edition=edition).select_related("person", "user", "queued_by")
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    for word in name.split():
        found = found.filter(
            Q(person__native_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__given_name__icontains=word)
            | Q(user__name__icontains=word)
            | Q(address__icontains=word)
        )
    return found.order_by("-drafted_at", "-pk")


def failed(edition: Edition):
    """The latest letters that did not go out, or may not have; the log has all of them."""
    return letters(edition, state=Letter.State.FAILED)[:FAILED_SHOWN]


def letters_to(person_id: int, *, edition: Edition):
    """All that was written to a person about an edition, the latest first."""
    return letters(edition).filter(person=person_id)


def letter(edition: Edition, *, pk: int) -> Letter:
    """One letter of the edition; raises DoesNotExist."""
    return letters(edition).select_related("resent_of", "drafted_by").get(pk=pk)


def page_mails():
    """The mails of the demonstration, the latest first."""
    return PageMail.objects.all()


def page_mail(pk: int) -> PageMail:
    """One mail of the demonstration; raises DoesNotExist."""
    return PageMail.objects.get(pk=pk)
