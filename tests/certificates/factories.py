"""An edition at its end, people who have done what it asks, and certificates."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.attendance.models import AttendanceRecord
from samgak.attendance.rules import Attendance
from samgak.certificates import services
from samgak.certificates.models import Certificate
from samgak.certificates.rules.numbers import LETTERS_BY_LOT, number_of
from samgak.certificates.services.statements import statement_of
from tests.attendance.factories import AttendanceRecordFactory, PlacedSessionFactory
from tests.factories import (
    EditionFactory,
    OrganisationFactory,
    ParticipantFactory,
    PartnerRoleFactory,
    UserFactory,
)

AT = datetime(2030, 1, 17, 9, tzinfo=UTC)


class ConfirmedFactory(ParticipantFactory):
    """A participant who has confirmed the spelling of the name."""

    certificate_native_name = "Оспанова Әйгерім"
    certificate_passport_name = factory.Sequence(lambda n: f"Ospanova Aigerim {'A' * (n % 7 + 1)}")
    name_confirmed_at = AT


def number(count):
    """A number that its check character confirms."""
    lots = (f"{count:07}{letter}" for letter in LETTERS_BY_LOT)
    numbers = (number_of(country="KZ", year=2030, lot=lot) for lot in lots)
    return next(filter(None, numbers))


class CertificateFactory(DjangoModelFactory):
    """A valid certificate without its printed form."""

    class Meta:
        model = Certificate

    number = factory.Sequence(number)
    participant = factory.SubFactory(ConfirmedFactory)
    edition = factory.SelfAttribute("participant.edition")
    native_name = factory.SelfAttribute("participant.certificate_native_name")
    passport_name = factory.SelfAttribute("participant.certificate_passport_name")
    country = factory.SelfAttribute("participant.person.country")
    statement = factory.LazyAttribute(
        lambda one: statement_of(one.edition, issuers=[], attendance=Attendance(60, 60), at=AT)
    )
    issued_at = AT
    issued_by = factory.SubFactory(UserFactory)


def certifying_edition(**changes):
    """An edition of two issuers with one session of an hour, ready to certify."""
    edition = EditionFactory(**{"state": "certifying"} | changes)
    for role, name in [("facilitating", "First Agency"), ("pivotal", "Екінші агенттік")]:
        agency = OrganisationFactory(name=name)
        PartnerRoleFactory(edition=edition, role=role, organisation=agency)
    PlacedSessionFactory(edition=edition, minutes=60)
    return edition


def attend(participant, status=AttendanceRecord.Status.PRESENT, minutes=60):
    """Write down that the participant was in every session of the edition."""
    for session in PlacedSessionFactory._meta.model.objects.filter(edition=participant.edition):
        AttendanceRecordFactory(
            session=session, participant=participant, status=status, minutes_present=minutes
        )
    return participant


def complete(edition, **changes):
    """A participant who fulfils attendance and has confirmed the name."""
    return attend(ConfirmedFactory(edition=edition, **changes))


def issued(**changes):
    """A real certificate with its PDF."""
    edition = certifying_edition()
    complete(edition, **changes)
    (certificate,) = services.issue(edition, by=UserFactory(), at=AT)
    return certificate
