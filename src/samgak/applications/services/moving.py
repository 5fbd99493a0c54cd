"""An application taken along the table of its states; every step is written down."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samgak.applications.models import Application, ApplicationStep
from samgak.applications.rules import states
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Call

MOST_LETTERS_OF_A_REASON = 2_000


@transaction.atomic
def move(
    application: Application,
    *,
    to: str,
    acts_as: str,
    by,
    at: datetime,
    reason: str = "",
    facts: Collection[str] = (),
) -> Application:
    """Take a step of the table, or raise RuleBroken with what forbids it.

    `facts` are those that only the caller knows; whether there is a reason, whether the call is open
    and whether somebody decides on what they screened themselves is found out here.
    """
    application = locked(application)
    reason = plain_words(reason)
    known = {*facts, *_facts_of(application, by=by, at=at, reason=reason)}
    source = application.state
    if reasons := states.reasons_not_to_move(source, to, acts_as=acts_as, facts=known):
        raise RuleBroken(reasons[0])
    application.state, application.state_changed_at = to, at
    with audit.because(reason):
        application.save(update_fields=["state", "state_changed_at", *_with(application, to, at)])
        ApplicationStep.objects.create(
            application=application,
            from_state=source,
            to_state=to,
            acts_as=acts_as,
            taken_by=by,
            taken_at=at,
            reason=reason,
        )
    return application


def locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("person__user", "edition", "form")
        .get(pk=application.pk)
    )


def plain_words(text: str) -> str:
    """What somebody wrote, without what the database can't keep, cut where it is endless."""
    return text.replace("\0", "").strip()[:MOST_LETTERS_OF_A_REASON]


def _facts_of(application: Application, *, by, at: datetime, reason: str) -> set[str]:
    screened = application.steps.filter(acts_as=states.SCREENER).values_list("taken_by", flat=True)
    call = Call.objects.filter(edition=application.edition_id).first()
    is_open = call is None or call.is_open(at)
    return facts_of(reason=reason, by=by, screened_by=set(screened), call_is_open=is_open)


def facts_of(
    *, reason: str, by, screened_by: Collection[int | None], call_is_open: bool
) -> set[str]:
    """What guards of the table ask and is known here."""
    holds = {
        states.HAS_REASON: bool(reason),
        states.IS_NOT_THE_SCREENER: by is not None and by.pk not in screened_by,
        states.CALL_IS_OPEN: call_is_open,
    }
    return {fact for fact, is_so in holds.items() if is_so}


def _with(application: Application, to: str, at: datetime) -> list[str]:
    """What else a step changes: the fields, changed and not yet saved."""
    if to != states.SUBMITTED:
        return []
    application.submitted_at = at
    return ["submitted_at"]
