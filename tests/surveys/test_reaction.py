import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from samgak.core.errors import RuleBroken
from samgak.exchange.services import demonstration_reaction
from samgak.questionnaires.definition import parse
from samgak.surveys import queries_reaction as queries
from samgak.surveys import services_reaction as services
from samgak.surveys.models import AnonymousAnswer, Answered, Survey
from samgak.surveys.rules_reaction import hidden_groups
from tests.costs import queries_of
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory
from tests.surveys.factories import a_survey, survey_answers

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 18, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    return EditionFactory(state="delivered")


def answered_by(survey, people, *, language="en", **more):
    for _ in range(people):
        seat = ParticipantFactory(edition=survey.edition)
        services.hand_in(
            survey, participant=seat, answers=survey_answers(**more), language=language
        )


def closed(survey):
    services.close_survey(survey, at=AT)
    survey.refresh_from_db()
    return survey


def sit(client, edition, **seat):
    user = UserFactory()
    EditionRoleFactory(edition=edition, user=user, role="participant")
    client.force_login(user)
    return ParticipantFactory(edition=edition, person__user=user, **seat)


def as_officer(client, edition, role="evaluation_officer"):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)


def page(name, edition, *key):
    return reverse(f"surveys:{name}", args=[edition.code, *key])


SENT = {
    "answer-useful": "4",
    "answer-pace": "right",
    "answer-more": "More practice",
    "asked": "useful|pace|more",
}


def test_a_participant_answers_once_and_is_thanked(client, edition):
    survey = a_survey(edition)
    seat = sit(client, edition)

    assert "Not opened" not in client.get(page("my_surveys", edition)).content.decode()
    thanks = client.post(page("answer", edition, survey.key), SENT, follow=True)
    client.post(page("answer", edition, survey.key), SENT | {"answer-useful": "1"})

    assert "Thank you" in thanks.content.decode()
    assert Answered.objects.get().participant == seat
    assert AnonymousAnswer.objects.get().answers == {
        "useful": "4",
        "pace": "right",
        "more": "More practice",
    }


def test_nothing_ties_an_answer_to_a_person_or_a_moment(edition):
    survey = a_survey(edition)
    answered_by(survey, 3)

    columns = {field.name: field.get_internal_type() for field in AnonymousAnswer._meta.fields}
    assert columns == {
        "id": "UUIDField",
        "survey": "ForeignKey",
        "answers": "JSONField",
        "language": "CharField",
    }
    assert {field.name for field in Answered._meta.fields} == {"id", "survey", "participant"}
    kept = {model.__name__ for model in apps.get_app_config("surveys").get_models()}
    assert not kept & {"AnonymousAnswerEvent", "AnsweredEvent"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_anonymousanswer")
        assert cursor.fetchone() == (1,)


def test_each_answer_changes_the_keys_of_all(edition):
    survey = a_survey(edition)
    answered_by(survey, 2)
    before = set(AnonymousAnswer.objects.values_list("pk", flat=True))
    answered_by(survey, 1)

    assert not before & set(AnonymousAnswer.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_count_once():
    survey = a_survey(EditionFactory())
    seat = ParticipantFactory(edition=survey.edition)

    def send(_tab):
        try:
            services.hand_in(survey, participant=seat, answers=survey_answers(), language="en")
        except RuleBroken as broken:
            return broken.code
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(4) as tabs:
        said = sorted(tabs.map(send, range(4)))

    assert said == ["kept", *["survey_is_answered"] * 3]
    assert AnonymousAnswer.objects.count() == Answered.objects.count() == 1


def test_four_answers_show_nothing(client, edition):
    survey = a_survey(edition)
    answered_by(survey, 4, more="Only four of us wrote")
    closed(survey)
    as_officer(client, edition)

    text = client.get(page("survey", edition, survey.key)).content.decode()
    file = b"".join(client.get(page("survey", edition, survey.key), {"download": "csv"}))

    assert "4 of 4 participants have answered." in text
    assert "Only four of us" not in text
    assert len(file.decode().strip().splitlines()) == 1


def test_while_people_answer_only_the_rate_is_shown(client, edition):
    survey = a_survey(edition)
    answered_by(survey, 6)
    as_officer(client, edition)

    text = client.get(page("survey", edition, survey.key)).content.decode()

    assert "6 of 6 participants have answered." in text
    assert "Mean" not in text


def test_five_answers_are_shown_with_those_who_left_a_question_out(client, edition):
    survey = a_survey(edition)
    answered_by(survey, 5, more="<script>alert(1)</script>")
    answered_by(survey, 1, more="")
    ParticipantFactory(edition=edition)
    ParticipantFactory(edition=edition, state="declined")
    closed(survey)
    as_officer(client, edition)

    text = client.get(page("survey", edition, survey.key)).content.decode()

    assert "6 of 7 participants have answered. Response rate: 86 %." in text
    assert "Answered: 5; left out: 1." in text
    assert "Mean: 4.0." in text
    assert "<svg" in text
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)") == 5


def test_a_question_that_fewer_than_five_answered_stays_hidden(client, edition):
    survey = a_survey(edition)
    answered_by(survey, 4, more="Four wrote this")
    answered_by(survey, 2, more="")
    closed(survey)
    as_officer(client, edition)

    text = client.get(page("survey", edition, survey.key)).content.decode()
    file = b"".join(client.get(page("survey", edition, survey.key), {"download": "csv"})).decode()

    assert "Fewer than five answered, so nothing is shown." in text
    assert "Four wrote this" not in text + file


def test_small_groups_of_a_language_are_not_told(client, edition):
    survey = a_survey(edition)
    answered_by(survey, 6, language="ru")
    answered_by(survey, 5, language="kk")
    answered_by(survey, 2, language="tg", useful="1")
    closed(survey)

    view = queries.survey_results(survey).questions[0]

    assert view.by_language == {"kk": None, "ru": 4.0, "tg": None}


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 6, "b": 5}, set()),
        ({"a": 9, "b": 6, "c": 2}, {"b", "c"}),
        ({"a": 9, "b": 3, "c": 2}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 2}, {"a", "b", "c"}),
        ({"a": 4, "b": 0}, {"a"}),
    ],
)
def test_what_is_hidden_is_five_together(sizes, hidden):
    assert hidden_groups(sizes) == hidden


def test_the_file_says_what_the_page_says(client, edition):
    survey = a_survey(edition)
    answered_by(survey, 5, more="=HYPERLINK(1)")
    closed(survey)
    as_officer(client, edition)

    response = client.get(page("survey", edition, survey.key), {"download": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(response)))

    rows = list(book.active.iter_rows(values_only=True))
    assert ("How useful?", 5, 0, 4, "4", 5, 100) in rows
    assert sum("HYPERLINK" in str(row[4]) for row in rows) == 5


def test_nobody_else_answers_or_sees(client, edition):
    survey = a_survey(edition)
    stranger = UserFactory()
    for user, status in (
        (stranger, 404),
        (EditionRoleFactory(edition=edition, role="lecturer").user, 403),
    ):
        client.force_login(user)
        assert client.get(page("answer", edition, survey.key)).status_code in (403, status)
        assert client.get(page("survey", edition, survey.key)).status_code in (403, status)
    sit(client, edition)
    assert client.get(page("survey", edition, survey.key)).status_code == 403
    other = a_survey(EditionFactory())
    assert client.get(page("answer", edition, f"{other.key}-no")).status_code == 404


def test_somebody_who_left_or_sits_elsewhere_does_not_answer(edition):
    survey = a_survey(edition)
    for seat in (ParticipantFactory(), ParticipantFactory(edition=edition, state="withdrawn")):
        with pytest.raises(RuleBroken, match="survey_is_for_participants"):
            services.hand_in(survey, participant=seat, answers=survey_answers(), language="en")


def test_faults_keep_what_was_typed(client, edition):
    survey = a_survey(edition)
    sit(client, edition)

    sent = SENT | {"answer-useful": "", "answer-more": "x" * 5001}
    response = client.post(page("answer", edition, survey.key), sent)

    assert set(response.context["form"].errors) == {"useful", "more"}
    assert "x" * 5001 in response.content.decode()
    assert not Answered.objects.exists()


def test_an_answer_that_leads_on_asks_the_rest_first(client, edition):
    survey = a_survey(edition)
    survey.definition["questions"].append(
        {
            "key": "why",
            "type": "text",
            "text": {"en": "What was too fast?"},
            "required": False,
            "show_when": {"question": "pace", "equals": "fast"},
        }
    )
    survey.save()
    sit(client, edition)
    sent = SENT | {"answer-pace": "fast"}

    asked = client.post(page("answer", edition, survey.key), sent)
    assert "What was too fast?" in asked.content.decode()
    assert not Answered.objects.exists()
    client.post(page("answer", edition, survey.key), sent | {"asked": "useful|pace|more|why"})
    assert Answered.objects.exists()


def test_a_survey_is_loaded_opened_and_closed(client, edition):
    as_officer(client, edition, "programme_officer")
    file = SimpleUploadedFile("s.json", json.dumps(demonstration_reaction.definition()).encode())
    client.post(page("load_survey", edition), {"file": file})
    survey = Survey.objects.get()

    assert survey.key == "reaction-1"
    preview = client.get(page("preview", edition, survey.key)).content.decode()
    assert "The pace of the course was" in preview
    client.post(page("open", edition, survey.key))
    survey.refresh_from_db()
    assert survey.is_open
    client.post(page("close", edition, survey.key))
    client.post(page("open", edition, survey.key))
    survey.refresh_from_db()
    assert survey.is_open  # nobody had answered


def test_with_results_a_survey_stays_closed(edition):
    survey = a_survey(edition)
    answered_by(survey, 5)
    closed(survey)

    with pytest.raises(RuleBroken, match="survey_results_are_shown"):
        services.open_survey(survey, at=AT)
    with pytest.raises(RuleBroken, match="survey_is_not_open"):
        answered_by(survey, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"{", "This is not a JSON file."), (b'{"format": 1}', "title: "), (b"\xff\x00", "JSON")],
)
def test_a_faulty_file_is_refused_with_reasons(client, edition, content, said):
    as_officer(client, edition)

    response = client.post(
        page("load_survey", edition), {"file": SimpleUploadedFile("s.json", content)}
    )

    assert said in response.content.decode()
    assert not Survey.objects.exists()


def test_other_questions_of_the_same_version_are_refused_once_answered(edition):
    survey = a_survey(edition)
    answered_by(survey, 1)
    changed = survey.definition | {"title": {"en": "Another"}}

    with pytest.raises(RuleBroken, match="survey_has_answers"):
        services.load_survey(edition, definition=changed, at=AT)
    with pytest.raises(RuleBroken, match="survey_needs_a_key"):
        services.load_survey(edition, definition=changed | {"version": "тест"}, at=AT)
    assert services.load_survey(edition, definition=survey.definition, at=AT) == survey


def test_the_list_costs_the_same_for_one_and_three(client, edition):
    as_officer(client, edition)
    a_survey(edition)
    one = queries_of(client, page("surveys", edition))
    a_survey(edition, version="second")
    a_survey(edition, version="third")

    assert queries_of(client, page("surveys", edition)) == one


def test_the_survey_of_the_demonstration_is_in_all_eight_languages():
    form = parse(demonstration_reaction.definition())

    assert form.languages() == {"en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"}
    assert len(form.questions) == 8
