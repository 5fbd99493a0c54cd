from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.actionplans.models import ActionPlan
from tests.factories import ParticipantFactory


class ActionPlanFactory(DjangoModelFactory):
    class Meta:
        model = ActionPlan

    participant = factory.SubFactory(ParticipantFactory)
    title = "One window for birth certificates"
    text = "In three months: the list of documents.\n\nIn a year: one visit instead of four."
    language = "en"
    state = factory.LazyAttribute(lambda plan: "submitted" if plan.submitted_at else "draft")
    saved_at = datetime(2030, 1, 16, 9, tzinfo=UTC)
    submitted_at = datetime(2030, 1, 16, 9, tzinfo=UTC)
