"""Rows for tests, as small as the database allows."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.accounts.models import User
from samgak.participants.models import Participant, Person
from samgak.partners.models import Organisation, OrganisationRole
from samgak.programmes.models import Call, Edition, EditionRole, PartnerRole
from samgak.timetable.models import Room, Session

MORNING = datetime(2030, 1, 15, 4, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    key = factory.Sequence(lambda n: f"agency-{n}")
    name = factory.LazyAttribute(lambda o: o.key.title())
    country = "KR"


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    code = factory.Sequence(lambda n: f"edition-{n}")
    kind = Edition.Kind.COURSE
    title = "A course on one-stop services"
    starts_on = date(2030, 1, 14)
    ends_on = date(2030, 1, 16)
    venue_name = "Hall"
    venue_city = "Astana"
    venue_country = "KZ"
    venue_timezone = "Asia/Almaty"
    working_language = "ru"
    state = "running"


class CallFactory(DjangoModelFactory):
    class Meta:
        model = Call

    edition = factory.SubFactory(EditionFactory)
    opens_at = datetime(2029, 11, 1, tzinfo=UTC)
    closes_at = datetime(2029, 12, 1, tzinfo=UTC)
    seats = 2
    tie_seed = "seed"


class PartnerRoleFactory(DjangoModelFactory):
    class Meta:
        model = PartnerRole

    edition = factory.SubFactory(EditionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    position = factory.Sequence(int)
    role = PartnerRole.Name.FACILITATING


class EditionRoleFactory(DjangoModelFactory):
    class Meta:
        model = EditionRole

    edition = factory.SubFactory(EditionFactory)
    user = factory.SubFactory(UserFactory)
    role = "programme_officer"


class OrganisationRoleFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationRole

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    role = "programme_officer"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    country = "KZ"
    family_name = factory.Sequence(lambda n: f"Ospanova{n}")
    given_name = "Aigerim"
    native_name = "Оспанова Әйгерім"
    name_key = factory.LazyAttribute(lambda o: f"{o.family_name} {o.given_name}".lower())
    sex = "F"
    born_on = date(1990, 5, 9)
    email = factory.Sequence(lambda n: f"official{n}@example.kz")


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    edition = factory.SubFactory(EditionFactory)
    person = factory.SubFactory(PersonFactory)
    state = "attending"
    enrolled_at = MORNING
    state_changed_at = MORNING
    calendar_secret = factory.Sequence(lambda n: f"secret-{n}")


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(int)
    code = factory.Sequence(lambda n: f"room-{n}")
    name = "Hall"
    seats = 30


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(int)
    code = factory.Sequence(lambda n: f"session-{n}")
    title = "A lecture"
    minutes = 60
    kind = Session.Kind.LECTURE
    language = "ru"
