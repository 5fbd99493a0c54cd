"""What a certificate states, taken down on the day: it must hold when all else has changed."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from samgak.attendance.rules import Attendance
from samgak.certificates import rules
from samgak.certificates.models import Certificate
from samgak.core import texts
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition

DEMONSTRATION, REHEARSAL = "demonstration", "rehearsal"


def statement_of(
    edition: Edition, *, issuers: Sequence[Organisation], attendance: Attendance, at: datetime
) -> dict[str, Any]:
    """The words of the edition in all their languages, its dates and place, and the attendance."""

    def versions(text: object) -> dict[str, str]:
        return texts.versions(text, working=edition.working_language)

    percent = attendance.percent
    return {
        "code": edition.code,
        "kind": edition.kind,
        "title": versions(edition.title),
        "issuers": [
            {"name": versions(issuer.name), "country": issuer.country} for issuer in issuers
        ],
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "venue": versions(edition.venue_name),
        "city": versions(edition.venue_city),
        "country": edition.venue_country,
        "timezone": edition.venue_timezone,
        "working_language": edition.working_language,
        "attendance_percent": None if percent is None else int(percent),
        "issued_on": at.astimezone(edition.zone).date().isoformat(),
        "remarks": _remarks(edition),
        "replaces": "",
    }


def unused_number(edition: Edition) -> str:
    """A number by lot that no certificate has."""
    while True:
        lot = "".join(secrets.choice(rules.LETTERS_BY_LOT) for _ in range(8))
        number = rules.number_of(country=edition.venue_country, year=edition.ends_on.year, lot=lot)
        if number and not Certificate.objects.filter(number=number).exists():
            return number


def _remarks(edition: Edition) -> list[str]:
    if edition.rehearsal:
        return [REHEARSAL]
    return [DEMONSTRATION] if settings.DEMONSTRATION else []
