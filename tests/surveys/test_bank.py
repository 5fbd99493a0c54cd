"""The question bank: questions of earlier editions, for those who write tests."""

from copy import deepcopy

import pytest
from django.urls import reverse
from django.utils import translation

from samgak.programmes.models import Programme
from samgak.surveys import queries, queries_bank
from samgak.surveys.models import KnowledgeTest, Survey
from tests.costs import queries_of
from tests.factories import EditionFactory, EditionRoleFactory
from tests.surveys.factories import (
    DEFINITION,
    RIGHT,
    SURVEY,
    WRONG,
    KnowledgeTestFactory,
    SittingFactory,
    a_survey,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    programme = Programme.objects.create(code="line", title="A line of courses")
    return EditionFactory(code="this-year", programme=programme)


@pytest.fixture
def earlier(edition):
    """A finished edition of the same programme with a test."""
    made = EditionFactory(code="last-year", programme=edition.programme, state="closed")
    KnowledgeTestFactory(edition=made)
    return made


@pytest.fixture
def officer(client, edition):
    role = EditionRoleFactory(edition=edition, role="evaluation_officer")
    client.force_login(role.user)
    return role.user


def page_of(edition, name="bank"):
    return reverse(f"surveys:{name}", args=[edition.code])


def take(client, edition, *picked, into="test"):
    return client.post(page_of(edition), {"picked": picked, "target": into}, follow=True)


def shown(client, edition, **search):
    return client.get(page_of(edition), search).content.decode()


def test_a_question_of_last_year_is_found_in_another_language_and_taken(
    client, edition, earlier, officer
):
    page = shown(client, edition, words="open data (ko)")
    assert "What is open data?" in page
    assert "What comes first?" not in page

    after = take(client, edition, "last-year|test|open").content.decode()

    assert "1 question is put in." in after
    assert "last-year" in after[after.index("Taken from earlier editions") :]
    question = KnowledgeTest.objects.get(edition=edition).definition["questions"][0]
    assert question["options"] == DEFINITION["questions"][1]["options"]
    assert (question["correct"], question["points"]) == (["free", "machine"], 2)
    assert set(question["text"]) == {"en", "ko"}
    assert question["taken_from"] == {
        "edition": "last-year",
        "form": "test",
        "question": "open",
    }


def test_several_go_into_the_test_there_is(client, edition, earlier, officer):
    mine = deepcopy(DEFINITION) | {"questions": DEFINITION["questions"][:1]}
    KnowledgeTestFactory(edition=edition, definition=mine)

    take(client, edition, "last-year|test|first", "last-year|test|years")

    keys = [one["key"] for one in queries.test_of(edition).definition["questions"]]
    assert keys == ["first", "first-2", "years"]


def test_twice_is_once(client, edition, earlier, officer):
    take(client, edition, "last-year|test|open")

    again = take(client, edition, "last-year|test|open").content.decode()

    assert "These questions are in it already." in again
    assert len(queries.test_of(edition).definition["questions"]) == 1


def test_into_a_survey_that_is_a_draft_and_into_a_new_one(client, edition, earlier, officer):
    a_survey(earlier)

    take(client, edition, "last-year|survey/reaction|useful", into="new-survey")
    made = Survey.objects.get(edition=edition)
    assert made.definition["title"] == SURVEY["title"]

    take(client, edition, "last-year|survey/reaction|pace", into=f"survey/{made.key}")

    made.refresh_from_db()
    assert [one["key"] for one in made.definition["questions"]] == ["useful", "pace"]


def test_nothing_goes_into_what_people_answer(client, edition, earlier, officer):
    test = KnowledgeTestFactory(edition=edition)
    SittingFactory(test=test)
    a_survey(edition)

    for form in ("test", "survey/reaction"):
        assert take(client, edition, "last-year|test|open", into=form).status_code == 200

    test.refresh_from_db()
    assert test.definition == DEFINITION
    assert Survey.objects.get(edition=edition).definition == SURVEY


def test_a_form_is_not_filled_beyond_its_limit(client, edition, earlier, officer):
    many = [DEFINITION["questions"][0] | {"key": f"q{number}"} for number in range(300)]
    KnowledgeTestFactory(edition=edition, definition=DEFINITION | {"questions": many})

    page = take(client, edition, "last-year|test|open").content.decode()

    assert "A form has at most 300 questions." in page
    assert 'value="last-year|test|open" aria-describedby' in page
    assert "checked" in page


def test_nothing_ticked_is_said(client, edition, earlier, officer):
    assert "Tick at least one question." in take(client, edition).content.decode()


@pytest.mark.parametrize("picked", ["x", "a|b", "last-year|test|none", "||", "<script>|a|b"])
def test_an_address_that_is_none_takes_nothing(client, edition, earlier, officer, picked):
    assert "Tick at least one question." in take(client, edition, picked).content.decode()
    assert queries.test_of(edition) is None


@pytest.mark.parametrize(
    "other",
    [
        {"state": "running"},  # people still sit this test
        {"state": "closed", "programme": None},  # of somebody else
        {"state": "demand"},
    ],
)
def test_right_answers_of_others_stay_with_them(client, edition, officer, other):
    stranger = EditionFactory(**({"code": "other", "programme": edition.programme} | other))
    KnowledgeTestFactory(edition=stranger)

    assert "What is open data?" not in shown(client, edition)
    take(client, edition, "other|test|open")
    assert queries.test_of(edition) is None


def test_who_writes_tests_there_reads_them_here(client, edition, officer):
    running = EditionFactory(code="other", programme=None)
    KnowledgeTestFactory(edition=running)
    EditionRoleFactory(edition=running, user=officer, role="programme_officer")

    assert "What is open data?" in shown(client, edition)


def test_who_only_takes_part_there_does_not(client, edition, officer):
    running = EditionFactory(code="other", programme=edition.programme)
    KnowledgeTestFactory(edition=running)
    EditionRoleFactory(edition=running, user=officer, role="participant")

    assert "What is open data?" not in shown(client, edition)


@pytest.mark.parametrize("role", ["participant", "lecturer", "screener"])
def test_only_those_who_write_tests(client, edition, earlier, role):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)

    assert client.get(page_of(edition)).status_code == 403
    assert client.get(page_of(edition, "preview_test")).status_code == 403


def test_it_shows_how_a_question_went_from_five_people_on(client, edition, earlier, officer):
    test = KnowledgeTest.objects.get(edition=earlier)
    SittingFactory.create_batch(3, test=test, moment="post", answers=RIGHT)
    SittingFactory(test=test, moment="post", answers=WRONG, points=0)
    assert "answered it right" not in shown(client, edition)

    SittingFactory(test=test, moment="post", answers=WRONG, points=0)

    page = shown(client, edition)
    assert "60 % of 5 people answered it right." in page
    found = {
        one.question.key: one.answered
        for one in queries_bank.bank(officer, edition, on=edition.starts_on)
    }
    assert found["open"].discrimination == pytest.approx(1)
    assert found["years"] is None  # nothing is right or wrong there


def test_an_edition_without_predecessors_says_so(client, edition, officer):
    assert "There are no questions of earlier editions" in shown(client, edition)
    assert "Nothing fits" not in shown(client, edition)
    assert "Nothing fits" in shown(client, edition, words="nowhere")


def test_script_in_a_question_is_text(client, edition, officer):
    bad = DEFINITION["questions"][0] | {"text": {"en": "<script>alert(1)</script>"}}
    made = EditionFactory(code="last", programme=edition.programme, state="closed")
    KnowledgeTestFactory(edition=made, definition=DEFINITION | {"questions": [bad]})

    page = shown(client, edition)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_bank_costs_the_same_queries_however_many_editions(client, edition, earlier, officer):
    a_survey(earlier)
    SittingFactory(test=KnowledgeTest.objects.get(edition=earlier))
    cost_of_one = queries_of(client, page_of(edition))
    for number in range(2):
        made = EditionFactory(code=f"old-{number}", programme=edition.programme, state="closed")
        SittingFactory(test=KnowledgeTestFactory(edition=made))
        a_survey(made)

    assert queries_of(client, page_of(edition)) == cost_of_one
