from django.db.models import Prefetch

from samgak.discussions import rules
from samgak.discussions.models import Commitment, Delegation, Endorsement
from samgak.participants import queries as participants
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


def commitments(edition: Edition):
    """Every commitment of the edition with all that its page shows."""
    return (
        Commitment.objects.filter(edition=edition)
        .select_related("statement", "edition")
        .prefetch_related(
            "translations",
            "organisations",
            "follow_ups",
            Prefetch("endorsements", Endorsement.objects.select_related("delegation")),
        )
        .order_by("number")
    )


def visible(edition: Edition, *, reader_id: int | None, is_officer: bool) -> list[Commitment]:
    """Offered and agreed ones for everybody; drafts for their authors and the officers."""
    return [
        one
        for one in commitments(edition)
        if is_officer
        or one.state in (rules.OFFERED, rules.AGREED)
        or one.drafted_by_id == reader_id
    ]


def agreed(edition: Edition) -> list[Commitment]:
    return list(commitments(edition).filter(state=rules.AGREED))


def published(edition: Edition) -> list[Commitment]:
    """The agreed ones all of whose delegations agreed to publish."""
    return [one for one in agreed(edition) if all(by.may_publish for by in one.standing)]


def countries(edition: Edition) -> list[str]:
    """The countries that have participants."""
    found = participants.participants(edition).values_list("person__country", flat=True)
    return sorted(set(found))


def organisations(edition: Edition) -> list[Organisation]:
    return list(edition.organisations.order_by("name"))


def delegations(edition: Edition) -> dict[str, Delegation]:
    return {one.country: one for one in Delegation.objects.filter(edition=edition)}


def delegation_of(edition: Edition, user_id: int | None) -> Delegation | None:
    """The delegation for which the person speaks, as long as the person has a seat."""
    found = Delegation.objects.filter(edition=edition, spokesperson=user_id)
    seated = participants.participants(edition).filter(person__user=user_id)
    one = found.first() if user_id else None
    return one if one and seated.filter(person__country=one.country).exists() else None
