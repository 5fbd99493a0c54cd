from django.db.models import Q, QuerySet

from samgak.core import versions
from samgak.core.prepared import Given, Prepared
from samgak.programmes.models import Edition
from samgak.timetable.models import InterpreterDuty, Room, Session


def sessions_by_time(edition: Edition) -> QuerySet[Session]:
    """The placed sessions in order of time, cancelled ones included, with all a card shows."""
    return (
        Session.objects.filter(edition=edition, starts_at__isnull=False)
        .select_related("room", "lecturer__organisation", "group")
        .prefetch_related("interpreters")
        .order_by("starts_at", "position")
    )


def sessions_of_group(edition: Edition, *, group_code: str) -> QuerySet[Session]:
    """What somebody of the group attends: everyone's sessions and the group's own."""
    return sessions_by_time(edition).filter(Q(group=None) | Q(group__code=group_code))


def agenda_of_group(edition: Edition, *, group_code: str) -> list[Session]:
    """The same as a participant's own agenda shows it: without interpreters."""
    return _of_group(edition=edition.pk, group_code=group_code)


@Prepared
def _of_group() -> QuerySet[Session]:
    every = Session.objects.filter(edition=Given("edition"), starts_at__isnull=False)
    found = every.filter(Q(group=None) | Q(group__code=Given("group_code")))
    shown = found.select_related("room", "lecturer__organisation", "group")
    return shown.order_by("starts_at", "position")


def unplaced(edition: Edition) -> QuerySet[Session]:
    """The sessions without a time, cancelled ones included."""
    return Session.objects.filter(edition=edition, starts_at=None).select_related(
        "lecturer__organisation", "group"
    )


def session(edition: Edition, *, session_code: str) -> Session:
    """One session with all a card shows; raises DoesNotExist."""
    return (
        Session.objects.filter(edition=edition)
        .select_related("edition", "room", "lecturer__organisation", "group")
        .prefetch_related("interpreters")
        .get(code=session_code)
    )


def version_of(session: Session) -> str:
    """The version of a session, with who interprets it, that a form is opened with."""
    duties = InterpreterDuty.objects.filter(session=session).order_by("interpreter")
    return versions.stamp([session, *duties])


def rooms(edition: Edition) -> QuerySet[Room]:
    """The rooms of the edition."""
    return Room.objects.filter(edition=edition)


def facts(edition: Edition) -> dict[str, bool]:
    """What the life cycle asks of the timetable."""
    standing = Session.objects.filter(edition=edition, is_cancelled=False)
    waiting = standing.filter(starts_at=None)
    return {"timetable_is_made": standing.exists() and not waiting.exists()}
