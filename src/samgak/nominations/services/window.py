from datetime import datetime

from samgak.calls import queries_deadlines as calls
from samgak.calls import queries_ready as ready
from samgak.core.errors import RuleBroken
from samgak.nominations.rules import window as rules
from samgak.partners.models import Role
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access, access_of


def lock_for_nominations(
    edition: Edition, *, country: str, by, at: datetime, was_returned: bool = False
) -> Edition:
    """The edition, held so that nominations are counted once; refuses whoever may not touch them.

    `by` None is the operator of the machine; what `was_returned` may be mended for longer.
    """
    # Others may still refer to the edition: its key is not locked.
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    reason = reason_not_to_nominate(
        edition, country=country, by=by, at=at, was_returned=was_returned
    )
    if reason:
        raise RuleBroken(reason, country=country)
    return edition


def refuse_unready(edition: Edition, *, country: str, by, at: datetime) -> None:
    """Refuse a focal point who has not said that the documents of the course information are at hand."""
    if must_be_ready(edition, country=country, by=by, at=at):
        raise RuleBroken("not_ready")


def must_be_ready(
    edition: Edition, *, country: str, by, at: datetime, access: Access | None = None
) -> bool:
    """Whether somebody must still say so: focal points only, where documents are asked for."""
    acts_as = role_of(edition, country=country, by=by, at=at, access=access)
    return acts_as == "focal_point" and ready.asked_of(by, edition) is not None


def reason_not_to_nominate(
    edition: Edition,
    *,
    country: str,
    by,
    at: datetime,
    was_returned: bool = False,
    access: Access | None = None,
) -> str | None:
    """A code for why somebody may not touch a country's nominations now, None when they may."""
    acts_as = role_of(edition, country=country, by=by, at=at, access=access)
    if acts_as is None:
        return "not_your_country"
    call = getattr(edition, "call", None)
    how = {
        "state": edition.state,
        "call_is_open": bool(call and call.is_open(at)),
        "acts_as": acts_as,
    }
    reason = rules.reason_not_to_nominate(**how, was_returned=was_returned)
    if reason == "call_is_not_open" and calls.may_nominate_late(edition, country=country, at=at):
        return rules.reason_not_to_nominate(**how, was_returned=True)
    return reason


def role_of(
    edition: Edition, *, country: str, by, at: datetime, access: Access | None = None
) -> str | None:
    """As what somebody touches the country's nominations: officer, focal_point or operator.

    `access` is what they are on the edition that day, where a page has asked before.
    """
    if by is None:
        return "operator"
    access = access or access_of(by, edition, on=at.date())
    if Role.PROGRAMME_OFFICER in access.roles:
        return "officer"
    return "focal_point" if country in access.countries else None
