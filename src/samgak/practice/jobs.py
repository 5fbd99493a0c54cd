from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core import services as core_services
from samgak.practice.models import ServiceModel
from samgak.practice.phrases.offices import sentence
from samgak.practice.rules import offices
from samgak.practice.services import offices as services


@jobs.task("practice.simulate_office", title=_("Simulating the office"), sentence=sentence)
def simulate_office(work, *, at: datetime, service_id: int, plan: dict) -> str:
    """Simulate both layouts of an office day by day, with its progress."""
    service = ServiceModel.objects.get(pk=service_id, team__edition__code=work.edition_code)

    def progress(done: int, total: int) -> None:
        core_services.advance(work, done=done, total=total)

    services.simulate(
        service, plan=offices.plan_of(plan), by=work.requested_by, at=at, progress=progress
    )
    where = {"code": work.edition_code, "service_id": service.pk}
    return reverse("practice:office", kwargs=where) + "#results"
