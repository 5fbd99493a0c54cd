from django.http import QueryDict

from samgak.core.questions import QuestionsForm
from samgak.questionnaires.answers import check, visible
from tests.questionnaires.test_branching import FORM

ANSWERS = {
    "used": "yes",
    "days": "2",
    "parts": {"x": "good", "y": "bad"},
    "rank": ["r", "p", "q"],
}
SENT = (
    "answer-used=yes&answer-days=2&answer-parts|x=good&answer-parts|y=bad"
    "&answer-rank|p=2&answer-rank|q=3&answer-rank|r=1"
)


def form(*args, **more):
    return QuestionsForm(*args, questions=FORM, working="en", **more)


def test_what_is_sent_is_gathered_by_question():
    given = form(QueryDict(SENT)).given()
    assert {key: given[key] for key in ANSWERS} == ANSWERS


def test_kept_answers_stand_in_their_fields_again():
    kept = form(initial=ANSWERS)
    assert kept["parts|y"].initial == "bad"
    assert kept["rank|r"].initial == "1"


def test_only_the_questions_asked_for_become_fields():
    shown = visible(FORM, {"used": "no"})
    assert set(form(only=shown).fields) == shown


def test_one_place_given_twice_is_told_beside_the_question():
    sent = form(QueryDict(SENT.replace("q=3", "q=2")))
    assert sent.show_faults(check(FORM, sent.given()))
    assert sent.errors["rank|p"] == ["Give each place once."]


def test_a_place_that_is_no_number_is_no_crash():
    sent = form(QueryDict(SENT.replace("q=3", "q=<script>")))
    assert sent.show_faults(check(FORM, sent.given()))
