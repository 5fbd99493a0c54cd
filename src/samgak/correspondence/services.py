"""Letters: drafted by other apps, looked at by an officer, sent one by one by a job."""

import smtplib
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction

from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.correspondence import bounces, messages
from samgak.correspondence.models import Letter
from samgak.participants.models import Person
from samgak.programmes.models import Edition

State = Letter.State

SEND = "correspondence.send_letter"  # the task of jobs.py
DECISIONS = frozenset({Letter.Kind.ACCEPTANCE, Letter.Kind.REGRET, Letter.Kind.RESERVE})
STANDING = (State.DRAFT, State.QUEUED, State.SENDING, State.SENT, State.FAILED)
ATTEMPTS = 6
DETAIL_LETTERS = 300


class NotNowError(Exception):
    """The mail server can't take the letter at the moment; it stays queued and is tried again."""


@transaction.atomic
def draft(
    *,
    kind: str,
    address: str,
    language: str,
    subject: str,
    body: str,
    at: datetime,
    edition: Edition | None = None,
    person: Person | None = None,
    user=None,
    by=None,
) -> Letter:
    """Lay a letter into the outbox; a decision is written to a person once for each edition."""
    if kind in DECISIONS and person is not None:
        Person.objects.select_for_update().get(pk=person.pk)
        same = Letter.objects.filter(edition=edition, person=person, kind=kind, resent_of=None)
        if same.filter(state__in=STANDING).exists():
            raise RuleBroken("letter_exists", name=str(person))
    return Letter.objects.create(
        kind=kind,
        address=address.strip(),
        language=language,
        subject=" ".join(subject.split()),
        body=body.strip(),
        edition=edition,
        person=person,
        user=user,
        drafted_at=at,
        drafted_by=by,
    )


@transaction.atomic
def rewrite(letter: Letter, *, address: str, subject: str, body: str) -> Letter:
    """Change a draft."""
    letter = _locked(letter, State.DRAFT)
    letter.address, letter.body = address.strip(), body.strip()
    letter.subject = " ".join(subject.split())
    letter.save(update_fields=["address", "subject", "body"])
    return letter


@transaction.atomic
def queue(letters: Iterable[Letter], *, by, at: datetime) -> list[Letter]:
    """Hand drafts to the job that sends them; those that are drafts no more are passed over."""
    wanted = [letter.pk for letter in letters]
    drafts = list(
        Letter.objects.drafts().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    )
    for letter in drafts:
        _queue(letter, by=by, at=at)
    return drafts


@transaction.atomic
def discard(letter: Letter) -> Letter:
    """Put a letter aside that is not to be sent."""
    letter = _locked(letter, State.DRAFT, State.FAILED)
    letter.state = State.DISCARDED
    letter.save(update_fields=["state"])
    return letter


@transaction.atomic
def resend(letter: Letter, *, by, at: datetime, address: str = "") -> Letter:
    """Queue a failed letter once more, or a copy of one that did not arrive, to another address if given."""
    letter = _locked(letter, State.FAILED, State.SENT)
    if letter.state == State.SENT:
        letter = Letter.objects.create(
            **{
                name: getattr(letter, name)
                for name in ("edition", "person", "user", "kind", "address", "language")
            },
            subject=letter.subject,
            body=letter.body,
            resent_of=letter,
            drafted_at=at,
            drafted_by=by,
        )
    if address:
        letter.address = address
        letter.save(update_fields=["address"])
    _queue(letter, by=by, at=at)
    return letter


@transaction.atomic
def note_bounce(letter: Letter, *, detail: str = "", by, at: datetime) -> Letter:
    """Keep that a letter came back; noted again, the first note stays."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state != State.SENT:
        raise RuleBroken("letter_has_gone_on", name=letter.recipient)
    if letter.bounced_at is None:
        letter.bounced_at, letter.bounced_by = at, by
        letter.bounce_detail = " ".join(detail.replace("\0", "").split())[:DETAIL_LETTERS]
        letter.save(update_fields=["bounced_at", "bounced_by", "bounce_detail"])
    return letter


@transaction.atomic
def note_report(edition: Edition, *, report: str, by, at: datetime) -> list[Letter]:
    """Note what a delivery report says of letters of this edition."""
    read = bounces.read(report)
    host = (urlsplit(settings.BASE_URL).hostname or "").lower()
    keys = read.letters if read and read.host == host else ()
    named = list(Letter.objects.filter(edition=edition, pk__in=keys, state=State.SENT))
    if read is None or not named:
        raise RuleBroken("report_names_no_letter")
    if not read.is_failure:
        raise RuleBroken("report_is_no_failure")
    return [note_bounce(letter, detail=read.detail, by=by, at=at) for letter in named]


def send(letter: Letter, *, at: datetime) -> Letter:
    """Send a queued letter once; called by the job, and safe to call again.

    With a mail server the letter is marked as being sent, and that is written down, before the first
    word of it leaves. A worker that finds the mark was preceded by one that died or lost the line
    between the mark and the server's answer: nobody can know whether the letter arrived. It is then
    never sent by itself but shown as interrupted, and an officer decides. So nothing is sent twice by
    us, and nothing is lost unseen. What remains: an officer who sends an interrupted letter again may
    send a second copy; it bears the same Message-ID, by which many mailboxes drop it. Where the mail
    is a row of our own database (the demonstration), letter and mark are one transaction.
    Raises NotNowError when the server asks to come back later, or can't be reached.
    """
    backend = get_connection()
    if getattr(backend, "is_part_of_the_transaction", False):
        return _send_within(letter, backend, at=at)
    try:
        backend.open()
    except (OSError, smtplib.SMTPException) as error:
        raise _not_now(letter, detail=str(error)) from error
    try:
        taken = _take(letter)
        return taken if taken.state != State.SENDING else _hand_over(taken, backend, at=at)
    finally:
        backend.close()


@transaction.atomic
def _send_within(letter: Letter, backend, *, at: datetime) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state == State.QUEUED:
        backend.send_messages([messages.message_of(letter)])
        _settle(letter, State.SENT, sent_at=at)
    return letter


@transaction.atomic(durable=True)
def _take(letter: Letter) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state == State.QUEUED:
        _settle(letter, State.SENDING)
    elif letter.state == State.SENDING:
        _settle(letter, State.FAILED, fault="interrupted")
    return letter


def _hand_over(letter: Letter, backend, *, at: datetime) -> Letter:
    message = messages.message_of(letter)
    try:
        backend.send_messages([message])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        code, words = _answer(error)
        if code < 500:
            _settle(letter, State.QUEUED)
            raise _not_now(letter, detail=words) from error
        _settle(letter, State.FAILED, fault="refused", fault_detail=words)
    except (OSError, smtplib.SMTPException) as error:
        _settle(letter, State.FAILED, fault="interrupted", fault_detail=str(error))
    else:
        _settle(letter, State.SENT, sent_at=at)
    return letter


def _answer(
    error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException,
) -> tuple[int, str]:
    code: int
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    else:
        code, words = error.smtp_code, error.smtp_error
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return code, f"{code} {text}"


@transaction.atomic
def _not_now(letter: Letter, *, detail: str) -> NotNowError:
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state == State.QUEUED:
        letter.attempts += 1
        tired = letter.attempts >= ATTEMPTS
        _settle(
            letter,
            State.FAILED if tired else State.QUEUED,
            fault="unreachable" if tired else "",
            fault_detail=detail,
        )
    return NotNowError(detail)


def _queue(letter: Letter, *, by, at: datetime) -> None:
    if not letter.address:
        raise RuleBroken("address_missing", name=letter.recipient)
    letter.attempts, letter.queued_at, letter.queued_by = 0, at, by
    letter.save(update_fields=["attempts", "queued_at", "queued_by"])
    _settle(letter, State.QUEUED)
    # One after the other, and behind every job that somebody waits for.
    jobs.defer(SEND, lock="letters", priority=-1, letter_id=letter.pk, at=at.isoformat())


def _settle(letter: Letter, state: str, *, fault: str = "", fault_detail: str = "", **more) -> None:
    letter.state, letter.fault = state, fault
    letter.fault_detail = fault_detail[:DETAIL_LETTERS]
    for name, value in more.items():
        setattr(letter, name, value)
    letter.save(update_fields=["state", "fault", "fault_detail", "attempts", *more])


def _locked(letter: Letter, *states: str) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state not in states:
        raise RuleBroken("letter_has_gone_on", name=letter.recipient)
    return letter
