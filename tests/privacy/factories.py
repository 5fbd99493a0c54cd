"""People with a seat, what they agree to, and what they give; every number is invented."""

from datetime import UTC, datetime

from samgak.privacy import rules, services
from samgak.privacy.models import VaultItem
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

# The editions of the factories run from 14 to 16 January 2030.
BEFORE = datetime(2030, 1, 2, 6, tzinfo=UTC)
NUMBER = "N99887766"
VALUES = {
    "passport": {
        "number": NUMBER,
        "nationality": "KZ",
        "issued_on": "2025-03-01",
        "expires_on": "2035-03-01",
    },
    "travel": {
        "from_city": "Almaty",
        "arrives_on": "2030-01-13",
        "arrival_flight": "KC 852",
        "departs_on": "2030-01-17",
        "departure_flight": "KC 853",
    },
    "diet": {"diet": "halal", "note": "no nuts"},
    "emergency": {"name": "Dana", "relation": "sister", "telephone": "+7 701 000 0000"},
    "medical": {"verdict": "fit_with_conditions", "examined_on": "2029-12-01"},
}


def a_seat(**more):
    """Somebody with a seat who can sign in as a participant."""
    more.setdefault("state", "accepted")
    edition = more.pop("edition", None) or EditionFactory()
    seat = ParticipantFactory(edition=edition, person__user=UserFactory(), **more)
    EditionRoleFactory(edition=edition, user=seat.person.user, role="participant")
    return seat


def agree(seat, *items, at=BEFORE):
    """Agree to the uses under which these items are asked; to all without any."""
    for purpose, data_class in {rules.CONSENT_OF[one] for one in items or rules.ITEMS}:
        answer(seat, purpose, data_class, agreed=True, at=at)


def answer(seat, purpose, data_class, *, agreed, at=BEFORE):
    return services.consent(
        person=seat.person,
        edition=seat.edition,
        purpose=purpose,
        data_class=data_class,
        text_version=rules.newest_text(purpose, data_class).version,
        language="kk",
        agreed=agreed,
        at=at,
    )


def give(seat, item="passport", *, at=BEFORE, by=None, **changed) -> VaultItem:
    """Agree and hand an item in."""
    agree(seat, item, at=at)
    return services.keep(
        person=seat.person,
        edition=seat.edition,
        item=item,
        value=VALUES[item] | changed,
        by=by or seat.person.user,
        at=at,
    )
