"""The cases of the practice services, each seen by those who play a part in it."""

from django.db.models import Exists, OuterRef, Q

from samgak.practice.models import CaseTask, PracticeCase, ServiceModel
from samgak.programmes.models import Edition


def cases(edition: Edition, user):
    """The cases of an edition that somebody may open: their own, and all that offices have got."""
    return (
        PracticeCase.objects.filter(service__team__edition=edition)
        .filter(Q(applicant=user) | Q(submitted_at__isnull=False))
        .select_related("service__team__edition", "service__base__team", "applicant", "decided_by")
    )


def own_cases(service: ServiceModel, user):
    """What somebody has applied for at a service, the newest first."""
    return service.cases.filter(applicant=user)


def waiting_tasks(service: ServiceModel):
    """The task that each open case waits for, the oldest case first."""
    earlier = CaseTask.objects.filter(
        case=OuterRef("case"), done_at=None, position__lt=OuterRef("position")
    )
    return (
        CaseTask.objects.filter(case__service=service, case__state="open", done_at=None)
        .filter(~Exists(earlier))
        .select_related("case")
        .order_by("case__submitted_at", "case")
    )


def issued(edition: Edition, number) -> PracticeCase | None:
    """The granted case whose document bears the number, of this edition alone."""
    granted = PracticeCase.objects.filter(
        service__team__edition=edition, state=PracticeCase.State.GRANTED, number=number
    )
    return granted.select_related("service__team").first()
