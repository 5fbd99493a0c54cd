"""What a country asks of its own nominees: in the form, the workbook and the export."""

from io import BytesIO

import openpyxl
import pytest

from samgak.core.errors import RuleBroken
from samgak.nominations import queries, services
from samgak.nominations.models import CountryForm, Nomination, WorkbookRow
from samgak.nominations.phrases import lists
from samgak.nominations.rules import own
from tests.nominations.desk.acts import imported
from tests.nominations.desk.pages import page, signed_in, text_of
from tests.nominations.desk.sheets import ASEL, HEADINGS, VALUES, workbook
from tests.nominations.factories import NominationFactory
from tests.sent_forms import sent

pytestmark = pytest.mark.django_db
CLEARANCE = {
    "type": "single",
    "text": {"en": "Clearance", "ru": "Допуск"},
    "required": True,
    "options": [
        {"key": "o1", "text": {"en": "Given", "ru": "Есть"}},
        {"key": "o2", "text": {"en": "Asked for", "ru": "Запрошен"}},
    ],
}


@pytest.fixture
def asked(edition, focal_point):
    at = edition.call.opens_at
    services.put_question(edition, country="KZ", question=CLEARANCE, by=focal_point, at=at)
    return edition


def test_the_form_asks_it_and_keeps_the_answer(client, asked):
    form = page("nominate", asked)

    assert "Answer this question." in text_of(client.post(form, VALUES))
    client.post(form, VALUES | {"own_q1": "o2"})

    nomination = Nomination.objects.get()
    assert nomination.own_answers == {"q1": "o2"}
    told = text_of(client.get(page("nomination", asked, nomination.pk)))
    assert "Asked for" in told
    changed = VALUES | {"own_q1": "o1"}
    client.post(page("change", asked, nomination.pk), changed)
    nomination.refresh_from_db()
    assert nomination.own_answers == {"q1": "o1"}


def test_a_draft_keeps_the_answer_too(client, asked):
    client.post(page("nominate", asked), {"family": "Ospanova", "own_q1": "o1", "draft": "1"})
    draft = queries.drafts_of(asked, country="KZ").get()

    assert draft.own_answers == {"q1": "o1"}
    assert sent(client.get(page("draft", asked, draft.pk)))["own_q1"] == ["o1"]
    client.post(page("discard", asked, draft.pk))
    assert not queries.drafts_of(asked, country="KZ").exists()


def test_the_blank_workbook_has_a_column_and_its_answers_are_read(asked, focal_point):
    form = queries.form_of(asked, country="KZ")
    content = lists.blank_workbook(asked, country="KZ", languages=["ru"], form=form)
    headings = [
        cell.value for row in openpyxl.load_workbook(BytesIO(content)).active for cell in row
    ]
    assert "Clearance" in headings

    at = asked.call.opens_at
    book = imported(
        asked,
        workbook(ASEL | {"Допуск": "есть"}, headings=(*HEADINGS, "Допуск")),
        by=focal_point,
        at=at,
    )
    assert Nomination.objects.get().own_answers == {"q1": "o1"}
    assert not WorkbookRow.objects.get(workbook=book).findings


def test_a_cell_that_is_no_answer_is_told_and_left_out(asked, focal_point):
    at = asked.call.opens_at
    book = imported(
        asked,
        workbook(ASEL | {"Clearance": "perhaps"}, headings=(*HEADINGS, "Clearance")),
        by=focal_point,
        at=at,
    )

    assert Nomination.objects.get().own_answers == {}
    [finding] = WorkbookRow.objects.get(workbook=book).findings
    assert finding["code"] == "unknown-answer"


def test_the_export_has_it_for_the_own_country_and_the_officers(client, asked):
    NominationFactory(edition=asked, own_answers={"q1": "o1"})
    export = page("export", asked, "csv")

    assert "Clearance" in b"".join(client.get(export)).decode()
    signed_in(client, asked, "focal_point", "KG")
    assert "Clearance" not in b"".join(client.get(export)).decode()
    signed_in(client, asked, "programme_officer")
    assert "Given" in b"".join(client.get(export)).decode()


def test_a_question_is_written_changed_moved_and_taken_out_on_pages(client, edition, focal_point):
    add = page("add_question", edition)
    text = {"words_0": "Why this person?", "kind": "text", "is_required": "on"}
    assert client.post(add, text).status_code == 302
    options = {"words_0": "Clearance", "kind": "single", "options_0": "Given\nAsked for"}
    client.post(add, options)
    assert "Write from 2 to 30 answers" in text_of(
        client.post(add, {"words_0": "One", "kind": "single", "options_0": "Alone"})
    )
    assert "is asked of everybody already" in text_of(
        client.post(add, {"words_0": "Surname", "kind": "text"})
    )

    client.post(page("question_up", edition, "q2"))
    assert [one.key for one in queries.form_of(edition, country="KZ").questions] == ["q2", "q1"]
    one = page("question", edition, "q2")
    assert "Asked for" in text_of(client.get(one))
    client.post(one, options | {"options_0": "Refused\nGiven\nAsked for"})
    definition = CountryForm.objects.get().definition
    assert [option["key"] for option in definition["questions"][0]["options"]] == ["o3", "o1", "o2"]
    client.post(page("question_out", edition, "q1"))
    assert len(queries.form_of(edition, country="KZ").questions) == 1
    assert client.get(page("question", edition, "q1")).status_code == 404


def test_no_more_than_twenty_questions(edition, focal_point):
    how = {"country": "KZ", "by": focal_point, "at": edition.call.opens_at}
    for number in range(own.MOST_QUESTIONS):
        text = {"type": "text", "text": {"en": f"Question {number}"}}
        services.put_question(edition, question=text, **how)

    with pytest.raises(RuleBroken, match="too_many_questions"):
        services.put_question(edition, question=text, **how)
