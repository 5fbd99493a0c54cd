from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core import services as core
from samgak.core.models import Work
from samgak.nominations import services
from samgak.nominations.models import WorkbookImport
from samgak.nominations.phrases import imports as phrases


@jobs.task("nominations.read_workbook", title=_("Reading the workbook"), sentence=phrases.sentence)
def read_workbook(work: Work, *, workbook_id: int, language: str, at) -> str:
    """Read what the workbook says, for the preview."""
    workbook = services.preview(WorkbookImport.objects.get(pk=workbook_id), at=at)
    return _page(workbook, language)


@jobs.task(
    "nominations.import_workbook", title=_("Importing the workbook"), sentence=phrases.sentence
)
def import_workbook(work: Work, *, workbook_id: int, language: str, at) -> str:
    """Nominate whom the workbook names."""
    workbook = services.import_workbook(
        WorkbookImport.objects.select_related("edition").get(pk=workbook_id),
        by=work.requested_by,
        at=at,
        progress=lambda done, total: core.advance(work, done=done, total=total),
    )
    return _page(workbook, language)


def _page(workbook: WorkbookImport, language: str) -> str:
    with translation.override(language):
        return reverse(
            "nominations:import", kwargs={"code": workbook.edition.code, "pk": workbook.pk}
        )
