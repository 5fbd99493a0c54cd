from collections import Counter
from datetime import UTC, datetime

import pytest

from samgak.correspondence import services
from samgak.correspondence.models import Letter, PageMail
from tests.correspondence.factories import LetterFactory
from tests.factories import EditionFactory, UserFactory
from tests.workers import kill, let_its_silence_be_noticed, wait_until, worker

pytestmark = pytest.mark.usefixtures("empty_queue")
MORNING = datetime(2030, 1, 15, 4, tzinfo=UTC)
BACKENDS = "tests.correspondence.mail_servers"


def queue_letters(count=8):
    edition = EditionFactory()
    letters = [LetterFactory(edition=edition) for _ in range(count)]
    services.queue(letters, by=UserFactory(), at=MORNING)
    return letters


def is_settled():
    return not Letter.objects.filter(state__in=["queued", "sending"]).exists()


def some_are_sent():
    return Letter.objects.filter(state="sent").count() >= 3


def test_every_letter_of_a_demonstration_is_kept_exactly_once_when_its_worker_is_killed():
    letters = queue_letters()
    environment = {"SAMGAK_EMAIL_BACKEND": f"{BACKENDS}.SlowPageBackend"}
    with worker(**environment) as first:
        wait_until(some_are_sent, "the third letter")
        kill(first)
    assert not is_settled()

    let_its_silence_be_noticed()
    with worker(**environment):
        wait_until(is_settled, "the last letter")

    kept = Counter(PageMail.objects.values_list("recipients", flat=True))
    assert kept == Counter(letter.address for letter in letters)
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_no_letter_leaves_twice_when_its_worker_is_killed_and_none_is_lost_unseen(tmp_path):
    letters = queue_letters()
    file = tmp_path / "mail.txt"
    environment = {
        "SAMGAK_EMAIL_BACKEND": f"{BACKENDS}.FileBackend",
        "SAMGAK_TEST_MAIL": str(file),
    }
    with worker(**environment) as first:
        wait_until(some_are_sent, "the third letter")
        wait_until(lambda: Letter.objects.filter(state="sending").exists(), "the next letter")
        kill(first)

    let_its_silence_be_noticed()
    with worker(**environment):
        wait_until(is_settled, "the last letter")

    left = Counter(file.read_text().split())
    sent = Letter.objects.filter(state="sent")
    in_doubt = Letter.objects.get(state="failed")
    assert in_doubt.fault == "interrupted"
    assert sent.count() == len(letters) - 1
    assert all(left[letter.address] == 1 for letter in sent)
    assert left[in_doubt.address] <= 1
