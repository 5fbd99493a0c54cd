"""Letters that come back: noted by hand or from the mail server's report, and whoever writes again is warned."""

import pytest
from django.urls import reverse

from samgak.core.errors import RuleBroken
from samgak.correspondence import bounces, queries, services
from tests.correspondence.factories import LetterFactory
from tests.factories import MORNING, EditionFactory, EditionRoleFactory

pytestmark = pytest.mark.django_db
# The parts of RFC 3464's own example, with the Message-ID of a letter of ours.
REPORT = """From: Mail Delivery Subsystem <MAILER-DAEMON@mail.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; official@example.kz
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1
 User unknown

--b
Content-Type: message/rfc822

Message-ID: <letter-{pk}@{host}>
"""


@pytest.fixture
def letter(settings):
    settings.BASE_URL = "https://samgak.example"
    return LetterFactory(state="sent", sent_at=MORNING, address="Official@example.kz")


def report_on(letter, *, action="failed", status="5.1.1", host="samgak.example"):
    return REPORT.format(pk=letter.pk, action=action, status=status, host=host)


def note(letter, report):
    return services.note_report(letter.edition, report=report, by=None, at=MORNING)


def test_a_report_names_the_letter_and_what_the_server_said(letter):
    note(letter, report_on(letter).replace("\n", "\r\n"))

    letter.refresh_from_db()
    assert letter.bounced_at == MORNING
    assert letter.bounce_detail == "smtp; 550 5.1.1 User unknown"
    assert queries.returned(letter.edition) == {"official@example.kz"}


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0")])
def test_a_report_of_a_delay_or_of_success_is_no_failure(letter, action, status):
    with pytest.raises(RuleBroken, match="report_is_no_failure"):
        note(letter, report_on(letter, action=action, status=status))


@pytest.mark.parametrize("text", ["", "hello", "<letter-@x>", "<letter-99999999@samgak.example>"])
def test_a_report_that_names_no_letter_of_ours_is_refused(letter, text):
    with pytest.raises(RuleBroken, match="report_names_no_letter"):
        note(letter, text)


def test_a_report_of_another_house_or_edition_changes_nothing_here(letter):
    with pytest.raises(RuleBroken, match="report_names_no_letter"):
        note(letter, report_on(letter, host="another.example"))
    with pytest.raises(RuleBroken, match="report_names_no_letter"):
        services.note_report(EditionFactory(), report=report_on(letter), by=None, at=MORNING)


def test_a_report_in_plain_words_counts_as_a_failure(letter):
    read = bounces.read(f"Sorry, we could not deliver\n<letter-{letter.pk}@samgak.example>")
    assert (read.is_failure, read.detail) == (True, "")


def test_a_draft_can_not_come_back(letter):
    draft = LetterFactory(edition=letter.edition)
    with pytest.raises(RuleBroken, match="letter_has_gone_on"):
        services.note_bounce(draft, by=None, at=MORNING)


def test_the_next_letter_to_the_address_warns_before_it_is_sent(client, letter):
    edition = letter.edition
    officer = EditionRoleFactory(edition=edition).user
    client.force_login(officer)

    def page(name, **more):
        return reverse(f"correspondence:{name}", kwargs={"code": edition.code, **more})

    client.post(page("came_back", pk=letter.pk), {"detail": "The box is full"})
    other = LetterFactory(edition=edition, kind="answer", address="official@example.kz")

    assert "The box is full" in client.get(page("letter", pk=letter.pk)).content.decode()
    assert "Came back" in client.get(page("drafts", kind="answer")).content.decode()
    asked = client.post(page("drafts", kind="answer"), {"letter": other.pk})
    assert "Came back" in asked.content.decode()
    assert "came back. Check" in client.get(page("letter", pk=other.pk)).content.decode()


def test_a_letter_goes_once_more_to_another_address(client, letter):
    client.force_login(EditionRoleFactory(edition=letter.edition).user)
    page = reverse("correspondence:send", kwargs={"code": letter.edition.code, "pk": letter.pk})
    client.post(page, {"address": "no address"})
    assert not letter.resent.exists()
    client.post(page, {"address": "right@example.kz"})

    again = letter.resent.get()
    assert (again.address, again.state) == ("right@example.kz", "queued")


def test_a_pasted_report_is_noted_on_its_page(client, letter):
    client.force_login(EditionRoleFactory(edition=letter.edition).user)
    page = reverse("correspondence:reports", kwargs={"code": letter.edition.code})
    refused = client.post(page, {"report": "hello"})
    answer = client.post(page, {"report": report_on(letter)})

    assert "names no letter" in refused.content.decode()
    assert answer.status_code == 302
