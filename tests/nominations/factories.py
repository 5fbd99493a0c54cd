"""Nominations and workbooks for tests, as small as the database allows."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from samgak.nominations.models import FairDraw, Nomination, WorkbookImport
from samgak.nominations.services.records import search_text
from samgak.planning.draw import Person, Problem, fairest_lottery
from samgak.planning.draw.publication import published, text_of
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


def committed_draw(edition, nominations: list[Nomination], *, by) -> FairDraw:
    """A draw of one seat among these nominees, waiting for its seed."""
    people = tuple(Person(str(number), {}) for number, _ in enumerate(nominations, start=1))
    problem = Problem(1, people)
    document = published(problem, fairest_lottery(problem), seed_source="Dice")
    return FairDraw.objects.create(
        edition=edition,
        method="lottery",
        made_at=WHILE_OPEN,
        made_by=by,
        seed_source="Dice",
        seed_at=WHILE_OPEN + timedelta(days=1),
        digest=document["digest"],
        publication=text_of(document),
        numbered=[one.pk for one in nominations],
    )
