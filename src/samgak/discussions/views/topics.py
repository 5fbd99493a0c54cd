from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from rules import has_perm

from samgak.accounts.models import User
from samgak.core import clock, texts
from samgak.discussions import phrases, rules
from samgak.discussions.forms import (
    HideForm,
    PostForm,
    PostTranslationForm,
    ReportForm,
    TopicForm,
)
from samgak.discussions.models import Post
from samgak.discussions.queries import topics as queries
from samgak.discussions.services import topics as services
from samgak.discussions.views.base import (
    READ,
    TAKE_PART,
    context_of,
    done,
    kept,
    leads,
    refuse_unless,
    topic_of,
)
from samgak.partners.models import Role
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.permissions import edition_page
from samgak.timetable.models import Session


@require_safe
@edition_page(READ)
def topics(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the edition talks about."""
    found = [(one, phrases.TOPIC_TEXTS[one.state]) for one in queries.topics(edition)]
    context = {
        "edition": edition,
        "topics": found,
        "may_open": has_perm("discussions.open_topic", request.access),
    }
    return render(request, "discussions/topics.html", context)


@edition_page("discussions.open_topic")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A new topic."""
    reader, working = get_language() or "en", edition.working_language
    sessions = [
        (one, texts.shown(one.title, reader=reader, working=working).text)
        for one in Session.objects.filter(edition=edition)
    ]
    lecturers = list(
        User.objects.filter(
            pk__in=EditionRole.objects.filter(edition=edition, role=Role.LECTURER).values("user")
        )
    )
    form = TopicForm(request.POST or None, working=working, sessions=sessions, lecturers=lecturers)
    if kept(
        form,
        lambda: services.open_topic(
            edition, **form.values(), by=request.user, at=clock.now(request)
        ),
    ):
        messages.success(request, _("The discussion is open."))
        return redirect("discussions:topics", code=edition.code)
    return render(request, "discussions/topic_form.html", {"edition": edition, "form": form})


@edition_page(READ)
def topic(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponse:
    """What was said, and room to say something."""
    found = topic_of(edition, topic_id)
    context = context_of(request, edition, found)
    form = PostForm(request.POST or None)
    if request.method == "POST":
        refuse_unless(context["may_write"])
        if kept(form, lambda: _write(request, edition, found, form)):
            messages.success(request, _("Your post is on the page."))
            return redirect("discussions:topic", code=edition.code, topic_id=topic_id)
    steps = rules.steps(rules.TOPIC, found.state, ["moderator"]) if context["leads"] else ()
    return render(
        request,
        "discussions/topic.html",
        context
        | {
            "form": form,
            "state": phrases.TOPIC_TEXTS[found.state],
            "steps": [(one, phrases.TOPIC_STEPS[one]) for one in steps],
            "posts": queries.posts(found, reader_id=request.user.pk, leads=context["leads"]),
            "is_closed": found.state == rules.CLOSED,
            "is_voting": found.state == rules.VOTING,
        },
    )


def _write(request, edition, topic, form) -> None:
    seat = queries.seat_of(request.user, edition)
    held = request.access.roles
    role = (
        Post.AuthorRole.PARTICIPANT
        if seat
        else Post.AuthorRole.LECTURER
        if str(Role.LECTURER) in held
        else Post.AuthorRole.OFFICER
    )
    services.write_post(
        topic,
        text=form.cleaned_data["text"],
        language=form.cleaned_data["language"],
        by=request.user,
        role=role,
        country=seat.person.country if seat else "",
        at=clock.now(request),
    )


@require_POST
@edition_page(TAKE_PART)
def move(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponse:
    """Open the vote, close the topic, or open it again."""
    found = topic_of(edition, topic_id)
    refuse_unless(leads(request, found))
    done(
        request,
        lambda: services.move_topic(found, to=request.POST.get("to", ""), at=clock.now(request)),
        said=_("The state of the discussion is changed."),
    )
    return redirect("discussions:topic", code=edition.code, topic_id=topic_id)


@edition_page(TAKE_PART)
def post(request: HttpRequest, edition: Edition, topic_id: int, post_id: int) -> HttpResponse:
    """A post with what can be done about it: translate, report, withdraw, hide."""
    found = topic_of(edition, topic_id)
    context = context_of(request, edition, found)
    visible = queries.posts(found, reader_id=request.user.pk, leads=context["leads"])
    said = get_object_or_404(visible, pk=post_id)
    act = request.POST.get("act", "")
    forms = {
        name: form(request.POST if act == name else None, prefix=name)
        for name, form in (
            ("translate", PostTranslationForm),
            ("report", ReportForm),
            ("hide", HideForm),
        )
    }
    if request.method == "POST" and _act_on_post(request, act, said, forms, context["leads"]):
        return redirect("discussions:topic", code=edition.code, topic_id=topic_id)
    reports = said.reports.filter(outcome="") if context["leads"] else []
    return render(
        request,
        "discussions/post.html",
        context
        | forms
        | {
            "post": said,
            "is_own": said.author_id == request.user.pk,
            "reports": [(phrases.FAULT_TEXTS[one.reason], one.note) for one in reports],
            "hidden_because": phrases.FAULT_TEXTS.get(said.hidden_reason),
        },
    )


def _act_on_post(request, act, said, forms, is_leader) -> bool:
    by, at = request.user, clock.now(request)
    form = forms.get(act)
    acts = {
        "translate": lambda: services.translate_post(said, **form.cleaned_data, by=by, at=at),
        "report": lambda: services.report_post(said, **form.cleaned_data, by=by, at=at),
        "hide": lambda: services.hide_post(said, **form.cleaned_data, by=by, at=at),
        "keep": lambda: services.keep_post(said, by=by, at=at),
        "withdraw": lambda: services.withdraw_post(said, at=at),
    }
    if act not in acts:
        raise Http404
    refuse_unless(is_leader or act not in ("hide", "keep"))
    refuse_unless(said.author_id == by.pk or act != "withdraw")
    if form is not None:
        if not kept(form, acts[act]):
            return False
        messages.success(request, _("Your changes are kept."))
        return True
    return done(request, acts[act], said=_("Your changes are kept."))
