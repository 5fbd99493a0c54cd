from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core import services as core_services
from samgak.core.models import Work
from samgak.places import files
from samgak.places.phrases import sentence
from samgak.places.services import papers as services
from samgak.programmes.models import Edition


@jobs.task("places.make_paper", title=_("Papers of the cohort"), sentence=sentence)
def make_paper(
    work: Work, *, kind: str, form: str, language: str, on: str, at: datetime, then: str
) -> str:
    """Make a paper for everyone, with its progress; `then` shows it."""
    edition = Edition.objects.get(code=work.edition_code)
    order = files.Order(
        kind=kind,
        form=form,
        language=language,
        signed_by=str(work.requested_by),
        on=date.fromisoformat(on),
    )

    def progress(done: int, total: int) -> None:
        core_services.advance(work, done=done, total=total)

    made, people = files.for_all(edition, order, progress=progress)
    services.keep(
        edition,
        kind=kind,
        form=form,
        language=language,
        name=made.name,
        content=made.content,
        people=people,
        by=work.requested_by,
        at=at,
    )
    return then
