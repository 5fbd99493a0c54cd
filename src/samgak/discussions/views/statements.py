from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.discussions import phrases, rules
from samgak.discussions.forms import (
    MergeForm,
    RefusalForm,
    SpellingForm,
    StatementForm,
    StatementTranslationForm,
)
from samgak.discussions.models import Statement
from samgak.discussions.queries import topics as queries
from samgak.discussions.services import statements as services
from samgak.discussions.views.base import (
    READ,
    TAKE_PART,
    VOTE,
    context_of,
    done,
    kept,
    refuse_unless,
    topic_of,
)
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ON_A_PAGE = 100
NEVER = 9  # no vote has this value


@edition_page(READ)
def statements(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponse:
    """The statements of a topic, those that wait first for the moderator, and room for one more."""
    topic = topic_of(edition, topic_id)
    context = context_of(request, edition, topic)
    form = StatementForm(request.POST or None)
    if request.method == "POST":
        refuse_unless(context["may_write"])
        if kept(
            form,
            lambda: services.propose(
                topic,
                **form.cleaned_data,
                by=request.user,
                is_leader=context["leads"],
                at=clock.now(request),
            ),
        ):
            messages.success(request, _("The statement is proposed."))
            return redirect("discussions:statements", code=edition.code, topic_id=topic_id)
    votes = queries.own_votes(topic, participant=queries.seat_of(request.user, edition))
    found = queries.statements(topic, reader_id=request.user.pk, leads=context["leads"])
    page_obj = Paginator(queries.waiting_first(found), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (one, phrases.STATEMENT_TEXTS[one.state], phrases.VOTE_TEXTS.get(votes.get(one.pk, NEVER)))
        for one in page_obj
    ]
    context |= {
        "form": form,
        "waiting": [row for row in rows if row[0].state == rules.PROPOSED],
        "rows": [row for row in rows if row[0].state != rules.PROPOSED],
        "page_obj": page_obj,
        "is_closed": topic.state == rules.CLOSED,
    }
    return render(request, "discussions/statements.html", context)


@edition_page(TAKE_PART)
def statement(
    request: HttpRequest, edition: Edition, topic_id: int, statement_number: int
) -> HttpResponse:
    """A statement: translate it; the moderator decides on it."""
    topic = topic_of(edition, topic_id)
    context = context_of(request, edition, topic)
    visible = queries.statements(topic, reader_id=request.user.pk, leads=context["leads"])
    found = get_object_or_404(visible, number=statement_number)
    act = request.POST.get("act", "")
    forms = {
        name: form(request.POST if act == name else None, prefix=name, **more)
        for name, form, more in (
            ("translate", StatementTranslationForm, {}),
            ("correct", SpellingForm, {"initial": {"text": found.text}}),
            ("refuse", RefusalForm, {}),
            ("merge", MergeForm, {}),
        )
    }
    if request.method == "POST" and _act(request, act, found, forms, context["leads"]):
        return redirect("discussions:statements", code=edition.code, topic_id=topic_id)
    steps = rules.STATEMENT[found.state] if context["leads"] else {}
    context |= forms | {
        "statement": found,
        "state": phrases.STATEMENT_TEXTS[found.state],
        "refused_because": phrases.REFUSAL_TEXTS.get(found.refusal),
        "steps": list(steps),
    }
    return render(request, "discussions/statement.html", context)


def _act(request, act, found: Statement, forms, is_leader: bool) -> bool:
    by, at = request.user, clock.now(request)
    form = forms.get(act)
    acts = {
        "translate": lambda: services.translate(found, **form.cleaned_data, by=by, at=at),
        "correct": lambda: services.correct(found, **form.cleaned_data),
        "accept": lambda: services.decide(found, to=rules.ACCEPTED, by=by, at=at),
        "refuse": lambda: services.decide(
            found, to=rules.REFUSED, **form.cleaned_data, by=by, at=at
        ),
        "merge": lambda: services.decide(found, to=rules.MERGED, **form.cleaned_data, by=by, at=at),
    }
    if act not in acts:
        raise Http404
    refuse_unless(is_leader or act == "translate")
    if form is None:
        return done(request, acts[act], said=_("Your changes are kept."))
    if not kept(form, acts[act]):
        return False
    messages.success(request, _("Your changes are kept."))
    return True


@edition_page(VOTE)
def vote(request: HttpRequest, edition: Edition, topic_id: int) -> HttpResponseBase:
    """One statement at a time, in an order of one's own, three buttons."""
    topic = topic_of(edition, topic_id)
    seat = queries.seat_of(request.user, edition)
    if seat is None:
        raise PermissionDenied
    if request.method == "POST":
        return _cast(request, edition, topic, seat)
    shown, given, count = queries.next_statement(topic, participant=seat)
    if asked := request.GET.get("statement", ""):
        shown = get_object_or_404(
            Statement.objects.accepted().prefetch_related("translations"),
            topic=topic,
            number=asked if asked.isdecimal() and len(asked) < 7 else 0,
        )
    votes = queries.own_votes(topic, participant=seat)
    context = context_of(request, edition, topic) | {
        "statement": shown,
        "given": given,
        "count": count,
        "own": phrases.VOTE_TEXTS.get(votes.get(shown.pk, NEVER)) if shown else None,
        "obstacles": [phrases.RULE_TEXTS[c] for c in rules.reasons_not_to_vote(topic.state)],
        "reader": get_language(),
    }
    return render(request, "discussions/vote.html", context)


def _cast(request: HttpRequest, edition: Edition, topic, seat) -> HttpResponseBase:
    number, value = request.POST.get("statement", ""), request.POST.get("value", "")
    if not number.isdecimal() or len(number) > 6 or value not in ("1", "0", "-1"):
        raise Http404
    found = get_object_or_404(Statement, topic=topic, number=number)
    done(
        request,
        lambda: services.vote(found, participant=seat, value=int(value), at=clock.now(request)),
        said=_("Your vote is counted."),
    )
    return redirect("discussions:vote", code=edition.code, topic_id=topic.pk)
