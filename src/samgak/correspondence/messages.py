"""A letter as it leaves: plain text and HTML, in the reader's language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from samgak.correspondence.models import Letter


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The mail of a letter; sent again it keeps its Message-ID, so that mailboxes know it."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=text_of(letter),
        to=[letter.address],
        headers={
            "Message-ID": message_id(letter),
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html_of(letter), "text/html")
    return message


def message_id(letter: Letter) -> str:
    """The same for every attempt at the same letter."""
    return f"<letter-{letter.pk}@{urlsplit(settings.BASE_URL).hostname}>"


def text_of(letter: Letter) -> str:
    """The letter in plain text."""
    return _rendered("correspondence/letter.txt", letter)


def html_of(letter: Letter) -> str:
    """The letter in HTML."""
    return _rendered("correspondence/letter.html", letter)


def _rendered(template: str, letter: Letter) -> str:
    context = {
        "letter": letter,
        "help_email": settings.HELP_EMAIL,
        "base_url": settings.BASE_URL,
    }
    with translation.override(letter.language):
        return render_to_string(template, context).strip() + "\n"
