from collections import defaultdict
from dataclasses import dataclass

import rules
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock, jobs
from samgak.core.downloads import rows_file
from samgak.core.models import Work
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column
from samgak.timetable import permissions, phrases, queries  # noqa: F401 - registers permissions
from samgak.timetable.jobs import make_timetable
from samgak.timetable.models import Session
from samgak.timetable.rules import may_be_changed, may_be_made


@dataclass(frozen=True)
class Card:
    """A session with the sentences of all it breaks."""

    session: Session
    faults: tuple[str, ...]


@require_safe
@edition_page("timetable.see_timetable")
def page(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """All sessions in columns of days or as a list, with what clashes and how good it is."""
    agenda = queries.agenda(edition, language=get_language() or "en")
    if kind := request.GET.get("download"):
        return _file(kind, edition, agenda)
    standing = queries.standing(edition)
    faults = _faults(edition, standing)
    unplaced = list(queries.unplaced(edition))
    return render(
        request,
        "timetable/timetable.html",
        {
            "edition": edition,
            "days": [(day, [_card(one, faults) for one in day.sessions]) for day in agenda.days],
            "unplaced": unplaced,
            "is_list": request.GET.get("as") == "list",
            "count": len(agenda.sessions),
            "standing": standing,
            "faults": list(dict.fromkeys(text for texts in faults.values() for text in texts)),
            **_making(request, edition, unplaced, is_placed=bool(agenda.sessions)),
        },
    )


def _faults(edition: Edition, standing: queries.Standing | None) -> dict[str, list[str]]:
    """Sentences of the broken rules by the code of each session they touch."""
    by_session: dict[str, list[str]] = defaultdict(list)
    if standing and standing.broken:
        names = queries.names(edition)
        for broken in standing.broken:
            sentence = phrases.broken_sentence(broken, names)
            for code in broken.sessions:
                by_session[code].append(sentence)
    return by_session


def _card(session: Session, faults: dict[str, list[str]]) -> Card:
    return Card(session, tuple(faults.get(session.code, ())))


def _making(
    request: HttpRequest, edition: Edition, unplaced: list[Session], *, is_placed: bool
) -> dict:
    """What may be made now, and what came of the last time."""
    access = request.access  # type: ignore[attr-defined]
    may_change = rules.has_perm("timetable.change_timetable", access)
    work = queries.last_work(edition)
    failed = work if work and work.state == Work.State.FAILED else None
    waiting = any(not session.is_cancelled for session in unplaced)
    return {
        "may_change": may_change and may_be_changed(edition.state),
        "may_make": may_change and may_be_made(edition.state) and (is_placed or waiting),
        "may_complete": may_change and may_be_changed(edition.state) and is_placed and waiting,
        "running": work if work and not work.ended_at else None,
        "failed": failed,
        "explanation": _explanation(failed) if failed else [],
    }


def _explanation(failed: Work) -> list[str]:
    if failed.fault_code == "no_timetable":
        return phrases.clash_sentences_of(failed.fault_params)
    return [jobs.fault(failed)]


def _file(kind: str, edition: Edition, agenda: queries.Agenda) -> HttpResponseBase:
    headings = (
        gettext("Day"),
        gettext("Start"),
        gettext("End"),
        gettext("Session"),
        gettext("Room"),
        gettext("Lecturer"),
        gettext("Languages"),
        gettext("Interpreters"),
        gettext("Group"),
        gettext("Cancelled"),
    )
    rows = [_row(edition, day, one) for day in agenda.days for one in day.sessions]
    columns = [Column(heading) for heading in headings]
    title, name = gettext("Timetable"), f"{edition.code}-timetable"
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)


def _row(edition: Edition, day: queries.Day, session: Session) -> tuple:
    working = edition.working_language
    starts, ends = (one.astimezone(edition.zone) for one in (session.starts_at, session.ends_at))
    serving = (phrases.text(one.name, working) or one.code for one in session.interpreters.all())
    return (
        day.on,
        f"{starts:%H:%M}",
        f"{ends:%H:%M}",
        phrases.text(session.title, working),
        phrases.text(session.room.name, working) if session.room else "",
        phrases.lecturer_of(session, edition),
        phrases.languages_of(session, edition),
        ", ".join(serving),
        session.group.code if session.group else "",
        gettext("Yes") if session.is_cancelled else "",
    )


@require_POST
@edition_page("timetable.change_timetable")
def make(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Hand the making of the timetable to a worker, unless one is at it."""
    running = queries.last_work(edition)
    if running and not running.ended_at:
        messages.info(request, gettext("The timetable is being made already."))
        return redirect("portal:work", pk=running.pk)
    work = jobs.begin(
        make_timetable,
        by=request.user,
        at=clock.now(request),
        edition_code=edition.code,
        edition_id=edition.pk,
        only_unplaced="only_unplaced" in request.POST,
        language=get_language() or "en",
    )
    return redirect("portal:work", pk=work.pk)
