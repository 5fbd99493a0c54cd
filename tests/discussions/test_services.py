import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from pypdf import PdfReader

from samgak.core.errors import RuleBroken
from samgak.discussions.models import Analysis, Commitment, Statement, Vote
from samgak.discussions.queries import commitments as queries
from samgak.discussions.queries import topics as topic_queries
from samgak.discussions.services import analysis, commitments, documents, statements, topics
from tests.discussions.factories import (
    AT,
    COUNTRIES,
    PostFactory,
    StatementFactory,
    TopicFactory,
    a_commitment,
    a_topic,
    somebody,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def refused(act, code):
    with pytest.raises(RuleBroken) as broken:
        act()
    assert broken.value.code == code


def delegation(edition, country):
    seat = somebody(edition, country)
    user = seat.person.user
    held = commitments.appoint(edition, country=country, seat=seat, by=user, at=AT)
    return held, user


def test_a_vote_sent_twice_counts_once_and_the_last_one_stands():
    topic = a_topic()
    seat, first = somebody(topic.edition), topic.statements.first()

    for value in (1, 1, -1):
        statements.vote(first, participant=seat, value=value, at=AT)

    assert Vote.objects.values_list("value", "changes").get() == (-1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_vote_from_two_tabs_at_once_counts_once():
    topic = a_topic()
    seat, first = somebody(topic.edition), topic.statements.first()

    def vote(_tab):
        try:
            statements.vote(first, participant=seat, value=1, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(vote, range(4)))

    assert Vote.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "code"), [("open", "voting_not_open"), ("closed", "voting_is_closed")]
)
def test_votes_count_only_while_the_vote_is_open(state, code):
    topic = TopicFactory(state=state, closed_at=AT if state == "closed" else None)
    one = StatementFactory(topic=topic)

    refused(lambda: statements.vote(one, participant=somebody(topic.edition), value=1, at=AT), code)


def test_the_order_is_ones_own_and_stays():
    topic = a_topic(statements=12)
    people = [somebody(topic.edition) for _one in range(6)]

    def first_of(seat):
        return topic_queries.next_statement(topic, participant=seat)[0].number

    assert [first_of(one) for one in people] == [first_of(one) for one in people]
    assert len({first_of(one) for one in people}) > 1


def test_a_statement_of_a_participant_waits_and_one_of_the_moderator_does_not():
    topic, user = a_topic(statements=0), UserFactory()

    def propose(text, is_leader=False):
        return statements.propose(
            topic, text=text, language="en", by=user, is_leader=is_leader, at=AT
        )

    assert propose("One.").state == "proposed"
    assert propose("Two.", is_leader=True).state == "accepted"
    refused(lambda: propose("ONE."), "said_already")
    refused(lambda: propose("x" * 201), "text_too_long")


def test_one_person_and_one_topic_have_a_limit_of_statements():
    topic, user = TopicFactory(state="voting", last_number=5_000), UserFactory()
    made = [
        Statement(topic=topic, number=n, text=f"S{n}", language="en", proposed_at=AT, author=user)
        for n in range(1, 5_001)
    ]
    Statement.objects.bulk_create(made[:20])
    more = {"text": "Another.", "language": "en", "by": user, "at": AT}
    refused(lambda: statements.propose(topic, is_leader=False, **more), "too_many_own_statements")

    Statement.objects.bulk_create(made[20:])
    refused(lambda: statements.propose(topic, is_leader=True, **more), "too_many_statements")


def test_the_moderator_refuses_with_a_reason_and_merges_into_another():
    topic = a_topic(statements=2)
    first, second = topic.statements.all()
    by = UserFactory()

    refused(lambda: statements.decide(first, to="refused", by=by, at=AT), "reason_missing")
    refused(
        lambda: statements.decide(first, to="merged", into=1, by=by, at=AT), "no_such_statement"
    )
    statements.decide(first, to="merged", into=2, by=by, at=AT)
    first.refresh_from_db()
    assert first.merged_into == second


def test_spelling_is_corrected_only_before_the_first_vote():
    topic = a_topic()
    one = topic.statements.first()
    statements.correct(one, text="Better.")
    statements.vote(one, participant=somebody(topic.edition), value=1, at=AT)

    refused(lambda: statements.correct(one, text="Different."), "statement_has_votes")


def test_many_posts_at_once_are_too_fast():
    topic, user = a_topic(), UserFactory()
    PostFactory.create_batch(10, topic=topic, author=user)

    refused(
        lambda: topics.write_post(
            topic, text="More", language="en", by=user, role="participant", country="KZ", at=AT
        ),
        "too_fast",
    )


def test_a_hidden_post_has_a_reason_and_its_reports_are_settled():
    post, by = PostFactory(), UserFactory()
    for _twice in range(2):
        topics.report_post(post, reason="offensive", note="", by=by, at=AT)
    topics.hide_post(post, reason="offensive", by=by, at=AT)

    assert post.reports.get().outcome == "hidden"
    refused(
        lambda: topics.translate_post(post, text="a", language="ru", by=by, at=AT), "post_is_gone"
    )


def test_closing_computes_the_results_once_for_the_same_votes():
    topic = a_topic(statements=8)
    for at in range(20):
        seat = somebody(topic.edition, COUNTRIES[at % 5])
        for one in topic.statements.all():
            value = 1 if one.number > 6 or at % 2 else -1
            statements.vote(one, participant=seat, value=value, at=AT)

    topics.move_topic(topic, to="closed", at=AT)

    found = Analysis.objects.get()
    assert found.found["groups"] == [10, 10]
    assert found.found["unites"] == [7, 8]
    assert found.found["divides"] == [1, 2, 3, 4, 5, 6]
    assert analysis.analyse(topic, at=date.max).computed_at == AT


def test_a_commitment_is_agreed_by_two_delegations_and_falls_back_when_one_withdraws():
    one = a_commitment()
    kz, kg = (delegation(one.edition, country) for country in ("KZ", "KG"))
    for held, user in (kz, kg):
        commitments.endorse(one, delegation=held, by=user, may_publish=True, at=AT)
    assert queries.published(one.edition) == [one]

    refused(
        lambda: commitments.endorse(one, delegation=kz[0], by=kz[1], may_publish=True, at=AT),
        "delegation_has_endorsed",
    )
    refused(
        lambda: commitments.withdraw(one, delegation=kz[0], reason=" ", by=kz[1], at=AT),
        "reason_missing",
    )
    commitments.withdraw(one, delegation=kz[0], reason="No mandate", by=kz[1], at=AT)
    assert Commitment.objects.get().state == "offered"
    assert queries.published(one.edition) == []


def test_only_the_spokesperson_of_a_named_delegation_endorses():
    one = a_commitment()
    held, user = delegation(one.edition, "TJ")
    refused(
        lambda: commitments.endorse(one, delegation=held, by=user, may_publish=False, at=AT),
        "delegation_is_not_named",
    )
    held, _user = delegation(one.edition, "KZ")
    refused(
        lambda: commitments.endorse(one, delegation=held, by=user, may_publish=False, at=AT),
        "not_the_spokesperson",
    )


def test_nobody_speaks_for_another_country_or_edition():
    edition = a_commitment().edition
    for seat in (somebody(edition, "KG"), somebody(a_topic().edition, "KZ")):
        refused(
            lambda seat=seat: commitments.appoint(
                edition, country="KZ", seat=seat, by=seat.person.user, at=AT
            ),
            "not_of_the_delegation",
        )


def test_a_commitment_that_is_not_whole_is_not_offered():
    one = a_commitment(state="drafted", due_on=None)

    refused(lambda: commitments.move(one, to="offered", parts={"author"}), "due_on_missing")
    refused(lambda: commitments.move(one, to="agreed", parts={"moderator"}), "no_such_step")


@pytest.mark.parametrize("language", ["en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"])
def test_the_joint_statement_is_a_word_file_and_a_pdf_in_every_language(language):
    one = a_commitment()
    for country in ("KZ", "KG"):
        held, user = delegation(one.edition, country)
        commitments.endorse(one, delegation=held, by=user, may_publish=False, at=AT)

    def write(kind):
        content = documents.write(one.edition, language=language, kind=kind, on=AT.date())
        return io.BytesIO(content)

    with zipfile.ZipFile(write("docx")) as packed:
        assert "Exchange certificates of birth" in packed.read("word/document.xml").decode()
    pages = PdfReader(write("pdf")).pages
    assert "Exchange certificates of birth" in pages[0].extract_text()
