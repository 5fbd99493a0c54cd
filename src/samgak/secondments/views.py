from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.core import clock
from samgak.core.downloads import made_file, rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.core.versions import CHANGED
from samgak.participants.models import Participant
from samgak.partners.models import Role
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.secondments import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    rules,
    services,
)
from samgak.secondments.forms import (
    AssessmentForm,
    EntryForm,
    OutputForm,
    RemarkForm,
    ReportForm,
)
from samgak.secondments.models import Output
from samgak.spreadsheets import Column

SEE, WRITE, REMARK, ASSESS = (
    "secondments.see",
    "secondments.write",
    "secondments.remark",
    "secondments.assess",
)


@edition_page(SEE)
def overview(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Between whom the secondment is, and how far everyone seconded is."""
    _only_with_a_log(edition)
    found = queries.overview(
        edition,
        access=request.access,  # type: ignore[attr-defined]
        today=_today(request, edition),
    )
    if kind := request.GET.get("download"):
        return _file(kind, edition, found)
    context = {"edition": edition, "people": found, "frame": queries.frame_of(edition)}
    return render(request, "secondments/overview.html", context)


@edition_page(SEE)
def secondment(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """One secondment: log, outputs, assessment from both sides, final report."""
    seat = _seat(request, edition, participant_id)
    return render(request, "secondments/secondment.html", _context(request, seat))


@edition_page(WRITE)
def write_week(
    request: HttpRequest, edition: Edition, participant_id: int, week: int
) -> HttpResponse:
    """The entry of one week, written by the seconded person."""
    seat = _own(request, edition, participant_id)
    logged = _logged(request, seat, week)
    version = queries.version_of_entry(logged.entry)
    known = {"text": logged.entry.text if logged.entry else ""}
    fresh = EntryForm(initial=known, version=version)
    form = EntryForm(request.POST, initial=known, version=version) if request.POST else fresh

    def act():
        services.write_entry(seat, week=week, **form.cleaned_data, **_how(request))

    if form.is_valid() and _done(request, form, act, _("Your entry is kept."), fresh=fresh):
        return _back(seat)
    context = {"edition": edition, "participant": seat, "one": logged, "form": form}
    return render(request, "secondments/week.html", context)


@edition_page(REMARK)
def remark(request: HttpRequest, edition: Edition, participant_id: int, week: int) -> HttpResponse:
    """What the mentor says of one week."""
    seat = _of_another(request, edition, participant_id)
    logged = _logged(request, seat, week)
    if logged.entry is None:
        raise Http404
    known = {"text": logged.entry.remark}
    version = queries.version_of_remark(logged.entry)
    fresh = RemarkForm(initial=known, version=version)
    form = RemarkForm(request.POST, initial=known, version=version) if request.POST else fresh

    def act():
        services.remark(seat, week=week, by=request.user, **form.cleaned_data, **_how(request))

    if form.is_valid() and _done(request, form, act, _("Your comment is kept."), fresh=fresh):
        return _back(seat)
    context = {"edition": edition, "participant": seat, "one": logged, "form": form}
    context["is_remark"] = True
    return render(request, "secondments/week.html", context)


@require_POST
@edition_page(WRITE)
def add_output(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """Name an output; a faulty form comes back on the page of the secondment."""
    seat = _own(request, edition, participant_id)
    form = OutputForm(request.POST)

    def act():
        services.add_output(seat, **form.cleaned_data, **_how(request))

    if form.is_valid() and _done(request, form, act, _("The output is added.")):
        return _back(seat)
    context = _context(request, seat) | {"output_form": form}
    return render(request, "secondments/secondment.html", context)


@require_POST
@edition_page(WRITE)
def remove_output(
    request: HttpRequest, edition: Edition, participant_id: int, pk: int
) -> HttpResponse:
    """Take an output off the list; the form keeps its words, so that one can add it again."""
    seat = _own(request, edition, participant_id)
    try:
        gone = services.remove_output(seat, pk=pk)
    except Output.DoesNotExist:
        return _back(seat)  # removed already, as in another window
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return _back(seat)
    messages.success(request, _("The output is removed. Its words stand in the form below."))
    form = OutputForm(initial={"title": gone.title, "url": gone.url})
    context = _context(request, seat) | {"output_form": form}
    return render(request, "secondments/secondment.html", context)


@edition_page(ASSESS)
def assess(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """Each objective with a grade and its evidence: oneself, or as a mentor."""
    seat = _seat(request, edition, participant_id)
    side = rules.SELF if _is_own(request, seat) else rules.MENTOR
    if side == rules.MENTOR and not _is_mentor(request):
        raise Http404
    found = queries.objectives_of(seat)
    version = queries.version_of_assessment(seat, side=side)
    shown: dict[str, Any] = {"seat": seat, "objectives": found, "side": side, "version": version}
    fresh = AssessmentForm(**shown)
    form = AssessmentForm(request.POST, **shown) if request.POST else fresh

    def act():
        seen, how = form.cleaned_data["seen"], _how(request)
        services.assess(seat, side=side, grades=form.grades(), by=request.user, seen=seen, **how)

    if form.is_valid() and _done(request, form, act, _("Your assessment is kept."), fresh=fresh):
        return _back(seat)
    context = {"edition": edition, "participant": seat, "form": form, "has_objectives": bool(found)}
    return render(request, "secondments/assess.html", context)


@edition_page(SEE)
def report(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """The submitted report as a page that prints."""
    seat = _seat(request, edition, participant_id)
    found = queries.report_of(seat)
    if found is None or not found.submitted_at:
        raise Http404
    context = {
        "edition": edition,
        "participant": seat,
        "report": found,
        "objectives": queries.objectives_of(seat),
        "may_take_back": _is_own(request, seat) and edition.state in rules.TAKE_BACK_STATES,
    }
    return render(request, "secondments/report.html", context)


@edition_page(WRITE)
def write_report(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """The final report as a form, kept as a draft until it is submitted."""
    seat = _own(request, edition, participant_id)
    found = queries.report_of(seat)
    if "take_back" in request.POST:
        return _take_back(request, seat)
    if found and found.submitted_at:
        return redirect("secondments:report", code=edition.code, participant_id=seat.pk)
    shown: dict[str, Any] = {
        "seat": seat,
        "objectives": queries.objectives_of(seat),
        "report": found,
    }
    shown["version"] = queries.version_of_report(found)
    fresh = ReportForm(**shown)
    form = ReportForm(request.POST, **shown) if request.POST else fresh
    submit = "submit" in request.POST
    said = _("Your report is submitted.") if submit else _("Your draft is saved.")

    def act():
        seen = form.cleaned_data["seen"]
        services.save_report(seat, **form.parts(), submit=submit, seen=seen, **_how(request))

    if form.is_valid() and _done(request, form, act, said, fresh=fresh):
        return _back(seat)
    context = {"edition": edition, "participant": seat, "form": form}
    return render(request, "secondments/write_report.html", context)


@edition_page(SEE)
def word(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """The submitted report as a Word file."""
    seat = _seat(request, edition, participant_id)
    found = queries.report_of(seat)
    if found is None or not found.submitted_at:
        raise Http404
    content = phrases.report_document(seat, found, queries.objectives_of(seat))
    return made_file(content, name=f"final-report-{seat.pk}.docx")


def _context(request: HttpRequest, seat: Participant) -> dict:
    is_own = _is_own(request, seat)
    is_open = seat.edition.state in rules.OPEN_STATES
    log_is_open = seat.edition.state in rules.LOG_STATES
    may_mentor = not is_own and _is_mentor(request)
    return {
        "edition": seat.edition,
        "participant": seat,
        "log": queries.log_of(seat, today=_today(request, seat.edition)),
        "outputs": queries.outputs_of(seat),
        "objectives": queries.objectives_of(seat),
        "report": queries.report_of(seat),
        "is_own": is_own,
        "may_write": is_own and is_open,
        "may_log": is_own and log_is_open,
        "may_remark": may_mentor and log_is_open,
        "may_mentor": may_mentor and is_open,
        "output_form": OutputForm() if is_own and is_open else None,
    }


def _file(kind: str, edition: Edition, people: list[queries.Progress]) -> HttpResponseBase:
    columns = [
        Column(_("Country")),
        Column(_("Passport name"), 30),
        Column(_("Native name"), 30),
        Column(_("Weeks")),
        Column(_("Weeks with an entry")),
        Column(_("Weeks without an entry")),
        Column(_("Outputs")),
        Column(_("Final report")),
    ]
    rows = (
        (
            country_name(one.participant.person.country, get_language() or "en"),
            one.participant.person.passport_name,
            one.participant.person.native_name,
            one.weeks,
            one.written,
            one.missing,
            one.outputs,
            _("yes") if one.is_reported else _("no"),
        )
        for one in people
    )
    title = _("Secondment")
    return rows_file(
        kind, name=f"{edition.code}-secondment", title=title, columns=columns, rows=rows
    )


def _take_back(request: HttpRequest, seat: Participant) -> HttpResponse:
    try:
        services.take_back_report(seat)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return _back(seat)
    return redirect("secondments:write_report", code=seat.edition.code, participant_id=seat.pk)


def _done(
    request: HttpRequest,
    form: Any,
    act: Callable[[], None],
    said: str,
    *,
    fresh: Form | None = None,
) -> bool:
    """Whether the act went well; why it did not stands in the form, and what is stored beside it."""
    try:
        act()
    except RuleBroken as broken:
        form.add_error(None, phrases.sentence(broken))
        if broken.code == CHANGED:
            form.lay_beside(fresh)
        return False
    messages.success(request, said)
    return True


def _seat(request: HttpRequest, edition: Edition, participant_id: int) -> Participant:
    _only_with_a_log(edition)
    found = queries.seats(edition, access=request.access)  # type: ignore[attr-defined]
    return get_object_or_404(found.select_related("person", "edition"), pk=participant_id)


def _own(request: HttpRequest, edition: Edition, participant_id: int) -> Participant:
    seat = _seat(request, edition, participant_id)
    if not _is_own(request, seat):
        raise Http404
    return seat


def _of_another(request: HttpRequest, edition: Edition, participant_id: int) -> Participant:
    seat = _seat(request, edition, participant_id)
    if _is_own(request, seat):
        raise Http404
    return seat


def _logged(request: HttpRequest, seat: Participant, week: int) -> queries.LoggedWeek:
    log = queries.log_of(seat, today=_today(request, seat.edition))
    for one in log:
        if one.week.number == week:
            return one
    raise Http404


def _only_with_a_log(edition: Edition) -> None:
    if not rules_kinds.has(edition.kind, "log"):
        raise Http404


def _is_own(request: HttpRequest, seat: Participant) -> bool:
    return seat.person.user_id == request.user.pk


def _is_mentor(request: HttpRequest) -> bool:
    return Role.LECTURER in request.access.roles  # type: ignore[attr-defined]


def _today(request: HttpRequest, edition: Edition) -> date:
    return clock.now(request).astimezone(edition.zone).date()


def _how(request: HttpRequest) -> dict:
    return {"language": get_language() or "en", "at": clock.now(request)}


def _back(seat: Participant) -> HttpResponse:
    return redirect("secondments:secondment", code=seat.edition.code, participant_id=seat.pk)
