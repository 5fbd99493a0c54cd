from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from samgak.correspondence.models import PageMail


class PageBackend(BaseEmailBackend):
    """The mail of the demonstration: kept in the database and shown on a page, sent to nobody."""

    # Sending is a row of the transaction that sends: it happens with it, or not at all.
    is_part_of_the_transaction = True

    @transaction.atomic
    def send_messages(self, email_messages) -> int:
        """Keep the messages; how many they were."""
        for message in email_messages:
            PageMail.objects.create(
                sender=message.from_email,
                recipients=", ".join(message.recipients()),
                subject=message.subject,
                text=message.body,
                html=_html(message),
                message_id=message.extra_headers.get("Message-ID", ""),
                sent_at=timezone.now(),
            )
        return len(email_messages)


def _html(message) -> str:
    versions = getattr(message, "alternatives", [])
    return next((str(content) for content, kind in versions if kind == "text/html"), "")
