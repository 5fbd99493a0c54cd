"""A small edition in selection: two seats, five nominees of two countries, one quota, two powers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from samgak.accounts.models import User
from samgak.nominations import services
from samgak.nominations.models import Nomination, Selection
from samgak.programmes.models import Call, Edition, QuotaLine, ScorePart
from tests.factories import CallFactory, EditionFactory, EditionRoleFactory
from tests.nominations.factories import NominationFactory

AT = datetime(2029, 12, 10, 6, tzinfo=UTC)


@dataclass
class Small:
    edition: Edition
    call: Call
    screener: User
    approver: User
    people: dict[str, Nomination]


def holder(edition: Edition, role: str, **more) -> User:
    return EditionRoleFactory(edition=edition, role=role, **more).user


def small(*, country_maximum: int = 1, seats: int = 2) -> Small:
    """By years of service: kz9, kz8, tj4, tj3 and new0, who is not eligible; one KZ seat at most."""
    edition = EditionFactory(state="selecting")
    call = CallFactory(
        edition=edition, seats=seats, reserves_per_country=1, minimum_years_in_service=Decimal(2)
    )
    QuotaLine.objects.create(call=call, position=1, country="KZ", maximum=country_maximum)
    ScorePart.objects.create(
        call=call, position=1, part="years_in_service", weight=Decimal("10.5"), full_at=Decimal(9)
    )
    years = {"kz9": 9, "kz8": 8, "tj4": 4, "tj3": 3, "new0": 0}
    people = {
        name: NominationFactory(
            edition=edition,
            country="TJ" if name.startswith("tj") else "KZ",
            person__given_name=name.title(),
            person__native_name="",
            years_in_service=Decimal(served),
        )
        for name, served in years.items()
    }
    return Small(edition, call, holder(edition, "screener"), holder(edition, "approver"), people)


def propose(call: Small) -> Selection:
    return services.propose(call.edition, by=call.screener, at=AT)


def seated(call: Small, selection: Selection) -> set[str]:
    """The names of the people whom the selection seats."""
    found = selection.lines.filter(outcome="selected").values_list("nomination", flat=True)
    return {name for name, one in call.people.items() if one.pk in found}


def text(response) -> str:
    """The page that was shown, on one line."""
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
