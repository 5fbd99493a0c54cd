"""What came of the plans, by session, with every answer of a plan counted."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from samgak.actionplans import phrases, queries
from samgak.actionplans.models import ActionPlan
from tests.actionplans.factories import ActionPlanFactory
from tests.actionplans.test_year import answer, asked
from tests.actionplans.test_year import plan as plan  # noqa: PLC0414 - a fixture
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    ParticipantFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_results_by_session_have_their_own_denominators(client, plan):
    edition = plan.participant.edition
    session = SessionFactory(edition=edition, title={"en": "One-stop services"})
    plan.session = session
    plan.save()
    other = ActionPlanFactory(participant__edition=edition, state="submitted")
    answer(asked(plan))

    found = queries.results(edition)

    assert [(one.title, one.submitted, one.answered, one.applied) for one in found.sessions] == [
        ({"en": "One-stop services"}, 1, 1, 1),
        (None, 1, 0, 0),
    ]
    client.force_login(EditionRoleFactory(edition=edition, role="programme_officer").user)
    said = client.get(reverse("actionplans:results", kwargs={"code": edition.code}))
    assert "One-stop services" in said.content.decode()
    assert "No session chosen" in said.content.decode()
    assert other.session is None


def test_every_stalled_answer_counts_in_the_concept_paper(plan):
    first = asked(plan)
    answer(first, "stalled", ["budget"])
    second = asked(plan, at=datetime(2030, 5, 1, 6, tzinfo=UTC))
    answer(second, "stalled", ["budget", "time"], at=datetime(2030, 5, 1, 7, tzinfo=UTC))
    third = asked(plan, at=datetime(2030, 8, 1, 6, tzinfo=UTC))
    answer(third, "on_track", at=datetime(2030, 8, 1, 7, tzinfo=UTC))

    found = queries.results(plan.participant.edition)
    paper = phrases.concept_paper(found)

    assert (found.stalled, dict(found.obstacles)) == (1, {"budget": 1, "time": 1})
    assert dict(found.named) == {"budget": 2, "time": 1}
    assert paper[0] == "1 of 1 action plan stalled at least once."
    assert paper[1].startswith("Budget: named in 2 answers, by 1 of 1 stalled plans.")


def test_the_session_of_a_plan_is_one_of_the_edition(client):
    edition = EditionFactory(state="running")
    seat = ParticipantFactory(edition=edition, person__user=UserFactory())
    EditionRoleFactory(edition=edition, role="participant", user=seat.person.user)
    own, foreign = SessionFactory(edition=edition), SessionFactory()
    client.force_login(seat.person.user)
    address = reverse("actionplans:my_plan", kwargs={"code": edition.code})

    refused = client.post(address, {"title": "A", "text": "B", "session_id": foreign.pk})
    assert refused.status_code == 200
    assert not ActionPlan.objects.exists()
    client.post(address, {"title": "A", "text": "B", "session_id": own.pk})
    assert ActionPlan.objects.get().session == own
    own.delete()
    assert ActionPlan.objects.get().session is None
