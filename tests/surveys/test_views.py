import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from samgak.surveys.models import KnowledgeTest, Sitting
from tests.costs import queries_of
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory
from tests.surveys.factories import DEFINITION, KnowledgeTestFactory, SittingFactory

pytestmark = pytest.mark.django_db
ANSWERS = {"answer-first": "needs", "answer-open": ["free", "machine"], "answer-years": "2005"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def days(number):
    return timezone.now().date() + timedelta(days=number)


@pytest.fixture
def edition():
    """A course that begins today: the pre-test is open."""
    return EditionFactory(starts_on=days(0), ends_on=days(3))


@pytest.fixture
def over():
    """A course on its last day or just after: the post-test is open."""
    return EditionFactory(starts_on=days(-4), ends_on=days(-1))


def sit(client, edition):
    """Sign in as a participant of the edition; return the seat."""
    KnowledgeTestFactory(edition=edition)
    user = UserFactory()
    EditionRoleFactory(edition=edition, user=user, role="participant")
    client.force_login(user)
    return ParticipantFactory(edition=edition, person__user=user)


def as_officer(client, edition, role="programme_officer"):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)


def address(name, edition, **more):
    return reverse(f"surveys:{name}", kwargs={"code": edition.code, **more})


def test_a_participant_answers_looks_again_and_hands_in(client, edition):
    seat = sit(client, edition)
    page = address("test", edition, moment="pre")
    confirm = address("hand_in", edition, moment="pre")

    checked = client.post(page, ANSWERS | {"check": "1"})
    assert checked.headers["Location"] == confirm
    assert "You have answered 3 of 3 questions." in client.get(confirm).content.decode()
    assert Sitting.objects.get().handed_in_at is None

    thanks = client.post(confirm, follow=True).content.decode()

    sitting = Sitting.objects.get(participant=seat)
    assert (sitting.points, sitting.out_of) == (3, 3)
    assert "Thank you" in thanks
    assert "3 of 3" not in thanks


def test_the_points_are_told_after_the_post_test(client, over):
    seat = sit(client, over)
    test = KnowledgeTest.objects.get()
    SittingFactory(test=test, participant=seat, points=1)
    SittingFactory(test=test, participant=seat, moment="post")

    page = client.get(address("test", over, moment="post")).content.decode()

    assert "Pre-test: 1 of 3 points" in page
    assert "Post-test: 3 of 3 points" in page


def test_missing_and_wrong_answers_are_said_and_what_was_typed_is_kept(client, edition):
    sit(client, edition)

    response = client.post(
        address("test", edition, moment="pre"), {"answer-years": "1890", "check": "1"}
    )

    errors = response.context["form"].errors
    assert errors == {
        "first": ["Answer this question."],
        "open": ["Answer this question."],
        "years": ["Write a number of at least 1990."],
    }
    assert 'value="1890"' in response.content.decode()
    assert Sitting.objects.get().answers["years"] == "1890"


def test_the_language_changes_without_losing_the_draft(client, edition):
    sit(client, edition)

    response = client.post(
        address("test", edition, moment="pre"),
        {"answer-first": "needs", "read_in": "ko"},
        follow=True,
    )

    page = response.content.decode()
    assert response.redirect_chain[0][0].startswith("/ko/")
    assert "The needs of people (ko)" in page
    assert page.count("checked") == 1


def test_a_saved_draft_is_not_handed_in(client, edition):
    sit(client, edition)

    client.post(address("test", edition, moment="pre"), {"answer-first": "needs", "save": "1"})

    assert Sitting.objects.get().handed_in_at is None


def test_texts_that_lack_the_readers_language_say_which_they_are_in(client, edition):
    sit(client, edition)
    with translation.override("uz"):
        page = client.get(address("test", edition, moment="pre")).content.decode()

    assert '<span lang="en">The needs of people</span>' in page


@pytest.mark.parametrize("moment", ["pre", "post"])
def test_a_test_that_is_not_open_says_when_and_takes_nothing(client, edition, moment):
    edition.starts_on, edition.ends_on = days(10), days(12)
    edition.save()
    sit(client, edition)
    page = address("test", edition, moment=moment)

    assert "is not open yet" in client.get(page).content.decode()
    client.post(page, ANSWERS | {"check": "1"})
    client.post(address("hand_in", edition, moment=moment))

    assert not Sitting.objects.exists()


def test_what_is_handed_in_is_not_changed_by_an_old_window(client, edition):
    seat = sit(client, edition)
    SittingFactory(test=KnowledgeTest.objects.get(), participant=seat)

    client.post(address("test", edition, moment="pre"), {"answer-first": "software", "save": "1"})
    client.post(address("hand_in", edition, moment="pre"))

    assert Sitting.objects.get().answers["first"] == "needs"


@pytest.mark.parametrize("moment", ["between", "results"])
def test_another_moment_does_not_exist(client, edition, moment):
    sit(client, edition)

    assert client.get(address("test", edition, moment=moment)).status_code == 404


def test_a_participant_of_another_edition_takes_no_test_here(client, edition):
    sit(client, edition)
    elsewhere = KnowledgeTestFactory(edition__starts_on=days(0)).edition
    EditionRoleFactory(edition=elsewhere, user=UserFactory(), role="participant")

    assert client.get(address("test", elsewhere, moment="pre")).status_code == 403


def test_who_holds_the_role_without_a_seat_finds_no_test(client, edition):
    KnowledgeTestFactory(edition=edition)
    client.force_login(EditionRoleFactory(edition=edition, role="participant").user)

    assert client.get(address("test", edition, moment="pre")).status_code == 404


@pytest.mark.parametrize("role", ["participant", "lecturer", "screener", "reporting_officer"])
def test_results_are_for_officers(client, edition, role):
    as_officer(client, edition, role)

    assert client.get(address("results", edition)).status_code == 403
    assert client.get(address("load", edition)).status_code == 403
    assert client.post(address("open_test", edition, moment="pre")).status_code == 403


def test_the_results_say_what_was_learned_and_who_is_missing(client, over):
    test = KnowledgeTestFactory(edition=over)
    for before, person in enumerate(ParticipantFactory.create_batch(2, edition=over)):
        SittingFactory(test=test, participant=person, points=before, language="ko")
        SittingFactory(test=test, participant=person, moment="post")
    missing = ParticipantFactory(edition=over)
    as_officer(client, over, "evaluation_officer")

    page = client.get(address("results", over)).content.decode()

    assert "2 people took both tests." in page
    assert "a gain of 2.50 points" in page
    assert "With 95\u00a0% confidence" in page
    assert missing.person.passport_name in page
    assert page.count(">missing<") == 2


def test_results_as_files(client, over):
    test = KnowledgeTestFactory(edition=over)
    sitting = SittingFactory(test=test, language="ko")
    as_officer(client, over)
    page = address("results", over)

    people = b"".join(client.get(page, {"download": "csv", "of": "people"})).decode("utf-8-sig")
    questions = b"".join(client.get(page, {"download": "csv", "of": "questions"})).decode()
    book = b"".join(client.get(page, {"download": "xlsx", "of": "people"}))

    assert sitting.participant.person.passport_name in people.splitlines()[1]
    assert people.splitlines()[1].endswith("3.0,,,3")
    assert "What comes first?,1,1,0,0" in questions
    assert book.startswith(b"PK")


def test_an_officer_loads_the_questions_from_a_file(client, edition):
    as_officer(client, edition)
    assert "Load the questions" in client.get(address("results", edition)).content.decode()
    file = SimpleUploadedFile("test.json", json.dumps(DEFINITION).encode())

    client.post(address("load", edition), {"file": file})

    assert KnowledgeTest.objects.get(edition=edition).definition == DEFINITION


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not JSON", "This is not a JSON file."),
        (b'{"format": 2}', "format: the number 1 belongs here."),
        (b"[" * 100_000, "This is not a JSON file."),
    ],
)
def test_a_faulty_file_is_refused_in_words(client, edition, content, sentence):
    as_officer(client, edition)

    page = client.post(address("load", edition), {"file": SimpleUploadedFile("t.json", content)})

    assert sentence in page.content.decode()
    assert not KnowledgeTest.objects.exists()


def test_an_officer_opens_a_test_and_takes_it_back(client, edition):
    test = KnowledgeTestFactory(edition=edition)
    as_officer(client, edition)
    act = address("open_test", edition, moment="post")
    assert "Open it now" in client.get(address("results", edition)).content.decode()

    client.post(act)
    test.refresh_from_db()
    assert test.post_opened_at is not None

    client.post(act, {"by_rule": "1"})
    test.refresh_from_db()
    assert test.post_opened_at is None


def test_the_forms_of_the_results_page_carry_their_token(client, edition):
    KnowledgeTestFactory(edition=edition)
    as_officer(client, edition)

    page = client.get(address("results", edition)).content.decode()

    assert page.count("/open/") == page.count("csrfmiddlewaretoken") - page.count("/logout/")


def test_results_cost_the_same_queries_however_many_answered(client, over):
    test = KnowledgeTestFactory(edition=over)
    as_officer(client, over)
    SittingFactory(test=test)
    cost_of_one = queries_of(client, address("results", over))
    SittingFactory.create_batch(2, test=test)

    assert queries_of(client, address("results", over)) == cost_of_one


def test_the_test_page_is_light(client, edition):
    sit(client, edition)

    page = client.get(address("test", edition, moment="pre"))

    assert len(page.content) < 30_000


def with_condition():
    why = {
        "key": "why",
        "type": "text",
        "text": {"en": "Why the software?"},
        "show_when": {"question": "first", "equals": "software"},
    }
    return DEFINITION | {"questions": [*DEFINITION["questions"], why]}


def test_a_question_that_follows_from_an_answer_is_asked_then(client, edition):
    sit(client, edition)
    KnowledgeTest.objects.update(definition=with_condition())
    page = address("test", edition, moment="pre")
    sent = ANSWERS | {"answer-first": "software", "check": "1"}
    assert "Why the software?" not in client.get(page).content.decode()

    asked = client.post(page, sent, follow=True).content.decode()
    assert "They lead to further questions." in asked
    assert "Why the software?" in asked

    client.post(page, sent | {"answer-why": "It was <b>there</b>"})
    client.post(address("hand_in", edition, moment="pre"))
    assert Sitting.objects.get().answers["why"] == "It was <b>there</b>"


def test_officers_see_effect_and_consistency(client, edition):
    test = KnowledgeTestFactory(edition=edition)
    reached = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 2)]
    for before, after in reached:
        first = SittingFactory(test=test, points=before, answers={})
        SittingFactory(
            test=test,
            participant=first.participant,
            moment="post",
            points=after,
            answers={"first": "needs"} | ({"open": ["free", "machine"]} if after > 1 else {}),
        )
    as_officer(client, edition)
    page = client.get(address("results", edition)).content.decode()
    assert "Paired effect size" in page
    assert "Discrimination" in page
