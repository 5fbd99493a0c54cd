import factory
from factory.django import DjangoModelFactory

from samgak.correspondence.models import Letter
from tests.factories import MORNING, EditionFactory, PersonFactory


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    edition = factory.SubFactory(EditionFactory)
    person = factory.SubFactory(PersonFactory)
    kind = Letter.Kind.ACCEPTANCE
    address = factory.Sequence(lambda n: f"official{n}@example.kz")
    language = "kk"
    subject = "You are selected"
    body = "Dear colleague,\n\nyou are selected."
    drafted_at = MORNING
