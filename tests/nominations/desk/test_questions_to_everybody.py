"""What the call asks of every nominee: in the editor, the form, the workbook and the export."""

from io import BytesIO

import openpyxl
import pytest

from samgak.core.errors import RuleBroken
from samgak.core.texts import LANGUAGES
from samgak.nominations import queries, services
from samgak.nominations.models import Nomination, WorkbookRow
from samgak.nominations.phrases import lists
from samgak.nominations.phrases.questions import level_question
from samgak.programmes.models import Call, QuotaLine
from tests.factories import EditionFactory
from tests.nominations.asked import DISTRICT, POST
from tests.nominations.desk.acts import imported
from tests.nominations.desk.pages import page, signed_in, text_of
from tests.nominations.desk.sheets import ASEL, HEADINGS, VALUES, workbook
from tests.nominations.desk.test_own_questions import CLEARANCE
from tests.nominations.factories import NominationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(edition, focal_point):
    services.put_question_to_everybody(edition, question=DISTRICT)
    services.put_question(
        edition, country="KZ", question=CLEARANCE, by=focal_point, at=edition.call.opens_at
    )
    return edition


def test_the_form_asks_both_and_keeps_both_answers(client, asked):
    form = page("nominate", asked)
    told = text_of(client.get(form))
    assert told.index("District") < told.index("Clearance")

    assert "Answer this question." in text_of(client.post(form, VALUES | {"own_q1": "o1"}))
    client.post(form, VALUES | {"own_p1": "o2", "own_q1": "o1"})

    nomination = Nomination.objects.get()
    assert nomination.own_answers == {"p1": "o2", "q1": "o1"}
    assert "Urban" in text_of(client.get(page("nomination", asked, nomination.pk)))


def test_a_country_sees_what_everybody_is_asked_beside_its_own(client, asked):
    told = text_of(client.get(page("questions", asked)))
    assert told.index("Clearance") < told.index("District")


def test_a_draft_keeps_the_answer(client, asked):
    client.post(page("nominate", asked), {"family": "Ospanova", "own_p1": "o1", "draft": "1"})
    assert queries.drafts_of(asked, country="KZ").get().own_answers == {"p1": "o1"}


def test_the_blank_workbook_has_columns_and_their_answers_are_read(asked, focal_point):
    form = queries.form_of(asked, country="KZ")
    content = lists.blank_workbook(asked, country="KZ", languages=["ru"], form=form)
    told = [cell.value for row in openpyxl.load_workbook(BytesIO(content)).active for cell in row]
    assert told.index("District") < told.index("Clearance")

    rows = workbook(
        ASEL | {"지역 구분": "ауылдық", "Clearance": "given"},
        headings=(*HEADINGS, "지역 구분", "Clearance"),
    )
    book = imported(asked, rows, by=focal_point, at=asked.call.opens_at)
    assert Nomination.objects.get().own_answers == {"p1": "o1", "q1": "o1"}
    assert not WorkbookRow.objects.get(workbook=book).findings


def test_a_cell_that_is_no_answer_is_told(asked, focal_point):
    rows = workbook(ASEL | {"District": "alpine"}, headings=(*HEADINGS, "District"))
    book = imported(asked, rows, by=focal_point, at=asked.call.opens_at)
    assert [one["code"] for one in WorkbookRow.objects.get(workbook=book).findings] == [
        "unknown-answer"
    ]


def test_the_export_has_one_column_for_all_countries(client, asked):
    NominationFactory(edition=asked, own_answers={"p1": "o1"})
    NominationFactory(edition=asked, country="KG", own_answers={"p1": "o2", "q1": "o1"})
    signed_in(client, asked, "programme_officer")

    told = b"".join(client.get(page("export", asked, "csv"))).decode()
    head, first, second = told.splitlines()[:3]
    assert head.count("District") == 1
    assert "Urban" in first  # KG before KZ
    assert "Rural" in second
    # The key of a question of Kazakhstan says nothing of a nominee of another country.
    assert "Given" not in first


def test_an_officer_writes_changes_moves_and_takes_out_questions(client, edition, officer):
    home = page("asked", edition)
    assert "The call asks nothing more yet" in text_of(client.get(home))
    options = {"words_0": "District", "kind": "single", "options_0": "Rural\nUrban"}
    assert client.post(page("ask", edition), options).status_code == 302
    client.post(page("ask", edition), {"words_0": "Why?", "kind": "text"})
    client.post(page("asked_up", edition, "p2"))

    assert [one.key for one in queries.form_to_everybody(edition).questions] == ["p2", "p1"]
    told = text_of(client.get(home))
    assert "As the form shows them" in told
    assert "Rural" in text_of(client.get(page("asked_question", edition, "p1")))
    client.post(page("asked_question", edition, "p1"), options | {"options_0": "Urban\nRural"})
    [_why, district] = queries.questions_to_everybody(edition)
    assert [one["key"] for one in district["options"]] == ["o2", "o1"]

    assert "Why?" in text_of(client.get(page("asked_out", edition, "p2")))
    client.post(page("asked_out", edition, "p2"))
    client.post(page("asked_out", edition, "p1"))
    assert queries.form_to_everybody(edition) is None
    client.post(page("ask", edition), options)
    assert [one["key"] for one in queries.questions_to_everybody(edition)] == ["p3"]


def test_two_officers_at_one_question_do_not_write_over_each_other(client, edition, officer):
    services.put_question_to_everybody(edition, question=DISTRICT)
    one = page("asked_question", edition, "p1")
    seen = client.get(one).context["form"].initial["seen"]
    services.put_question_to_everybody(edition, question=POST)

    options = {"words_0": "Place", "kind": "single", "options_0": "Rural\nUrban", "seen": seen}
    assert "Somebody else has changed this" in text_of(client.post(one, options))
    assert Call.objects.get(edition=edition).asked[0]["text"]["en"] == "District"


@pytest.mark.parametrize(
    ("role", "country", "status"),
    [("focal_point", "KZ", 403), ("screener", "", 403), ("programme_officer", "", 200)],
)
def test_only_whoever_changes_the_call_writes_them(client, asked, role, country, status):
    signed_in(client, asked, role, country)
    for name in ("asked", "ask"):
        assert client.get(page(name, asked)).status_code == status
    for name in ("asked_question", "asked_out"):
        assert client.get(page(name, asked, "p1")).status_code == status
    if status == 403:
        for name in ("asked_out", "asked_up"):
            assert client.post(page(name, asked, "p1")).status_code == 403
        assert client.post(page("ask_level", asked)).status_code == 403
        assert len(queries.questions_to_everybody(asked)) == 1


def test_a_question_of_another_edition_is_not_there(client, asked):
    other = EditionFactory()
    signed_in(client, other, "programme_officer")
    assert client.get(page("asked_question", other, "p1")).status_code in (302, 404)
    assert client.get(page("asked", asked)).status_code == 403


def test_without_a_call_the_page_says_to_write_it_first(client):
    edition = EditionFactory()
    signed_in(client, edition, "programme_officer")
    assert "Write the call first" in text_of(client.get(page("asked", edition)))
    for response in (
        client.get(page("ask", edition), follow=True),
        client.post(page("ask_level", edition), follow=True),
    ):
        assert "Write the call first" in text_of(response)


def test_what_a_quota_counts_can_be_reworded_but_not_taken_away(client, asked):
    QuotaLine.objects.create(
        call=asked.call, position=1, question="p1", answer="o1", minimum=5, country="KZ"
    )
    signed_in(client, asked, "programme_officer")
    told = "This quota counts an answer that would be gone: Kazakhstan, District: Rural: at least 5"

    assert told in text_of(client.post(page("asked_out", asked, "p1"), follow=True))
    one = page("asked_question", asked, "p1")
    without = {"words_0": "District", "kind": "single", "options_0": "Urban\nAlpine"}
    assert told in text_of(client.post(one, without))
    assert told in text_of(client.post(one, {"words_0": "District", "kind": "text"}))
    assert [one["key"] for one in queries.questions_to_everybody(asked)] == ["p1"]

    # The first words are those of the working language.
    reworded = {"words_0": "Вид района", "kind": "single", "options_0": "Сельский\nГорный"}
    answer = client.post(one, reworded)
    assert answer.status_code == 302, answer.context["form"].errors
    [district] = queries.questions_to_everybody(asked)
    assert [one["key"] for one in district["options"]] == ["o1", "o3"]


def test_one_column_is_never_two_questions(client, asked, focal_point):
    how = {"country": "KZ", "by": focal_point, "at": asked.call.opens_at}
    with pytest.raises(RuleBroken, match="question_is_a_column"):
        services.put_question(asked, question=DISTRICT, **how)
    with pytest.raises(RuleBroken, match="question_is_a_column"):
        services.put_question_to_everybody(asked, question=DISTRICT)
    with pytest.raises(RuleBroken, match="question_is_a_column"):
        services.put_question_to_everybody(asked, question=POST | {"text": {"ru": "Фамилия"}})
    signed_in(client, asked, "programme_officer")
    answer = client.post(page("ask", asked), {"words_0": "clearance", "kind": "text"})
    assert "is a question of a country already (Kazakhstan)" in text_of(answer)


def test_the_limits_and_what_an_attacker_writes(client, edition, officer):
    many = {"words_0": "Many", "kind": "single", "options_0": "\n".join(map(str, range(200)))}
    assert "Write from 2 to 30 answers" in text_of(client.post(page("ask", edition), many))
    script = "<script>alert(1)</script>"
    options = {"words_0": script, "kind": "single", "options_0": f"{script} a\n{script} b"}
    client.post(page("ask", edition), options)
    QuotaLine.objects.create(call=edition.call, position=1, question="p1", answer="o1", maximum=1)
    for address in (
        page("asked", edition),
        page("studio", edition),
        page("asked_out", edition, "p1"),
    ):
        assert script not in client.get(address).content.decode()
    for number in range(19):
        text = {"type": "text", "text": {"en": f"Question {number}"}}
        services.put_question_to_everybody(edition, question=text)
    with pytest.raises(RuleBroken, match="too_many_questions_to_everybody"):
        services.put_question_to_everybody(edition, question=POST)


def test_the_level_is_asked_by_one_press_in_every_language(client, edition, officer):
    client.post(page("ask_level", edition))
    [question] = queries.questions_to_everybody(edition)
    assert question["key"] == "level"
    assert set(question["text"]) == set(LANGUAGES)
    told = text_of(client.get(page("asked", edition)))
    assert "Ask for the level" not in told
    assert client.get(page("asked_question", edition, "level")).status_code == 404
    with pytest.raises(RuleBroken, match="level_keeps_its_answers"):
        services.put_question_to_everybody(
            edition, question=level_question() | {"options": DISTRICT["options"]}, key="level"
        )
    client.post(page("asked_out", edition, "level"))
    assert queries.questions_to_everybody(edition) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_questions_costs_the_same_queries(
    client, edition, officer, count, count_queries
):
    for number in range(count):
        text = {"type": "text", "text": {"en": f"Question {number}"}}
        services.put_question_to_everybody(edition, question=text)
    client.get(page("asked", edition))
    assert count_queries(lambda: client.get(page("asked", edition))) <= 14
