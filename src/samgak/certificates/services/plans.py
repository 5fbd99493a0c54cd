from django.db import transaction

from samgak.actionplans import services as actionplans_services
from samgak.actionplans.models import ActionPlan
from samgak.certificates.models import Certificate
from samgak.participants.models import Participant


@transaction.atomic
def take_back_plan(participant: Participant) -> ActionPlan:
    """Make a draft of the participant's submitted plan again, unless it led to a certificate."""
    # Issuing locks the same row: a plan can't slip away while its certificate is made.
    seat = Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    is_certified = Certificate.objects.filter(
        participant=seat, state=Certificate.State.ISSUED
    ).exists()
    return actionplans_services.take_back(seat, is_certified=is_certified)
