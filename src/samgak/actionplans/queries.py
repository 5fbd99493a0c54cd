from dataclasses import dataclass

from samgak.actionplans.models import ActionPlan
from samgak.participants import queries as participants_queries
from samgak.participants.models import Participant
from samgak.programmes.models import Edition

NOT_BEGUN, DRAFT, SUBMITTED = "not_begun", "draft", "submitted"


@dataclass(frozen=True)
class PersonPlan:
    """One participant and the plan as far as it is."""

    participant: Participant
    plan: ActionPlan | None

    @property
    def state(self) -> str:
        if self.plan is None:
            return NOT_BEGUN
        return SUBMITTED if self.plan.submitted_at else DRAFT


def plan_of(participant: Participant) -> ActionPlan | None:
    """The plan of a participant, draft or submitted; None when not begun."""
    return ActionPlan.objects.filter(participant=participant).first()


def submitted(edition: Edition) -> set[int]:
    """The ids of the participants who have submitted their plan."""
    return set(
        ActionPlan.objects.filter(
            participant__edition=edition, submitted_at__isnull=False
        ).values_list("participant_id", flat=True)
    )


def plans(edition: Edition) -> tuple[PersonPlan, ...]:
    """Everyone present with the state of the plan, by country and name, in two queries."""
    written = {
        plan.participant_id: plan
        for plan in ActionPlan.objects.filter(participant__edition=edition)
    }
    return tuple(
        PersonPlan(person, written.get(person.pk))
        for person in participants_queries.participants(edition)
    )


def submitted_plan(edition: Edition, *, participant_id: int) -> ActionPlan:
    """A plan that others may read; raises ActionPlan.DoesNotExist for drafts too."""
    return ActionPlan.objects.select_related("participant__person").get(
        participant__edition=edition, participant_id=participant_id, submitted_at__isnull=False
    )
