from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rules import has_perm

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.correspondence import messages as mail
from samgak.correspondence import permissions, phrases, queries, services  # noqa: F401 - registers
from samgak.correspondence.forms import AgainForm, BounceForm, LetterForm, LogFilterForm, ReportForm
from samgak.correspondence.models import Letter
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

SEE, SEND = "correspondence.see_outbox", "correspondence.send_letters"
LETTERS_PER_PAGE = 50
DRAFTS_PER_PAGE = 200
EVERY_DRAFT = 2**53  # a key that no letter reaches


@require_safe
@edition_page(SEE)
def outbox(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What waits to be looked at, what did not go out, and all that was written."""
    counts = queries.counts(edition)
    if request.headers.get("HX-Request") == "true":
        return render(request, "correspondence/counts.html", {"edition": edition, "counts": counts})
    chosen = LogFilterForm(request.GET)
    log = Paginator(queries.letters(edition, **chosen.chosen()), LETTERS_PER_PAGE)
    return render(
        request,
        "correspondence/outbox.html",
        {
            "edition": edition,
            "counts": counts,
            "drafts": queries.drafts_by_kind(edition),
            "failed": queries.failed(edition),
            "page_obj": log.get_page(request.GET.get("page")),
            "filters": chosen,
            "may_send": has_perm(SEND, request.access),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page(SEND)
def drafts(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The drafts of a kind to choose from; a POST shows who is about to get a letter."""
    if kind not in phrases.KIND_TEXTS:
        raise Http404
    if request.method == "POST":
        if chosen := _chosen(request, edition, kind):
            return _ask(request, edition, kind, chosen)
        messages.error(request, phrases.RULE_TEXTS["nothing_chosen"])
    pages = Paginator(queries.drafts(edition, kind=kind), DRAFTS_PER_PAGE)
    context = {
        "edition": edition,
        "kind": kind,
        "page_obj": pages.get_page(request.GET.get("page")),
        "every_draft": EVERY_DRAFT,
        "returned": queries.returned(edition),
    }
    return render(request, "correspondence/drafts.html", context)


@require_POST
@edition_page(SEND)
def queue(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """Hand the confirmed letters to the job that sends them."""
    queued = services.queue(_chosen(request, edition, kind), by=request.user, at=clock.now(request))
    sentence = ngettext(
        "%(count)d letter is on its way.", "%(count)d letters are on their way.", len(queued)
    )
    messages.success(request, sentence % {"count": len(queued)})
    return redirect("correspondence:outbox", code=edition.code)


def _chosen(request: HttpRequest, edition: Edition, kind: str) -> list[Letter]:
    if last := request.POST.get("until"):
        return list(queries.ready_until(edition, kind=kind, last=last))
    return queries.chosen(edition, kind=kind, keys=request.POST.getlist("letter"))


def _ask(request: HttpRequest, edition: Edition, kind: str, chosen: list[Letter]) -> HttpResponse:
    context = {
        "edition": edition,
        "kind": kind,
        "chosen": chosen,
        "returned": queries.returned(edition),
        "until": max(letter.pk for letter in chosen) if "until" in request.POST else None,
    }
    return render(request, "correspondence/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page(SEE)
def letter(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One letter as its reader will see it; a draft can be changed."""
    found = _letter_or_404(edition, pk)
    may_write = found.state == Letter.State.DRAFT and has_perm(SEND, request.access)
    form = LetterForm(request.POST or None, instance=found) if may_write else None
    if form and form.is_valid():
        return _act(
            request,
            edition,
            lambda: services.rewrite(found, **form.cleaned_data),
            _("The draft is saved."),
            back_to=found,
        )
    return render(
        request,
        "correspondence/letter_page.html",
        {
            "edition": edition,
            "letter": found,
            "text": mail.text_of(queries.letter(edition, pk=pk)),
            "form": form,
            "bounce_form": BounceForm(),
            "again_form": AgainForm(initial={"address": found.address}),
            "has_returned": found.address.lower() in queries.returned(edition),
            "may_send": has_perm(SEND, request.access),
        },
    )


@require_POST
@edition_page(SEND)
def send(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Queue one draft, a failed letter, or a copy of one that did not arrive."""
    found, at = _letter_or_404(edition, pk), clock.now(request)
    if found.state == Letter.State.DRAFT:
        return _act(
            request,
            edition,
            lambda: services.queue([found], by=request.user, at=at),
            _("The letter is on its way."),
            back_to=found,
        )
    form = AgainForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["address"][0])
        return redirect("correspondence:letter", code=edition.code, pk=found.pk)
    address = form.cleaned_data["address"]
    return _act(
        request,
        edition,
        lambda: services.resend(found, by=request.user, at=at, address=address),
        _("The letter is on its way once more."),
        back_to=found,
    )


@require_POST
@edition_page(SEND)
def discard(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Put a letter aside."""
    found = _letter_or_404(edition, pk)
    return _act(
        request,
        edition,
        lambda: services.discard(found),
        _("The letter is discarded."),
        back_to=found,
    )


@require_POST
@edition_page(SEND)
def came_back(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Note that a letter could not be delivered."""
    found, form = _letter_or_404(edition, pk), BounceForm(request.POST)
    detail = form.cleaned_data["detail"] if form.is_valid() else ""
    at = clock.now(request)
    return _act(
        request,
        edition,
        lambda: services.note_bounce(found, detail=detail, by=request.user, at=at),
        _("Noted. Whoever writes to this address again is warned."),
        back_to=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page(SEND)
def reports(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A delivery report is pasted; the letters it names are marked."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            noted = services.note_report(
                edition,
                report=form.cleaned_data["report"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error("report", phrases.sentence(broken))
        else:
            messages.success(request, _("Noted. Whoever writes to this address again is warned."))
            return redirect("correspondence:letter", code=edition.code, pk=noted[0].pk)
    return render(request, "correspondence/reports.html", {"edition": edition, "form": form})


@require_safe
@edition_page(SEE)
def letters_to(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """All letters to one person."""
    found = list(queries.letters_to(pk, edition=edition))
    if not found:
        raise Http404
    context = {"edition": edition, "person": found[0].person, "letters": found}
    return render(request, "correspondence/letters_to.html", context)


def _letter_or_404(edition: Edition, pk: int) -> Letter:
    try:
        return queries.letter(edition, pk=pk)
    except Letter.DoesNotExist:
        raise Http404 from None


def _act(
    request: HttpRequest, edition: Edition, act, done: str, *, back_to: Letter
) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    return redirect("correspondence:letter", code=edition.code, pk=back_to.pk)
