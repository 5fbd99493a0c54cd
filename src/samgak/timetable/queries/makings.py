from samgak.core.models import Work
from samgak.programmes.models import Edition

MAKING = "timetable.make_timetable"


def last_work(edition: Edition) -> Work | None:
    """The job that last made, makes or could not make the edition's timetable."""
    works = Work.objects.filter(kind=MAKING, edition_code=edition.code)
    return works.order_by("-requested_at").first()
