"""The applicant's way: what to have ready, one question on a page, a look at all answers, handed in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.applications import links, phrases, queries, services
from samgak.applications.forms.asking import QuestionForm
from samgak.applications.models import Application
from samgak.applications.queries import Asked
from samgak.applications.views.opening import link_page
from samgak.applications.views.reading import answer_file
from samgak.calls.phrases import NOT_READY_TEXT, NOT_TICKED_TEXT
from samgak.calls.queries_ready import to_have_ready
from samgak.core import clock, uploads
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Call
from samgak.questionnaires.answers import visible
from samgak.questionnaires.model import FILE, Form


@link_page(links.APPLY)
def start(request: HttpRequest, application: Application, token: str, **_more) -> HttpResponse:
    """The first page of the link: the gate, where one stands, or the receipt."""
    if not application.is_open:
        return render(request, "applications/receipt.html", _frame(application, token))
    problem = ""
    if request.method == "POST":
        problem = _begun(request, application)
        if not problem:
            return _go_on(request, queries.application_by(application.pk) or application, token)
    form = queries.parsed(queries.form_of(application))
    version = queries.documents_asked(application)
    asked = queries.questions_asked(application, form=form, today=_today(request, application))
    context = _frame(application, token) | {
        "sections": _sections(form, asked),
        "answered": sum(not one.faults for one in asked),
        "asked": len(asked),
        "to_find": queries.to_find(form),
        "documents": to_have_ready(version, reader=_reader()) if version else None,
        "problem": problem,
        "call": Call.objects.filter(edition=application.edition).first(),
    }
    return render(request, "applications/start.html", context)


def _begun(request: HttpRequest, application: Application) -> str:
    """What keeps the applicant from beginning or going on; empty when nothing does."""
    at = clock.now(request)
    try:
        if queries.documents_asked(application):
            if "ready" not in request.POST:
                return str(NOT_TICKED_TEXT)
            number = request.POST.get("number", "")
            application = services.declare_ready(application, number=number, at=at)
        services.begin(application, language=_reader(), at=at)
    except RuleBroken as broken:
        return phrases.sentence(broken)
    return ""


@dataclass(frozen=True)
class Asking:
    """One question on its page: the application, how it is opened, the form as asked so far."""

    application: Application
    token: str
    form: Form
    today: date
    one: Asked

    @property
    def shown(self) -> set[str]:
        return visible(self.form, self.application.answers, today=self.today)


@link_page(links.APPLY)
def question(
    request: HttpRequest, application: Application, token: str, key: str, **_more
) -> HttpResponse:
    """One question; what is sent is kept before anything else."""
    if not application.is_open or application.began_at is None:
        return redirect("apply:start", token=token)
    today = _today(request, application)
    form = queries.parsed(queries.form_of(application))
    asked = queries.questions_asked(application, form=form, today=today)
    one = next((one for one in asked if one.question.key == key), None)
    if one is None:
        return redirect("apply:start", token=token)
    asking = Asking(application, token, form, today, one)
    page = QuestionForm(
        # Not `or None`: a form that was sent empty was sent, too.
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        question=one.question,
        working=application.edition.working_language,
        answer=one.answer,
    )
    if request.method == "POST":
        return _answered(request, asking, page)
    return _question_page(request, asking, page)


def _answered(request: HttpRequest, asking: Asking, page: QuestionForm) -> HttpResponse:
    key, token, before = asking.one.question.key, asking.token, asking.shown
    try:
        _keep(request, asking, page)
    except RuleBroken as broken:
        if broken.code in uploads.RULE_TEXTS:
            page.show_refusal(phrases.sentence(broken))
            return _question_page(request, asking, page)
        messages.error(request, phrases.sentence(broken))
        return redirect("apply:start", token=token)
    if "remove" in request.POST:
        return redirect("apply:question", token=token, key=key)
    if "later" in request.POST:
        messages.success(request, _("Your answer is kept. Open the link of your letter to go on."))
        return redirect("apply:start", token=token)
    return _after(request, asking, page, before)


def _keep(request: HttpRequest, asking: Asking, page: QuestionForm) -> None:
    """Keep what was sent; where a file is asked for and none was sent, the one that is kept stays."""
    where: dict[str, Any] = {"key": asking.one.question.key}
    how: dict[str, Any] = {"language": _reader(), "at": clock.now(request)}
    if asking.one.question.type != FILE:
        services.save_answer(asking.application, answer=page.given(), **where, **how)
    elif "remove" in request.POST:
        services.remove_file(asking.application, **where, **how)
    elif sent := page.given():
        content = uploads.content_of(sent, queries.policy(asking.one.question))
        name = sent.name or ""
        services.keep_file(asking.application, file_name=name, content=content, **where, **how)


@link_page(links.APPLY)
def file(
    request: HttpRequest, application: Application, token: str, key: str, **_more
) -> HttpResponse:
    """The applicant's own file."""
    found = queries.file_of(application, key=key)
    if found is None:
        return redirect("apply:start", token=token)
    return answer_file(found)


def _after(
    request: HttpRequest, asking: Asking, page: QuestionForm, before: set[str]
) -> HttpResponse:
    """What is wrong with the answer, or where to go on."""
    key, token = asking.one.question.key, asking.token
    kept = queries.application_by(asking.application.pk) or asking.application
    asked = queries.questions_asked(kept, form=asking.form, today=asking.today)
    now = next(found for found in asked if found.question.key == key)
    if now.faults:
        page.show_faults(now.faults)
        return _question_page(request, asking, page)
    if "add" in request.POST:
        return redirect("apply:question", token=token, key=key)
    shown = {found.question.key for found in asked}
    if not now.after or (request.GET.get("back") == "check" and shown <= before):
        return redirect("apply:check", token=token)
    return redirect("apply:question", token=token, key=now.after)


@link_page(links.APPLY)
def check(request: HttpRequest, application: Application, token: str, **_more) -> HttpResponse:
    """All answers with a way back to each, the declaration, and handing in."""
    if not application.is_open or application.began_at is None:
        return redirect("apply:start", token=token)
    today = _today(request, application)
    refusal = ""
    if request.method == "POST":
        refusal = _submitted(request, application, today)
        if not refusal:
            return redirect("apply:start", token=token)
    form = queries.parsed(queries.form_of(application))
    asked = queries.questions_asked(application, form=form, today=today)
    context = _frame(application, token) | {
        "summary": _summary(application, asked),
        "problems": [one for one in asked if one.faults],
        "refusal": refusal,
        "not_ready": NOT_READY_TEXT,
        "must_be_ready": queries.documents_asked(application) is not None,
    }
    return render(request, "applications/check.html", context)


def _submitted(request: HttpRequest, application: Application, today: date) -> str:
    if "declare" not in request.POST:
        return _("Please confirm the declaration.")
    try:
        services.submit(application, at=clock.now(request), today=today)
    except RuleBroken as broken:
        return phrases.sentence(broken)
    return ""


@link_page(links.APPLY)
def withdraw(request: HttpRequest, application: Application, token: str, **_more) -> HttpResponse:
    """Take the application back, with a reason."""
    refusal = ""
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            services.withdraw(application, reason=reason, at=clock.now(request))
        except RuleBroken as broken:
            refusal = phrases.sentence(broken)
        else:
            return redirect("apply:start", token=token)
    context = _frame(application, token) | {"refusal": refusal, "reason": reason}
    return render(request, "applications/withdraw.html", context)


def _go_on(request: HttpRequest, application: Application, token: str) -> HttpResponse:
    form = queries.parsed(queries.form_of(application))
    asked = queries.questions_asked(application, form=form, today=_today(request, application))
    if key := queries.next_question(asked, last=application.last_question):
        return redirect("apply:question", token=token, key=key)
    return redirect("apply:check", token=token)


def _question_page(request: HttpRequest, asking: Asking, page: QuestionForm) -> HttpResponse:
    context = _frame(asking.application, asking.token) | {"one": asking.one, "form": page}
    return render(request, "applications/question.html", context)


def _frame(application: Application, token: str) -> dict[str, Any]:
    return {
        "application": application,
        "edition": application.edition,
        "token": token,
        "last_step": application.steps.last(),
    }


def _sections(form: Form, asked: list[Asked]) -> list[dict[str, Any]]:
    """What is asked, section by section, and how far each is."""
    found = []
    for section in form.sections:
        own = [one for one in asked if one.section.key == section.key]
        if own:
            missing = sum(bool(one.faults) for one in own)
            found.append({"section": section, "first": own[0].question.key, "missing": missing})
    return found


def _summary(application: Application, asked: list[Asked]) -> list[dict[str, Any]]:
    """The answers as the applicant reads them before handing in."""
    language, working = _reader(), application.edition.working_language
    found: list[dict[str, Any]] = []
    for one in asked:
        if not found or found[-1]["section"].key != one.section.key:
            found.append({"section": one.section, "rows": []})
        said = phrases.words_of(one.question, one.answer, language=language, working=working)
        faults = [phrases.fault_sentence(fault) for fault in one.faults]
        found[-1]["rows"].append({"question": one.question, "said": said, "faults": faults})
    return found


def _today(request: HttpRequest, application: Application) -> date:
    return clock.now(request).astimezone(application.edition.zone).date()


def _reader() -> str:
    return get_language() or "en"
