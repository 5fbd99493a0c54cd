"""A discussion with as many statements as one may hold: every page answers, at a constant cost."""

import numpy as np
import pytest
from django.urls import reverse

from samgak.discussions import rules
from samgak.discussions.models import Analysis, Statement, Vote
from tests.costs import queries_of
from tests.discussions.factories import AT, COUNTRIES, StatementFactory, a_topic, somebody
from tests.factories import EditionRoleFactory

pytestmark = pytest.mark.django_db
WAITING = 500


def of(topic, name, **more):
    return reverse(
        f"discussions:{name}",
        kwargs={"code": topic.edition.code, "topic_id": topic.pk, **more},
    )


def fill(topic, *, statements=rules.MOST_STATEMENTS):
    """Statements up to the most of a topic; the last of them wait for the moderator."""
    Statement.objects.bulk_create(
        StatementFactory.build(
            topic=topic,
            number=number,
            text=f"Statement {number} <b>is right</b>.",
            state="proposed" if number > statements - WAITING else "accepted",
        )
        for number in range(1, statements + 1)
    )
    topic.last_number = statements
    topic.save()


@pytest.fixture
def few():
    return a_topic(statements=3)


@pytest.fixture
def many(few):
    topic = a_topic(few.edition, statements=0)
    fill(topic)
    return topic


@pytest.fixture
def seat(client, few):
    one = somebody(few.edition)
    client.force_login(one.person.user)
    return one


@pytest.mark.parametrize("name", ["topic", "statements", "vote", "results"])
def test_a_page_costs_no_more_with_five_thousand_statements(client, few, many, seat, name):
    assert queries_of(client, of(many, name)) == queries_of(client, of(few, name))


@pytest.mark.parametrize("name", ["topic", "statements", "results"])
def test_the_moderator_pays_no_more_either(client, few, many, name):
    client.force_login(EditionRoleFactory(edition=few.edition).user)

    assert queries_of(client, of(many, name)) == queries_of(client, of(few, name))


def test_every_statement_stands_on_one_page_and_the_waiting_ones_come_first(client, many):
    client.force_login(EditionRoleFactory(edition=many.edition).user)

    first = client.get(of(many, "statements"))
    rest = [
        client.get(of(many, "statements"), {"page": number}).context
        for number in range(2, first.context["page_obj"].paginator.num_pages + 1)
    ]

    shown = [
        row[0].number for one in (first.context, *rest) for row in (*one["waiting"], *one["rows"])
    ]
    assert sorted(shown) == list(range(1, rules.MOST_STATEMENTS + 1))
    assert min(shown[:WAITING]) == rules.MOST_STATEMENTS - WAITING + 1
    assert len(first.content) < 200_000


def test_one_more_statement_gets_a_sentence_and_stays_in_the_form(client, many, seat):
    response = client.post(of(many, "statements"), {"text": "One more.", "language": "en"})

    said = response.content.decode()
    assert response.status_code == 200
    assert "One more." in said
    assert "govuk-error" in said
    assert Statement.objects.filter(topic=many).count() == rules.MOST_STATEMENTS


def test_a_vote_is_cast_among_five_thousand(client, many, seat):
    shown = client.get(of(many, "vote")).context["statement"]

    client.post(of(many, "vote"), {"statement": shown.number, "value": "1"})

    assert Vote.objects.get().statement == shown
    assert client.get(of(many, "vote")).context["statement"] != shown


@pytest.fixture
def voted(many):
    """Twenty people of five countries; half of them against what the others are for."""
    seats = [somebody(many.edition, COUNTRIES[at % 5]) for at in range(20)]
    chance = np.random.default_rng(2025)
    accepted = list(Statement.objects.accepted().filter(topic=many))
    Vote.objects.bulk_create(
        Vote(topic=many, statement=one, participant=seat, value=value, voted_at=AT)
        for at, seat in enumerate(seats)
        for one, chosen in zip(accepted, chance.random(len(accepted)) < 0.2, strict=True)
        if chosen
        for value in ((1 if at % 2 else -1) if one.number % 3 else 1,)
    )
    return many


def test_five_thousand_statements_are_analysed_and_shown_in_pages(client, voted):
    client.force_login(EditionRoleFactory(edition=voted.edition).user)

    response = client.post(of(voted, "analyse"), follow=True)

    assert response.status_code == 200
    assert len(Analysis.objects.get().found["opinions"]) == rules.MOST_STATEMENTS - WAITING
    assert len(response.context["counted"]) == 100
    assert len(response.content) < 400_000
    assert (
        client.get(of(voted, "results"), {"page": 45}).context["counted"][-1].statement.number
        == 4500
    )
    file = client.get(of(voted, "results"), {"download": "csv"})
    assert file.status_code == 200
    assert b"".join(file).count(b"Statement 4500 ") == 1


def test_nothing_is_cut_off_silently_when_a_page_is_not_there(client, many, seat):
    for page in ("0", "-1", "999999", "x"):
        assert client.get(of(many, "statements"), {"page": page}).status_code == 200


def test_analysing_again_without_a_vote_costs_little(voted, django_assert_max_num_queries):
    from samgak.discussions.services.analysis import analyse

    first = analyse(voted, at=AT)
    with django_assert_max_num_queries(4):
        assert analyse(voted, at=AT) == first
