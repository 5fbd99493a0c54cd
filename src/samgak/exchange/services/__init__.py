"""Loads edition files: everything in the file, and nothing that people entered beside it."""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from samgak.accounts.models import User
from samgak.core import audit
from samgak.exchange import rules
from samgak.exchange.services import editions, funding, parties, timetables
from samgak.exchange.services.rows import Change, Ledger
from samgak.programmes.models import Edition

# Any number will do that nobody else locks: two files may name the same organisations.
LOADING = 5_382_401
BOOKED_ONCE = "nothing_is_booked_twice"


@dataclass(frozen=True)
class Loaded:
    """The edition as it stands now, and what the file changed in it."""

    edition: Edition
    created: bool
    changes: tuple[Change, ...]


def load(text: str, *, by: User | None = None) -> Loaded:
    """Make or update the edition that the text of an edition file describes, whole or not at all.

    Raises FileRefused with every fault of the text, or with all that is used already and would vanish.
    """
    found = rules.parse(text)
    reason = "samgak load"
    context = audit.acting(user_id=by.pk, reason=reason) if by else audit.because(reason)
    with transaction.atomic(), context:
        _begin_alone()
        ledger = Ledger(text)
        created = not Edition.objects.filter(code=found.code).exists()
        edition = _store(found, ledger)
        _check_bookings(ledger)
        ledger.refuse_if_faulty()
        edition.refresh_from_db()
    return Loaded(edition=edition, created=created, changes=ledger.changes)


def _begin_alone() -> None:
    """Sessions that swap their lecturers are booked twice until the last of them is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])
        cursor.execute(f"SET CONSTRAINTS {BOOKED_ONCE} DEFERRED")


def _check_bookings(ledger: Ledger) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {BOOKED_ONCE} IMMEDIATE")
    except IntegrityError:
        ledger.note("sessions", "booked_twice")


def _store(found: rules.EditionFile, ledger: Ledger) -> Edition:
    edition = editions.store_edition(found, ledger)
    organisations = parties.store_organisations(edition, found.parties, ledger)
    parties.store_partners(edition, found.parties, organisations, ledger)
    parties.store_history(edition, found.parties, organisations, ledger)
    editions.store_call(edition, found.call, ledger)
    timetables.store(edition, found.timetable, organisations, ledger)
    funding.store(edition, found.funding, organisations, ledger)
    return edition
