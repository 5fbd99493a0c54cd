"""Applications asked for, people invited, links renewed, those who wait reminded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from samgak.applications import queries
from samgak.applications.models import Application, ApplicationForm
from samgak.applications.rules import states
from samgak.applications.services import writing
from samgak.applications.services.moving import locked
from samgak.core.errors import RuleBroken
from samgak.correspondence import queries as correspondence
from samgak.correspondence.models import Letter
from samgak.participants.folding import folded
from samgak.participants.models import Person
from samgak.programmes.models import Call, Edition

REMINDERS_TO_A_SUPERVISOR = 2
BETWEEN_REMINDERS = timedelta(days=5)
BEFORE_THE_DEADLINE = timedelta(days=3)
# A link can be asked for again, not a mailbox be filled.
BETWEEN_LINKS = timedelta(minutes=10)


@dataclass(frozen=True)
class Invited:
    """How many were written to, how many had been before, how many have no address."""

    written: int
    known: int
    without_address: int


@transaction.atomic
def ask_for_applications(edition: Edition, *, by, at: datetime) -> ApplicationForm:
    """From now on the edition takes applications; its form begins as ours."""
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if found := queries.newest_form(edition):
        return found
    return ApplicationForm.objects.create(
        edition=edition, number=1, definition=queries.usual_definition(), made_at=at, made_by=by
    )


@transaction.atomic
def ask_no_more(edition: Edition) -> None:
    """Nominations only, as long as nobody was invited to apply."""
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if Application.objects.filter(edition=edition).exists():
        raise RuleBroken("applications_exist")
    ApplicationForm.objects.filter(edition=edition).delete()


@transaction.atomic
def invite(edition: Edition, *, person: Person, by, at: datetime) -> Application:
    """Begin the person's application and send the link that opens it; once."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if queries.newest_form(edition) is None:
        raise RuleBroken("applications_are_not_asked")
    if Application.objects.filter(edition=edition, person=person).exists():
        raise RuleBroken("applicant_is_invited", name=str(person))
    if not person.email:
        raise RuleBroken("applicant_has_no_address", name=str(person))
    application = Application.objects.create(
        edition=edition,
        person=person,
        state_changed_at=at,
        invited_at=at,
        language=correspondence.language_of(person, edition=edition),
        search_text=search_text(person),
    )
    writing.invite_to_apply(application, by=by, at=at)
    return application


def invite_all(
    edition: Edition,
    *,
    people: Iterable[Person],
    by,
    at: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> Invited:
    """Invite everybody who is not invited yet and has an address."""
    counted = {"": 0, "applicant_is_invited": 0, "applicant_has_no_address": 0}
    for done, person in enumerate(people, start=1):
        outcome = ""
        try:
            invite(edition, person=person, by=by, at=at)
        except RuleBroken as broken:
            if broken.code not in counted:
                raise
            outcome = broken.code
        counted[outcome] += 1
        progress(done)
    return Invited(*counted.values())


@transaction.atomic
def renew_link(application: Application, *, by, at: datetime) -> Application:
    """Send the applicant a new link; from now on the old one opens nothing."""
    application = locked(application)
    if not application.person.email:
        raise RuleBroken("applicant_has_no_address", name=str(application.person))
    recent = Letter.objects.filter(
        edition=application.edition,
        person=application.person,
        kind=Letter.Kind.APPLICATION,
        drafted_at__gt=at - BETWEEN_LINKS,
    )
    if application.link_number > 1 and recent.exists():
        raise RuleBroken("link_was_sent_already")
    application.link_number += 1
    application.save(update_fields=["link_number"])
    writing.invite_to_apply(application, by=by, at=at)
    return application


def remind(*, at: datetime) -> int:
    """Remind supervisors who have not answered, and authors of drafts before the deadline; how many."""
    waiting = Application.objects.filter(state=states.SUBMITTED).exclude(supervisor_email="")
    reminded = sum(_remind_supervisor(one, at=at) for one in waiting.order_by("pk").iterator())
    closing = Call.objects.filter(closes_at__gt=at, closes_at__lte=at + BEFORE_THE_DEADLINE)
    drafts = Application.objects.filter(
        state=states.DRAFT, edition__in=closing.values("edition")
    ).exclude(person__email="")
    return reminded + sum(_remind_author(one, at=at) for one in drafts.order_by("pk").iterator())


@transaction.atomic
def _remind_supervisor(application: Application, *, at: datetime) -> bool:
    application = locked(application)
    if application.state != states.SUBMITTED:
        return False
    asked = Letter.objects.filter(
        edition=application.edition,
        person=application.person,
        kind=Letter.Kind.ENDORSEMENT,
        address=application.supervisor_email,
        drafted_at__gte=application.submitted_at,
    )
    times = list(asked.order_by("-drafted_at").values_list("drafted_at", flat=True))
    if len(times) > REMINDERS_TO_A_SUPERVISOR or (times and times[0] > at - BETWEEN_REMINDERS):
        return False
    writing.ask_supervisor(application, by=None, at=at, is_reminder=bool(times))
    return True


@transaction.atomic
def _remind_author(application: Application, *, at: datetime) -> bool:
    application = locked(application)
    recent = Letter.objects.filter(
        edition=application.edition,
        person=application.person,
        kind=Letter.Kind.APPLICATION,
        drafted_at__gt=at - BEFORE_THE_DEADLINE,
    )
    if application.state != states.DRAFT or recent.exists():
        return False
    writing.invite_to_apply(application, by=None, at=at, is_reminder=True)
    return True


def search_text(person: Person, *names: str) -> str:
    """Every spelling of the name, folded."""
    return folded(f"{person.native_name} {person.passport_name} {' '.join(names)}")
