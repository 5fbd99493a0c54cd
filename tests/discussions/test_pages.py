import pytest
from django.urls import reverse

from samgak.discussions.models import Commitment, Post, Topic, Vote
from samgak.discussions.services import commitments
from tests.costs import queries_of
from tests.discussions.factories import (
    AT,
    PostFactory,
    StatementFactory,
    a_commitment,
    a_topic,
    somebody,
)
from tests.factories import EditionRoleFactory

pytestmark = pytest.mark.django_db


def page(name, edition, **more):
    return reverse(f"discussions:{name}", kwargs={"code": edition.code, **more})


def of(topic, name, **more):
    return page(name, topic.edition, topic_id=topic.pk, **more)


@pytest.fixture
def topic():
    return a_topic()


@pytest.fixture
def seat(client, topic):
    one = somebody(topic.edition)
    client.force_login(one.person.user)
    return one


def officer(client, edition):
    client.force_login(EditionRoleFactory(edition=edition).user)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_participant_writes_in_an_own_language_and_nothing_typed_is_lost(client, topic, seat):
    client.post(of(topic, "topic"), {"language": "tg", "text": "<script>салом</script>"})
    assert Post.objects.get().language == "tg"
    shown = text_of(client.get(of(topic, "topic")))
    assert "&lt;script&gt;салом" in shown

    again = text_of(
        client.post(of(topic, "topic"), {"language": "tg", "text": "<script>салом</script>"})
    )
    assert "This has been written already." in again


def test_voting_goes_through_every_statement(client, topic, seat):
    for _one in range(2):
        shown = client.get(of(topic, "vote")).context["statement"]
        client.post(of(topic, "vote"), {"statement": shown.number, "value": "1"})

    assert "You have voted on every statement." in text_of(client.get(of(topic, "vote")))
    assert Vote.objects.filter(participant=seat).count() == 2


@pytest.mark.parametrize(
    "sent", [{}, {"statement": "1", "value": "2"}, {"statement": "9" * 30, "value": "1"}]
)
def test_a_vote_on_nothing_is_not_found(client, topic, seat, sent):
    assert client.post(of(topic, "vote"), sent).status_code == 404


def test_a_statement_of_the_organisers_says_so_wherever_it_is_shown(client, topic, seat):
    theirs, ours = topic.statements.order_by("number")
    ours.author = seat.person.user
    ours.save()
    said = "Prepared by the organisers"

    for name in ("vote", "statements", "statement"):
        more = {"statement_number": theirs.number} if name == "statement" else {}
        query = f"?statement={theirs.number}" if name == "vote" else ""
        assert text_of(client.get(of(topic, name, **more) + query)).count(said) == 1
    assert said not in text_of(client.get(of(topic, "vote") + f"?statement={ours.number}"))
    assert said not in text_of(client.get(of(topic, "statement", statement_number=ours.number)))


def test_names_of_authors_are_not_shown_while_voting(client, topic, seat):
    author = somebody(topic.edition, "KG").person.user
    StatementFactory(topic=topic, number=3, author=author)

    for name in ("vote", "statements", "results"):
        assert author.name not in text_of(client.get(of(topic, name)))


def test_results_wait_for_the_end_and_unchanged_counts_are_not_sent_again(client, topic, seat):
    assert "The results are shown when the vote is closed" in text_of(
        client.get(of(topic, "results"))
    )
    first = client.get(of(topic, "counts"))
    again = client.get(of(topic, "counts"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304

    client.post(of(topic, "vote"), {"statement": 1, "value": "0"})
    changed = client.get(of(topic, "counts"), headers={"if-none-match": first["ETag"]})
    assert "People who voted: 1; votes: 1" in text_of(changed)


def test_the_moderator_closes_the_vote_and_one_voter_sees_no_groups(client, topic, seat):
    client.post(of(topic, "vote"), {"statement": 1, "value": "1"})
    assert client.post(of(topic, "move_topic"), {"to": "closed"}).status_code == 403

    officer(client, topic.edition)
    client.post(of(topic, "move_topic"), {"to": "closed"})
    shown = text_of(client.get(of(topic, "results")))
    assert "The votes show no groups." in shown
    assert "Fewer than five votes" in shown
    assert "<svg" not in shown.split("<main")[1]


@pytest.mark.parametrize("name", ["accept", "refuse", "merge", "correct"])
def test_a_participant_decides_on_no_statement(client, topic, seat, name):
    sent = {"act": name, "correct-text": "x", "refuse-refusal": "unclear", "merge-into": 2}

    answer = client.post(of(topic, "statement", statement_number=1), sent)

    assert answer.status_code == 403


def test_a_statement_that_waits_is_seen_by_its_author_and_the_moderator(client, topic, seat):
    StatementFactory(topic=topic, number=3, state="proposed", text="It waits.")
    assert "It waits." not in text_of(client.get(of(topic, "statements")))

    officer(client, topic.edition)
    assert "It waits." in text_of(client.get(of(topic, "statements")))
    client.post(of(topic, "statement", statement_number=3), {"act": "accept"})
    assert "Waiting for the moderator" not in text_of(client.get(of(topic, "statements")))


def test_a_translation_is_shown_to_its_reader_and_the_original_kept(client, topic, seat):
    address = of(topic, "statement", statement_number=1)
    sent = {"act": "translate", "translate-language": "ru", "translate-text": "Верно."}
    client.post(address, sent)

    found = topic.statements.get(number=1)
    assert found.words == {"en": found.text, "ru": "Верно."}


def test_a_drafted_commitment_is_offered_endorsed_and_published(client, topic, seat):
    sent = {
        "language": "en",
        "what": "One thing",
        "first_step": "A meeting",
        "due_on": "2030-06-01",
        "countries": ["KZ"],
    }
    client.post(page("add_commitment", topic.edition), sent)
    one = Commitment.objects.get()
    address = page("commitment", topic.edition, commitment_number=one.number)
    client.post(address, {"act": "move", "to": "offered"})
    assert client.post(address, {"act": "endorse"}).status_code == 403
    commitments.appoint(topic.edition, country="KZ", seat=seat, by=seat.person.user, at=AT)
    client.post(address, {"act": "endorse", "endorse-may_publish": "on"})
    client.post(
        address, {"act": "follow_up", "follow_up-after_months": 3, "follow_up-status": "on_track"}
    )

    client.logout()
    shown = text_of(client.get(page("published", topic.edition)))
    assert "One thing" not in shown or topic.edition.is_public
    one.refresh_from_db()
    assert (one.state, one.follow_ups.get().country) == ("agreed", "KZ")


def test_an_officer_opens_a_topic_that_a_lecturer_moderates(client, topic):
    lecturer = EditionRoleFactory(edition=topic.edition, role="lecturer").user
    officer(client, topic.edition)
    address = page("add_topic", topic.edition)
    assert str(lecturer) in text_of(client.get(address))

    client.post(address, {"title_0": "Registers", "moderators": [lecturer.pk]})

    made = Topic.objects.exclude(pk=topic.pk).get()
    client.force_login(lecturer)
    assert client.post(of(made, "move_topic"), {"to": "voting"}).status_code == 302
    assert client.post(of(topic, "move_topic"), {"to": "closed"}).status_code == 403


def test_a_draft_of_somebody_else_is_not_found(client, topic, seat):
    a_commitment(topic.edition, state="drafted")

    assert client.get(page("commitment", topic.edition, commitment_number=1)).status_code == 404


def test_a_focal_point_names_who_speaks_for_the_own_country_only(client, topic, seat):
    other = somebody(topic.edition, "KG")
    role = EditionRoleFactory(edition=topic.edition, role="focal_point", country="KZ")
    client.force_login(role.user)
    address = page("delegations", topic.edition)
    assert str(other.person.user) not in text_of(client.get(address))

    assert client.post(address, {"country": "KG", "kg-spokesperson": other.pk}).status_code == 404
    assert client.post(address, {"country": "KZ", "kz-spokesperson": seat.pk}).status_code == 302


@pytest.mark.parametrize("name", ["topic", "statements", "results"])
def test_pages_cost_the_same_with_more_rows(client, topic, seat, name):
    PostFactory(topic=topic)
    one = queries_of(client, of(topic, name))
    PostFactory.create_batch(3, topic=topic)
    for number in (7, 8, 9):
        StatementFactory(topic=topic, number=number)

    assert queries_of(client, of(topic, name)) == one
