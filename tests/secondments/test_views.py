import io

import docx
import pytest
from django.urls import reverse

from samgak.core import clock
from samgak.partners.models import HistoryEvent
from samgak.secondments.models import Assessment, LogEntry, Output
from tests.factories import EditionRoleFactory
from tests.secondments.factories import (
    AT,
    AssessmentFactory,
    FinalReportFactory,
    LogEntryFactory,
    OutputFactory,
    a_mentor,
    a_seat,
    a_secondment,
)

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def in_the_third_week(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda request=None: AT)


def address(page, seat, **more):
    kwargs = {"code": seat.edition.code, "participant_id": seat.pk, **more}
    return reverse(f"secondments:{page}", kwargs=kwargs)


def signed_in(client, user):
    client.force_login(user)
    return client


def text_of(response):
    return response.content.decode()


def test_the_seconded_person_writes_a_week_and_the_mentor_remarks(client):
    seat = a_seat()
    signed_in(client, seat.person.user).post(address("week", seat, week=3), {"text": SCRIPT})
    mentor = a_mentor(seat.edition)

    signed_in(client, mentor).post(address("remark", seat, week=3), {"text": "Go on"})

    entry = LogEntry.objects.get()
    assert (entry.week, entry.remark, entry.remarked_by) == (3, "Go on", mentor)
    page = text_of(client.get(address("secondment", seat)))
    assert SCRIPT not in page
    assert page.count("No entry") == 2
    assert "Go on" in page


def test_a_week_to_come_is_refused_with_a_sentence_and_the_words_stay(client):
    seat = a_seat()

    page = text_of(
        signed_in(client, seat.person.user).post(address("week", seat, week=4), {"text": "Soon"})
    )

    assert "This week has not begun yet." in page
    assert "Soon" in page


def test_outputs_are_added_and_removed_and_bad_addresses_are_refused(client):
    seat = a_seat()
    signed_in(client, seat.person.user)
    bad = {"title": "A note", "url": "javascript:alert(1)"}
    page = text_of(client.post(address("add_output", seat), bad))
    assert "A note" in page
    assert not Output.objects.exists()

    client.post(address("add_output", seat), {"title": "A note", "url": "https://example.org"})
    output = Output.objects.get()
    page = text_of(client.post(address("remove_output", seat, pk=output.pk)))

    assert "A note" in page  # to be added again
    assert not Output.objects.exists()
    assert client.post(address("remove_output", seat, pk=output.pk)).status_code == 302


def test_nobody_removes_the_output_of_another(client):
    edition = a_secondment()
    mine, others = a_seat(edition), OutputFactory(participant=a_seat(edition))

    signed_in(client, mine.person.user).post(address("remove_output", mine, pk=others.pk))

    assert Output.objects.filter(pk=others.pk).exists()


def test_both_sides_stand_beside_each_other(client):
    seat = a_seat()
    mentor = a_mentor(seat.edition)
    for user, grade in ((seat.person.user, 3), (mentor, 5)):
        answers = {f"grade_{one}": grade for one in range(3)}
        answers |= {f"evidence_{one}": f"Seen by {user.name}" for one in range(3)}
        done = signed_in(client, user).post(address("assess", seat), answers)
        assert done.status_code == 302

    page = text_of(client.get(address("secondment", seat)))

    assert page.count(f"Seen by {mentor.name}") == 3
    assert page.count("+2") == 3


def test_an_assessment_without_evidence_is_asked_again(client):
    seat = a_seat()

    done = signed_in(client, seat.person.user).post(address("assess", seat), {"grade_0": 4})

    assert done.status_code == 200
    assert not Assessment.objects.exists()


def test_a_report_is_drafted_submitted_read_and_taken_as_a_word_file(client):
    seat = a_seat()
    AssessmentFactory(participant=seat)
    signed_in(client, seat.person.user)
    draft = {"learned_0": "Choose few countries", "save": "1"}
    client.post(address("write_report", seat), draft)
    assert client.get(address("report", seat)).status_code == 404

    whole = draft | {"learned_1": "b", "learned_2": "c", "changes": "d", "recommendations": "e"}
    del whole["save"]
    client.post(address("write_report", seat), whole | {"submit": "1"})

    assert "Choose few countries" in text_of(client.get(address("report", seat)))
    paper = docx.Document(io.BytesIO(client.get(address("word", seat)).content))
    assert "Choose few countries" in [one.text for one in paper.paragraphs]
    client.post(address("write_report", seat), {"take_back": "1"})
    assert client.get(address("report", seat)).status_code == 404


def test_a_report_with_a_gap_is_shown_again_with_its_words(client):
    seat = a_seat()

    page = text_of(
        signed_in(client, seat.person.user).post(
            address("write_report", seat), {"learned_0": "Choose few", "submit": "1"}
        )
    )

    assert "Write every part of the report before you submit it." in page
    assert "Choose few" in page


def test_a_seconded_person_meets_the_own_secondment_alone(client):
    edition = a_secondment()
    mine = a_seat(edition)
    other = a_seat(edition, person__native_name="Somebody Else")
    LogEntryFactory(participant=other)
    FinalReportFactory(participant=other)
    signed_in(client, mine.person.user)

    page = text_of(client.get(reverse("secondments:overview", kwargs={"code": edition.code})))

    assert "Somebody Else" not in page
    for name in ("secondment", "assess", "report", "write_report", "word"):
        assert client.get(address(name, other)).status_code == 404
    assert client.get(address("week", other, week=1)).status_code == 404
    assert client.get(address("remark", mine, week=1)).status_code == 403


def test_an_officer_reads_and_does_not_write(client):
    seat = a_seat()
    LogEntryFactory(participant=seat)
    signed_in(client, EditionRoleFactory(edition=seat.edition).user)

    assert client.get(address("secondment", seat)).status_code == 200
    assert client.post(address("week", seat, week=1), {"text": "x"}).status_code == 403
    assert client.post(address("remark", seat, week=1), {"text": "x"}).status_code == 403
    assert client.get(address("assess", seat)).status_code == 403


def test_kinds_without_a_log_have_no_such_page(client):
    seat = a_seat(a_secondment(kind="course"))

    response = signed_in(client, seat.person.user).get(address("secondment", seat))

    assert response.status_code == 404


def overview_of(edition, query=""):
    return reverse("secondments:overview", kwargs={"code": edition.code}) + query


def test_the_overview_as_a_file(client):
    seat = a_seat(person__family_name="=1+1")
    LogEntryFactory(participant=seat)
    signed_in(client, EditionRoleFactory(edition=seat.edition).user)

    lines = client.get(overview_of(seat.edition, "?download=csv")).getvalue().decode().splitlines()

    assert lines[0].endswith(
        "Weeks,Weeks with an entry,Weeks without an entry,Outputs,Final report"
    )
    assert lines[1].endswith("4,1,1,0,no")
    assert ",=1+1" not in lines[1]
    workbook = client.get(overview_of(seat.edition, "?download=xlsx"))
    assert b"".join(workbook.streaming_content).startswith(b"PK")
    assert client.get(overview_of(seat.edition, "?download=exe")).status_code == 404


def test_an_agreement_of_the_edition_file_stands_on_the_overview(client):
    seat = a_seat()
    event = HistoryEvent.objects.create(
        kind="agreement",
        title={"en": "A letter of intent"},
        happened_on=AT.date(),
        precision="month",
    )
    seat.edition.history_links.create(event=event, position=0)
    signed_in(client, seat.person.user)

    page = text_of(client.get(overview_of(seat.edition)))

    assert "A letter of intent (April 2030)" in page


def test_nothing_of_the_log_is_offered_once_certificates_are_prepared(client):
    entry = LogEntryFactory(participant=a_seat(a_secondment(state="certifying")))
    seat = entry.participant

    for user in (seat.person.user, a_mentor(seat.edition)):
        page = text_of(signed_in(client, user).get(address("secondment", seat)))
        assert "/weeks/" not in page
    signed_in(client, seat.person.user).post(address("week", seat, week=1), {"text": "New"})
    entry.refresh_from_db()
    assert entry.text == "Met the team"
