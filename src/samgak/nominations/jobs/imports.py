from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core import services as core
from samgak.core.models import Work
from samgak.nominations import services
from samgak.nominations.models import WorkbookImport
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.queries.plans import Progress


@jobs.task("nominations.read_workbook", title=_("Reading the workbook"), sentence=phrases.sentence)
def read_workbook(work: Work, *, workbook_id: int, language: str, at) -> str:
    """Read what the workbook says, for the preview."""
    workbook = services.preview(_workbook(workbook_id), at=at, progress=_progress(work))
    return _page(workbook, language)


@jobs.task(
    "nominations.import_workbook", title=_("Importing the workbook"), sentence=phrases.sentence
)
def import_workbook(work: Work, *, workbook_id: int, language: str, at) -> str:
    """Nominate whom the workbook names."""
    workbook = services.import_workbook(
        _workbook(workbook_id), by=work.requested_by, at=at, progress=_progress(work)
    )
    return _page(workbook, language)


@jobs.task("nominations.undo_import", title=_("Undoing the import"), sentence=phrases.sentence)
def undo_import(work: Work, *, workbook_id: int, language: str, at) -> str:
    """Take back what an import wrote."""
    workbook = services.undo_import(
        _workbook(workbook_id), by=work.requested_by, at=at, progress=_progress(work)
    )
    return _page(workbook, language)


def _workbook(pk: int) -> WorkbookImport:
    return WorkbookImport.objects.defer("content").select_related("edition").get(pk=pk)


def _progress(work: Work) -> Progress:
    return lambda done, total: core.advance(work, done=done, total=total)


def _page(workbook: WorkbookImport, language: str) -> str:
    with translation.override(language):
        return reverse(
            "nominations:import", kwargs={"code": workbook.edition.code, "pk": workbook.pk}
        )
