from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.correspondence import services
from samgak.correspondence.models import Letter, PageMail
from tests.correspondence.factories import LetterFactory
from tests.correspondence.mail_servers import mail_server
from tests.factories import EditionFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2030, 1, 15, 4, tzinfo=UTC)


def queued(**changes):
    letter = LetterFactory(**changes)
    services.queue([letter], by=UserFactory(), at=MORNING)
    return letter


def state_of(letter):
    return Letter.objects.get(pk=letter.pk).state


def fault_of(letter):
    return Letter.objects.get(pk=letter.pk).fault


def draft(**changes):
    given = {
        "kind": "acceptance",
        "address": "aigerim@example.kz",
        "language": "kk",
        "subject": "You are\nselected",
        "body": "Dear colleague",
        "at": MORNING,
    }
    return services.draft(**given | changes)


def test_a_draft_is_laid_into_the_outbox():
    jobs_before = ProcrastinateJob.objects.count()

    letter = draft(edition=EditionFactory(), person=PersonFactory())

    assert (letter.state, letter.subject) == ("draft", "You are selected")
    assert ProcrastinateJob.objects.count() == jobs_before


def test_a_decision_is_written_to_a_person_once():
    edition, person = EditionFactory(), PersonFactory()
    first = draft(edition=edition, person=person)

    with pytest.raises(RuleBroken, match="letter_exists"):
        draft(edition=edition, person=person)

    services.discard(first)
    assert draft(edition=edition, person=person).state == "draft"


def test_the_database_refuses_a_second_decision_whoever_writes():
    letter = LetterFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        LetterFactory(edition=letter.edition, person=letter.person)


def test_a_queued_letter_is_sent_by_the_job_in_both_forms():
    letter = queued(body="Dear colleague,\n\nsee https://samgak.example/en/")

    assert jobs.work_off() == 1

    (message,) = mail.outbox
    html, _ = message.alternatives[0]
    assert message.to == [letter.address]
    assert "Dear colleague" in message.body
    assert '<a href="https://samgak.example/en/"' in html
    assert message.extra_headers["Content-Language"] == "kk"
    assert state_of(letter) == "sent"


def test_a_letter_is_not_sent_twice_when_the_job_runs_twice():
    letter = queued()
    jobs.work_off()

    services.send(letter, at=MORNING)

    assert len(mail.outbox) == 1


def test_queueing_twice_sends_once():
    letter = queued()

    assert services.queue([letter], by=UserFactory(), at=MORNING) == []
    assert jobs.work_off() == 1
    assert len(mail.outbox) == 1


def test_a_letter_without_an_address_is_not_queued():
    letter = LetterFactory(address="")

    with pytest.raises(RuleBroken, match="address_missing"):
        services.queue([letter], by=UserFactory(), at=MORNING)

    assert state_of(letter) == "draft"


def test_a_draft_is_rewritten_and_a_sent_letter_is_not():
    letter = LetterFactory()
    changes = {"address": "new@example.kz", "subject": "Another", "body": "Other words"}
    services.rewrite(letter, **changes)
    assert Letter.objects.get(pk=letter.pk).body == "Other words"
    queued_letter = queued()

    with pytest.raises(RuleBroken, match="letter_has_gone_on"):
        services.rewrite(queued_letter, **changes)
    with pytest.raises(RuleBroken, match="letter_has_gone_on"):
        services.discard(queued_letter)


def test_a_letter_that_a_dead_worker_was_sending_is_left_to_a_person():
    letter = queued()
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENDING)

    jobs.work_off()

    assert mail.outbox == []
    assert (state_of(letter), fault_of(letter)) == ("failed", "interrupted")


def test_a_failed_letter_sent_again_bears_the_same_number():
    letter = LetterFactory(state=Letter.State.FAILED, fault="interrupted")

    services.resend(letter, by=UserFactory(), at=MORNING)
    jobs.work_off()

    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<letter-{letter.pk}@")
    assert (state_of(letter), fault_of(letter)) == ("sent", "")


def test_a_sent_letter_sent_again_is_a_copy():
    letter = queued()
    jobs.work_off()

    copy = services.resend(letter, by=UserFactory(), at=MORNING)
    jobs.work_off()

    assert copy.resent_of == letter
    assert [message.to for message in mail.outbox] == [[letter.address], [letter.address]]


def test_in_a_demonstration_the_letter_stays_on_a_page_with_the_date_of_the_page(settings):
    settings.DEMONSTRATION = True
    settings.EMAIL_BACKEND = "samgak.correspondence.backend.PageBackend"
    letter = queued()

    jobs.work_off()

    assert [one.recipients for one in PageMail.objects.all()] == [letter.address]
    assert Letter.objects.get(pk=letter.pk).sent_at == MORNING
    services.send(letter, at=MORNING)
    assert PageMail.objects.count() == 1


def test_a_mail_server_takes_a_letter(settings):
    letter = queued()
    with mail_server(settings) as server:
        services.send(letter, at=MORNING)

    assert f"To: {letter.address}" in server.letters[0]
    assert state_of(letter) == "sent"


def test_a_refused_letter_keeps_the_servers_words(settings):
    letter = queued()
    with mail_server(settings, RCPT="550 no such mailbox"):
        services.send(letter, at=MORNING)

    letter.refresh_from_db()
    assert (letter.state, letter.fault) == ("failed", "refused")
    assert letter.fault_detail == "550 no such mailbox"


def test_a_server_that_asks_to_come_back_later_gets_the_letter_later(settings):
    letter = queued()
    with mail_server(settings, RCPT="451 greylisted") as server:
        with pytest.raises(services.NotNowError):
            services.send(letter, at=MORNING)
        assert state_of(letter) == "queued"
        del server.answers["RCPT"]
        services.send(letter, at=MORNING)

    assert state_of(letter) == "sent"


def test_a_server_that_stays_away_is_given_up(settings):
    letter = queued()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    for _ in range(services.ATTEMPTS):
        with pytest.raises(services.NotNowError):
            services.send(letter, at=MORNING)

    assert (state_of(letter), fault_of(letter)) == ("failed", "unreachable")


@pytest.mark.parametrize("after", ["DATA", "."])
def test_a_line_that_breaks_while_handing_over_leaves_the_letter_to_a_person(settings, after):
    letter = queued()
    with mail_server(settings, **{after: None}):
        services.send(letter, at=MORNING)

    assert (state_of(letter), fault_of(letter)) == ("failed", "interrupted")
