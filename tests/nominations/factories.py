"""Nominations and workbooks for tests, as small as the database allows."""

from datetime import UTC, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from samgak.nominations.models import Nomination, WorkbookImport
from samgak.nominations.services.records import search_text
from tests.factories import EditionFactory, PersonFactory

WHILE_OPEN = datetime(2029, 11, 15, 6, tzinfo=UTC)


class NominationFactory(DjangoModelFactory):
    class Meta:
        model = Nomination

    edition = factory.SubFactory(EditionFactory, state="call_open")
    person = factory.SubFactory(PersonFactory, country=factory.SelfAttribute("..country"))
    country = "KZ"
    rank = factory.Sequence(lambda n: n + 1)
    organisation = "Office of examples"
    years_in_service = Decimal(5)
    languages = {"ru": {"said": "B2", "level": "good"}}
    nominated_at = WHILE_OPEN
    search_text = factory.LazyAttribute(lambda o: search_text(o.person))


class WorkbookImportFactory(DjangoModelFactory):
    class Meta:
        model = WorkbookImport

    edition = factory.SubFactory(EditionFactory, state="call_open")
    country = "KZ"
    file_name = "nominations-kz.csv"
    content = b"Rank,Surname\n"
    sha256 = "0" * 64
    uploaded_at = WHILE_OPEN
