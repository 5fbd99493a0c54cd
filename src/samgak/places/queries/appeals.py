from django.db.models import QuerySet

from samgak.nominations.models import SelectionLine
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.places.models import Appeal
from samgak.programmes.models import Edition


def appeals(edition: Edition) -> QuerySet[Appeal]:
    """The appeals of an edition, the open ones first."""
    found = Appeal.objects.filter(edition=edition)
    found = found.select_related("nomination__person__user", "answered_by", "edition")
    return found.order_by("answered_at", "received_at", "pk")


def appeal(edition: Edition, *, pk: int) -> Appeal:
    """One appeal of the edition; raises DoesNotExist."""
    return appeals(edition).select_related("proposed_by", "decided_by").get(pk=pk)


def line_of(edition_id: int, person_id: int) -> SelectionLine | None:
    """What was decided on somebody, whom a link speaks of."""
    found = SelectionLine.objects.filter(
        selection__edition=edition_id,
        selection__state="approved",
        nomination__person=person_id,
    )
    return found.select_related("selection__edition", "nomination__person__user").first()


def appeal_of(line: SelectionLine) -> Appeal | None:
    """The appeal against a decision, if there is one."""
    return Appeal.objects.filter(nomination=line.nomination_id).first()


def has_seat(line: SelectionLine) -> bool:
    """Whether the person was seated meanwhile."""
    return Participant.objects.filter(
        edition=line.selection.edition_id,
        person=line.nomination.person_id,
        state__in=PRESENT,
    ).exists()


def had_a_part(appeal: Appeal, user_id: int | None) -> bool:
    """Whether somebody proposed or took the decision that the appeal is against."""
    return user_id is None or user_id in (appeal.proposed_by_id, appeal.decided_by_id)
