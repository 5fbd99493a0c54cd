from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samgak.core import jobs
from samgak.core import services as core
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.planning.timetable.problem import NoAnswer, NoTimetable
from samgak.programmes.models import Edition
from samgak.timetable import phrases, queries, services


@jobs.task("timetable.make_timetable", title=_("Making the timetable"), sentence=phrases.sentence)
def make_timetable(work: Work, *, edition_id: int, only_unplaced: bool, language: str, at) -> str:
    """Place the sessions; what leaves no timetable is told with every rule that clashes."""
    edition = Edition.objects.get(pk=edition_id)
    try:
        answer = services.make(
            edition,
            by=work.requested_by,
            at=at,
            only_unplaced=only_unplaced,
            progress=lambda done, total: core.advance(work, done=done, total=total),
        )
    except NoAnswer:
        raise RuleBroken("effort_ran_out") from None
    if isinstance(answer, NoTimetable):
        raise RuleBroken("no_timetable", **phrases.as_values(answer, names=queries.names(edition)))
    with translation.override(language):
        return reverse("timetable:timetable", kwargs={"code": edition.code})
