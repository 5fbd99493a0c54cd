"""Acts that many tests begin with."""

from samgak.nominations import services
from samgak.nominations.models import WorkbookRow
from tests.nominations.factories import WHILE_OPEN


def uploaded(edition, content, *, by, country="KZ", at=WHILE_OPEN, name="nominations-kz.csv"):
    return services.upload(edition, country=country, file_name=name, content=content, by=by, at=at)


def imported(edition, content, *, by, at=WHILE_OPEN, **options):
    taken = uploaded(edition, content, by=by, at=at, **options)
    return services.import_workbook(taken, by=by, at=at)


def outcomes(book):
    return [(r.row, r.outcome, r.code) for r in WorkbookRow.objects.filter(workbook=book)]
