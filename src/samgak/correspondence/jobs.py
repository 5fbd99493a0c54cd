import time
from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app

from samgak.correspondence import services
from samgak.correspondence.models import Letter

FIRST_WAIT_SECONDS = 30


class ComeBackLater(BaseRetryStrategy):
    """Half a minute, a minute, two ... and past the letters that wait behind this one."""

    def get_retry_decision(self, *, exception, job):
        if not isinstance(exception, services.NotNowError) or job.attempts + 1 >= services.ATTEMPTS:
            return None
        wait = FIRST_WAIT_SECONDS * 2**job.attempts
        return RetryDecision(retry_in={"seconds": wait}, lock=f"letter-{job.id}")


@app.task(name=services.SEND, retry=ComeBackLater())
def send_letter(letter_id: int, at: str) -> None:
    """Send one letter; in a demonstration it bears the date of the page that queued it."""
    letter = Letter.objects.get(pk=letter_id)
    moment = datetime.fromisoformat(at) if settings.DEMONSTRATION else timezone.now()
    services.send(letter, at=moment)
    if not getattr(get_connection(), "is_part_of_the_transaction", False):
        # Mail servers mistrust those who talk too fast.
        time.sleep(60 / settings.LETTERS_PER_MINUTE)
