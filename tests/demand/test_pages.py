import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from pypdf import PdfReader

from samgak.demand.models import CommitteeQuestion, ConceptPaper
from tests.demand.factories import WORDS, ConceptPaperFactory, Table
from tests.factories import EditionRoleFactory, PartnerRoleFactory
from tests.sent_forms import sent

pytestmark = pytest.mark.django_db


def address(name, edition, **more):
    return reverse(f"demand:{name}", kwargs={"code": edition.code, **more})


@pytest.fixture
def paper():
    made = ConceptPaperFactory()
    PartnerRoleFactory(edition=made.edition, organisation=None, country="KG", role="beneficiary")
    return made


@pytest.fixture
def focal_point(paper):
    return EditionRoleFactory(edition=paper.edition, role="focal_point", country="KG").user


@pytest.fixture
def officer(paper):
    return EditionRoleFactory(edition=paper.edition, role="programme_officer").user


def test_a_focal_point_writes_sends_and_reads_what_became_of_it(
    client, paper, focal_point, officer
):
    client.force_login(focal_point)
    begun = client.post(address("add_paper", paper.edition), {"country": "KG"})
    own = ConceptPaper.objects.latest("pk")
    form = sent(client.get(begun.url))
    fields = form | WORDS | {"agencies": "1 200,50", "currency": "USD"}
    saved = client.post(begun.url, fields, follow=True)
    assert "The paper is saved. It is not sent yet." in saved.content.decode()
    assert "$1,200.50" in saved.content.decode()

    move = address("move_paper", paper.edition, paper_id=own.pk)
    client.post(move, {"to": "submitted", "reason": ""})
    client.force_login(officer)
    page = client.post(move, {"to": "returned", "reason": ""})
    assert "Write the reason." in page.content.decode()
    client.post(move, {"to": "returned", "reason": "How many people?"})

    client.force_login(focal_point)
    page = client.get(address("paper", paper.edition, paper_id=own.pk)).content.decode()
    assert "Returned for a fix" in page
    assert "How many people?" in page


def test_a_focal_point_of_another_country_meets_nothing(client, paper):
    client.force_login(
        EditionRoleFactory(edition=paper.edition, role="focal_point", country="KZ").user
    )

    assert "Words of title" not in client.get(address("overview", paper.edition)).content.decode()
    for name in ("paper", "write_paper"):
        assert client.get(address(name, paper.edition, paper_id=paper.pk)).status_code == 404
    assert (
        client.post(
            address("move_paper", paper.edition, paper_id=paper.pk), {"to": "withdrawn"}
        ).status_code
        == 404
    )
    file = address("paper_file", paper.edition, paper_id=paper.pk, kind="pdf")
    assert client.get(file).status_code == 404


def test_a_sum_that_is_no_number_is_said_and_the_words_are_kept(client, paper, focal_point):
    client.force_login(focal_point)
    where = address("write_paper", paper.edition, paper_id=paper.pk)

    page = client.post(where, sent(client.get(where)) | {"agencies": "=1+1", "risks": "<script>"})

    shown = page.content.decode()
    assert "Write the sum in digits" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>&" not in shown


def test_the_language_of_the_course_is_not_the_language_of_the_paper(client, paper, focal_point):
    client.force_login(focal_point)
    where = address("write_paper", paper.edition, paper_id=paper.pk)
    said = "Russian, with interpretation into Kyrgyz"

    client.post(where, sent(client.get(where)) | {"written_in": "ky", "language": said})

    paper.refresh_from_db()
    assert paper.language == "ky"
    assert paper.texts["language"] == said


def test_days_are_those_of_the_venue(client, paper, officer):
    paper.written_at = datetime(2030, 1, 10, 20, 30, tzinfo=UTC)  # 1:30 of the next day in Astana
    paper.save()
    client.force_login(officer)

    page = client.get(address("overview", paper.edition)).content.decode()

    assert "11 January 2030" in page


def test_two_tabs_on_one_paper(client, paper, focal_point):
    client.force_login(focal_point)
    where = address("write_paper", paper.edition, paper_id=paper.pk)
    first, second = sent(client.get(where)), sent(client.get(where))

    client.post(where, first | {"title": "First"})
    page = client.post(where, second | {"title": "Second"})

    assert "Somebody else has changed this" in page.content.decode()
    paper.refresh_from_db()
    assert paper.texts["title"] == "First"


def test_papers_are_printed_and_listed(client, paper, officer):
    client.force_login(officer)

    pdf = client.get(address("paper_file", paper.edition, paper_id=paper.pk, kind="pdf"))
    word = client.get(address("paper_file", paper.edition, paper_id=paper.pk, kind="docx"))
    rows = client.get(address("overview", paper.edition), {"download": "csv"})

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Words of problem" in text
    assert word.content[:2] == b"PK"
    assert b"Words of situation" in b"".join(rows.streaming_content)
    file = address("paper_file", paper.edition, paper_id=paper.pk, kind="exe")
    assert client.get(file).status_code == 404


def test_the_sides_agree_and_the_committee_is_asked(client):
    table = Table().seated()
    edition = table.edition
    client.force_login(table.people["facilitating"])
    client.post(address("begin_concept", edition))
    where = address("write_concept", edition)
    client.post(where, sent(client.get(where)) | WORDS)
    for user in table.people.values():
        client.force_login(user)
        page = client.get(address("concept", edition))
        for side in ("facilitating", "pivotal", "beneficiary"):
            client.post(address("agree", edition), {"side": side, "version": "2"})
    page = client.get(address("concept", edition)).content.decode()
    assert page.count("Agreed by") == 3

    client.force_login(table.people["facilitating"])
    asked = {
        "title": "Approval",
        "proposal": "Approve it",
        "procedure": "silent",
        "days": "10",
        "is_on_the_concept": "on",
    }
    response = client.post(address("ask", edition), asked)
    question = CommitteeQuestion.objects.get()
    assert response.url == address("question", edition, question_id=question.pk)

    client.force_login(table.people["beneficiary"])
    answer = address("answer", edition, question_id=question.pk)
    page = client.post(answer, {"answer": "object", "words": ""}).content.decode()
    assert "Write why you object." in page
    client.post(answer, {"answer": "object", "words": "Too few seats"})
    page = client.get(address("question", edition, question_id=question.pk)).content.decode()
    assert "Objected to" in page
    assert "Too few seats" in page

    minutes = client.get(address("minutes", edition, kind="pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(minutes.content)).pages)
    assert "Too few seats" in text


def test_who_leads_records_and_who_is_no_member_is_not_asked(client):
    table = Table().seated()
    question = table.question()
    screener = EditionRoleFactory(edition=table.edition, role="screener").user
    client.force_login(screener)
    answer = address("answer", table.edition, question_id=question.pk)
    assert client.post(answer, {"answer": "agree"}).status_code == 404
    end = address("end", table.edition, question_id=question.pk)
    assert client.post(end, {"to": "approved"}).status_code == 403

    client.force_login(table.people["pivotal"])
    page = client.post(end, {"to": "approved", "outcome": "Yes"}).content.decode()
    assert "It can be approved when members of all three sides have answered" in page
    client.post(end, {"to": "dropped", "outcome": "Asked too early"})
    question.refresh_from_db()
    assert question.state == "dropped"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_queries_however_long(
    client, count, officer, paper, django_assert_max_num_queries
):
    ConceptPaperFactory.create_batch(count - 1, edition=paper.edition)
    client.force_login(officer)

    with django_assert_max_num_queries(16):
        client.get(address("overview", paper.edition))


@pytest.mark.parametrize("count", [1, 3])
def test_the_decision_log_costs_the_same_queries_however_long(
    client, count, django_assert_max_num_queries
):
    table = Table().seated()
    for number in range(1, count + 1):
        table.question(number=number)
    client.force_login(table.people["pivotal"])

    with django_assert_max_num_queries(16):
        client.get(address("committee", table.edition))
