from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.stories.models import Quotation, Story
from tests.factories import EditionFactory, OrganisationFactory


class StoryFactory(DjangoModelFactory):
    class Meta:
        model = Story

    edition = factory.SubFactory(EditionFactory, state="delivered")
    headline = "Twenty officials, one window"
    facts_shown = ["participants", "countries", "days"]
    changed_at = datetime(2030, 1, 17, 9, tzinfo=UTC)


class QuotationFactory(DjangoModelFactory):
    class Meta:
        model = Quotation

    story = factory.SubFactory(StoryFactory)
    speaker = "Invented Speaker, Director"
    organisation = factory.SubFactory(OrganisationFactory)
    language = "en"
    words = "We learned from each other."
