from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rules import has_perm

from samgak.core import clock
from samgak.core.downloads import made_file, rows_file
from samgak.core.errors import RuleBroken
from samgak.demand import phrases, phrases_files, queries, services
from samgak.demand.forms import AnswerForm, MemberForm, OutcomeForm, QuestionForm
from samgak.demand.models import CommitteeQuestion
from samgak.demand.rules import committee as rules
from samgak.demand.views.papers import SEE
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

LEAD, ANSWER = "demand.lead_committee", "demand.answer"


@edition_page(SEE)
def page(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Who sits in the committee, and everything it was asked: the decision log."""
    found = queries.questions(edition)
    if kind := request.GET.get("download"):
        return _file(kind, edition)
    return render(request, "demand/committee.html", _context(request, edition, found))


@require_POST
@edition_page(LEAD)
def seat(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give somebody a seat."""
    form = MemberForm(request.POST, candidates=queries.candidates(edition))
    if form.is_valid():
        user, side = form.values()
        try:
            services.seat(edition, user=user, side=side, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("%(name)s sits in the committee.") % {"name": user})
            return redirect("demand:committee", code=edition.code)
    context = _context(request, edition, queries.questions(edition)) | {"member_form": form}
    return render(request, "demand/committee.html", context)


@require_POST
@edition_page(LEAD)
def leave(request: HttpRequest, edition: Edition, member_id: int) -> HttpResponse:
    """Take a seat back."""
    member = get_object_or_404(queries.members(edition), pk=member_id)
    services.leave(member, at=clock.now(request))
    messages.success(request, _("%(name)s has left the committee.") % {"name": member.user})
    return redirect("demand:committee", code=edition.code)


@edition_page(LEAD)
def ask(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Lay a question before the committee."""
    initial = {"is_on_the_concept": queries.concept_of(edition) is not None}
    form = QuestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask(
                edition,
                **_asked(form.cleaned_data, edition),
                language=get_language() or "en",
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(
                request,
                _("The question is laid before the committee; letters to its members are drafted."),
            )
            return redirect("demand:question", code=edition.code, question_id=made.pk)
    return render(request, "demand/ask.html", {"edition": edition, "form": form})


@edition_page(SEE)
def question(request: HttpRequest, edition: Edition, question_id: int) -> HttpResponse:
    """A question with everybody's answer, and the own one to give."""
    found = _question(edition, question_id)
    return render(request, "demand/question.html", _question_context(request, found))


@require_POST
@edition_page(ANSWER)
def answer(request: HttpRequest, edition: Edition, question_id: int) -> HttpResponse:
    """Answer as a member."""
    found = _question(edition, question_id)
    member = queries.member_of(edition, request.user)
    if member is None:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.answer(found, member=member, **form.cleaned_data, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("Your answer is recorded."))
            return redirect("demand:question", code=edition.code, question_id=found.pk)
    context = _question_context(request, found) | {"answer_form": form}
    return render(request, "demand/question.html", context)


@require_POST
@edition_page(LEAD)
def end(request: HttpRequest, edition: Edition, question_id: int) -> HttpResponse:
    """Record what was decided, or drop the question."""
    found = _question(edition, question_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        try:
            services.end(
                found,
                to=request.POST.get("to", ""),
                outcome=form.cleaned_data["outcome"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error("outcome", phrases.sentence(broken))
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("demand:question", code=edition.code, question_id=found.pk)
    context = _question_context(request, found) | {"outcome_form": form}
    return render(request, "demand/question.html", context)


@edition_page(SEE)
def minutes(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The minutes of the committee as PDF or Word."""
    if kind not in phrases_files.KINDS:
        raise Http404
    seats = [queries.Seat(member) for member in queries.members(edition)]
    on = clock.now(request).astimezone(edition.zone).date()
    try:
        content = phrases_files.minutes(
            edition, queries.minutes(edition), members=seats, kind=kind, on=on
        )
    except Unprintable:
        messages.error(
            request, _("It holds letters that no PDF of ours can show. Take the Word file.")
        )
        return redirect("demand:committee", code=edition.code)
    return made_file(content, name=f"{edition.code}-minutes.{kind}")


def _asked(given: dict, edition: Edition) -> dict:
    """The moment of a meeting is typed as the clock of the venue shows it."""
    meets_at: datetime | None = given["meets_at"]
    at_venue = meets_at.replace(tzinfo=edition.zone) if meets_at else None
    return given | {"meets_at": at_venue}


def _question(edition: Edition, question_id: int) -> CommitteeQuestion:
    return get_object_or_404(queries.questions(edition).select_related("edition"), pk=question_id)


def _context(request: HttpRequest, edition: Edition, found) -> dict:
    may_lead = has_perm(LEAD, request.access)  # type: ignore[attr-defined]
    return {
        "edition": edition,
        "members": [(one, phrases.SIDE_TEXTS[one.side]) for one in queries.members(edition)],
        "missing": [
            phrases.SIDE_TEXTS[side]
            for side in rules.missing_sides(one.side for one in queries.members(edition))
        ],
        "rows": [
            (one, phrases.PROCEDURE_TEXTS[one.procedure], phrases.QUESTION_STATE_TEXTS[one.state])
            for one in found
        ],
        "may_lead": may_lead,
        "member_form": MemberForm(candidates=queries.candidates(edition)) if may_lead else None,
    }


def _question_context(request: HttpRequest, found: CommitteeQuestion) -> dict:
    seats = queries.question(found)
    own = next((one for one in seats if one.member.user_id == request.user.pk), None)
    is_open = found.state == rules.OPEN
    may_answer = is_open and own is not None and own.member.left_at is None
    may_end = is_open and has_perm(LEAD, request.access)  # type: ignore[attr-defined]
    targets = [one.target for one in rules.STEPS if one.taker == rules.CHAIR]
    known = {"answer": own.answer.answer, "words": own.answer.words} if own and own.answer else {}
    return {
        "edition": found.edition,
        "question": found,
        "state": phrases.QUESTION_STATE_TEXTS[found.state],
        "procedure": phrases.PROCEDURE_TEXTS[found.procedure],
        "seats": [
            (
                one.member,
                phrases.SIDE_TEXTS[one.member.side],
                one.answer and phrases.ANSWER_TEXTS[one.answer.answer],
                one.answer,
            )
            for one in seats
        ],
        "answer_form": AnswerForm(initial=known) if may_answer else None,
        "outcome_form": OutcomeForm() if may_end else None,
        "ends": [
            (target, phrases.QUESTION_STATE_TEXTS[target])
            for target in dict.fromkeys(targets)
            if any(
                one.target == target and one.procedure == found.procedure
                for one in rules.STEPS
                if one.taker == rules.CHAIR
            )
        ],
    }


def _file(kind: str, edition: Edition) -> HttpResponseBase:
    columns = [
        Column(_("Number"), 10),
        Column(_("Title"), 40),
        Column(_("Procedure"), 20),
        Column(_("Result"), 20),
        Column(_("Ended"), 20),
        Column(_("Answers"), 60),
        Column(_("What was decided, and why"), 60),
    ]
    rows = [
        (
            one.number,
            one.title,
            str(phrases.PROCEDURE_TEXTS[one.procedure]),
            str(phrases.QUESTION_STATE_TEXTS[one.state]),
            one.ended_at.astimezone(edition.zone).replace(tzinfo=None) if one.ended_at else "",
            "; ".join(
                f"{seat.member.user}: {phrases.ANSWER_TEXTS[seat.answer.answer]}"
                for seat in answers
                if seat.answer
            ),
            one.outcome,
        )
        for one, answers in queries.minutes(edition)
    ]
    name = f"{edition.code}-decisions"
    return rows_file(kind, name=name, title=_("Decision log"), columns=columns, rows=rows)
