from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samgak.actionplans.models import ActionPlan, CheckIn
from samgak.actionplans.rules.milestones import Milestone, Report, milestones
from samgak.core.prepared import Given, Prepared
from samgak.participants import queries as participants_queries
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access

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
    return _plans.first(participant=participant.pk)


@Prepared
def _plans() -> QuerySet[ActionPlan]:
    found = ActionPlan.objects.filter(participant=Given("participant"))
    return found.select_related("participant__edition", "session").order_by()


def submitted(edition: Edition) -> set[int]:
    """The ids of the participants who have submitted their plan."""
    return set(
        ActionPlan.objects.filter(
            participant__edition=edition, submitted_at__isnull=False
        ).values_list("participant_id", flat=True)
    )


def plans(edition: Edition) -> tuple[PersonPlan, ...]:
    """Everyone present with the state of the plan, by country and name, in three queries."""
    written = {
        plan.participant_id: plan
        for plan in ActionPlan.objects.filter(participant__edition=edition)
        .select_related("participant__edition")
        .prefetch_related("check_ins")
    }
    return tuple(
        PersonPlan(person, written.get(person.pk))
        for person in participants_queries.participants(edition)
    )


def reported(plan: ActionPlan) -> list[CheckIn]:
    """The answers of the follow-up, the last one at the end; reads those fetched with the plan."""
    answered = [one for one in plan.check_ins.all() if one.answered_at]
    return sorted(answered, key=lambda one: one.month)


def activities_done(plan: ActionPlan) -> list[str]:
    """The activities that the last answer says are carried out."""
    answered = reported(plan)
    return answered[-1].activities_done if answered else []


def milestones_of(plan: ActionPlan | None, *, today: date) -> tuple[Milestone, ...]:
    """The activities of the plan by month, with what was reported of each."""
    if plan is None:
        return ()
    zone = plan.participant.edition.zone
    reports = [
        Report(one.answered_at.astimezone(zone).date(), one.activities_done)
        for one in reported(plan)
        if one.answered_at
    ]
    in_time = sorted(plan.activities, key=lambda one: one.get("month") or "9999")
    return milestones(in_time, reports=reports, today=today)


READERS = frozenset({"programme_officer", "evaluation_officer", "lecturer"})


def readable_plans(edition: Edition, *, access: Access) -> QuerySet[ActionPlan]:
    """The submitted plans that somebody may read: officers and lecturers all, a focal point those of
    its country, a participant those that their owners share."""
    found = ActionPlan.objects.filter(
        participant__edition=edition, submitted_at__isnull=False
    ).select_related("participant__person", "participant__edition", "session")
    if access.roles & READERS:
        return found
    of_country = Q(participant__person__country__in=access.countries)
    shared = Q(is_shared=True) if "participant" in access.roles else Q(pk=None)
    return found.filter(of_country | shared)


def submitted_plan(edition: Edition, *, participant_id: int, access: Access) -> ActionPlan:
    """A plan that the reader may read; raises ActionPlan.DoesNotExist for drafts too."""
    found = readable_plans(edition, access=access)
    return found.prefetch_related(
        "comments__author", "check_ins__evidence", "adoptions", "disseminations", "versions"
    ).get(participant_id=participant_id)


def plan_by(pk: int) -> ActionPlan | None:
    """The submitted plan of a link."""
    return (
        ActionPlan.objects.select_related("participant__person", "participant__edition")
        .filter(pk=pk, submitted_at__isnull=False)
        .first()
    )


def check_in_of(pk: int) -> CheckIn | None:
    """The question of a link, with its plan."""
    return (
        CheckIn.objects.select_related("plan__participant__person", "plan__participant__edition")
        .prefetch_related("evidence", "plan__check_ins")
        .filter(pk=pk, plan__submitted_at__isnull=False)
        .first()
    )
