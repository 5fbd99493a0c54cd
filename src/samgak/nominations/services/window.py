from datetime import datetime

from samgak.core.errors import RuleBroken
from samgak.nominations.rules.window import reason_not_to_nominate
from samgak.partners.models import Role
from samgak.programmes.models import Call, Edition
from samgak.programmes.permissions import access_of


def lock_for_nominations(edition: Edition, *, country: str, by, at: datetime) -> Edition:
    """The edition, held so that nominations are counted once; refuses whoever may not touch them.

    `by` None is the operator of the machine.
    """
    # Others may still refer to the edition: its key is not locked.
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    call = Call.objects.filter(edition=edition).first()
    reason = reason_not_to_nominate(
        state=edition.state,
        call_is_open=bool(call and call.is_open(at)),
        acts_as=_acts_as(edition, country=country, by=by, at=at),
    )
    if reason:
        raise RuleBroken(reason)
    return edition


def _acts_as(edition: Edition, *, country: str, by, at: datetime) -> str:
    if by is None:
        return "operator"
    access = access_of(by, edition, on=at.date())
    if Role.PROGRAMME_OFFICER in access.roles:
        return "officer"
    if country not in access.countries:
        raise RuleBroken("not_your_country", country=country)
    return "focal_point"
