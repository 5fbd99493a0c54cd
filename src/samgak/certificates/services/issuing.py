from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from samgak.certificates import queries, rules
from samgak.certificates.models import Certificate
from samgak.certificates.queries import Completion
from samgak.certificates.services import statements
from samgak.certificates.services.documents import render_pdf
from samgak.core.errors import RuleBroken
from samgak.participants import services as participants_services
from samgak.participants.models import Participant
from samgak.participants.rules import OFFICER
from samgak.programmes.models import Edition


def say_nothing(done: int, total: int) -> None:
    """Nobody waits for the progress."""


@transaction.atomic
def issue(
    edition: Edition,
    *,
    by,
    at: datetime,
    progress: Callable[[int, int], None] = say_nothing,
) -> list[Certificate]:
    """Issue to everyone who fulfils the conditions and has confirmed the name.

    Who has a certificate, or had one revoked, gets none; so a second time nothing is issued twice.
    Returns all valid certificates of the edition. `progress` is told how many are done of how many.
    """
    # Two officers at once take turns, and no plan is taken back meanwhile.
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    seats = Participant.objects.filter(edition=edition).order_by("pk")
    list(seats.select_for_update(no_key=True).values_list("pk"))
    issuers = queries.issuers(edition)
    if faults := rules.reasons_not_to_issue(edition_state=edition.state, issuers=len(issuers)):
        raise RuleBroken(faults[0])
    found = queries.completions(edition)
    ready = [one for one in found if one.state == queries.READY]
    made = []
    for number, completion in enumerate(ready, start=1):
        stated = statements.statement_of(
            edition, issuers=issuers, attendance=completion.attendance, at=at
        )
        made.append(_issue_one(completion, statement=stated, by=by, at=at))
        progress(number, len(ready))
    return [
        one.certificate for one in found if one.certificate and one.state == queries.ISSUED
    ] + made


def _issue_one(completion: Completion, *, statement: dict, by, at: datetime) -> Certificate:
    seat = completion.participant
    certificate = Certificate(
        number=statements.unused_number(seat.edition),
        edition=seat.edition,
        participant=seat,
        native_name=seat.certificate_native_name,
        passport_name=seat.certificate_passport_name,
        country=seat.person.country,
        statement=statement,
        issued_at=at,
        issued_by=by,
    )
    certificate.pdf = render_pdf(certificate)
    certificate.save(force_insert=True)
    if seat.state in (Participant.State.ATTENDING, Participant.State.PARTIAL):
        participants_services.change_state(
            seat,
            to=Participant.State.COMPLETED,
            acts_as=OFFICER,
            at=at,
            facts=frozenset({"conditions_are_met"}),
        )
    return certificate
