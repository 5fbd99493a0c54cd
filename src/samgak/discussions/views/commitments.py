from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rules import has_perm

from samgak.core import clock
from samgak.core.downloads import made_file, rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.core.texts import shown
from samgak.discussions import phrases, rules
from samgak.discussions.forms import (
    CommitmentForm,
    CommitmentTranslationForm,
    EndorseForm,
    FollowUpForm,
    WithdrawForm,
)
from samgak.discussions.models import Commitment, Statement
from samgak.discussions.permissions import is_officer
from samgak.discussions.queries import commitments as queries
from samgak.discussions.services import commitments as services
from samgak.discussions.services import documents
from samgak.discussions.views.base import READ, TAKE_PART, done, kept, refuse_unless
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

KINDS = (documents.WORD, documents.PDF)


@require_safe
@edition_page(READ)
def commitments(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """What delegations mean to do, and how far it is."""
    found = queries.visible(
        edition, reader_id=request.user.pk, is_officer=is_officer(request.access)
    )
    if kind := request.GET.get("download"):
        return _file(kind, edition, found)
    context = {
        "edition": edition,
        "rows": [(one, phrases.COMMITMENT_TEXTS[one.state], _latest(one)) for one in found],
        "languages": settings.LANGUAGES,
        "reader": get_language(),
        "may_draft": has_perm(TAKE_PART, request.access),
        "may_appoint": has_perm("discussions.appoint", request.access),
    }
    return render(request, "discussions/commitments.html", context)


def _latest(one: Commitment) -> str:
    held = list(one.follow_ups.all())
    return str(phrases.STATUS_TEXTS[held[-1].status]) if held else ""


@require_safe
@edition_page("discussions.see_published")
def published(request: HttpRequest, edition: Edition) -> HttpResponse:
    """For everybody: the agreed commitments that their delegations agreed to publish."""
    rows = [(one, _latest(one)) for one in queries.published(edition)]
    return render(request, "discussions/published.html", {"edition": edition, "rows": rows})


@edition_page(TAKE_PART)
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A commitment, fresh or out of a statement."""
    asked = request.GET.get("statement", "")
    statement = (
        Statement.objects.accepted().filter(topic__edition=edition, pk=int(asked)).first()
        if asked.isdecimal() and len(asked) < 10
        else None
    )
    reader = get_language() or "en"
    initial = {}
    if statement:
        found = shown(statement.words, reader=reader, working=statement.language)
        initial = {"what": found.text, "language": found.language}
    form = _form(request, edition, initial)
    made: list[Commitment] = []
    if kept(
        form,
        lambda: made.append(
            services.draft(
                edition,
                values=form.values(),
                language=form.cleaned_data["language"],
                by=request.user,
                at=clock.now(request),
                statement=statement,
            )
        ),
    ):
        messages.success(request, _("The commitment is drafted."))
        return _back(edition, made[0])
    return render(request, "discussions/commitment_form.html", {"edition": edition, "form": form})


@edition_page(TAKE_PART)
def change(request: HttpRequest, edition: Edition, commitment_number: int) -> HttpResponse:
    """Other words for a commitment that nobody has endorsed."""
    one = _of(request, edition, commitment_number)
    refuse_unless("author" in _parts(request, one) or "moderator" in _parts(request, one))
    initial = {name: getattr(one, name) for name in (*services.WORDS, "due_on", "countries")}
    initial |= {
        "language": one.language,
        "organisations": [str(by.pk) for by in one.organisations.all()],
    }
    form = _form(request, edition, initial)
    form.fields["language"].disabled = True
    if kept(form, lambda: services.change(one, values=form.values(), at=clock.now(request))):
        messages.success(request, _("Your changes are kept."))
        return _back(edition, one)
    context = {"edition": edition, "form": form, "commitment": one}
    return render(request, "discussions/commitment_form.html", context)


def _form(request: HttpRequest, edition: Edition, initial: dict[str, Any]) -> CommitmentForm:
    reader = get_language() or "en"
    countries = [(code, country_name(code, reader)) for code in queries.countries(edition)]
    return CommitmentForm(
        request.POST or None,
        initial=initial,
        countries=countries,
        organisations=queries.organisations(edition),
    )


@edition_page(READ)
def commitment(request: HttpRequest, edition: Edition, commitment_number: int) -> HttpResponse:
    """A commitment with what the reader may do about it."""
    one = _of(request, edition, commitment_number)
    parts = _parts(request, one)
    delegation = queries.delegation_of(edition, request.user.pk)
    act = request.POST.get("act", "")
    forms = {
        name: form(request.POST if act == name else None, prefix=name)
        for name, form in (
            ("translate", CommitmentTranslationForm),
            ("endorse", EndorseForm),
            ("withdraw", WithdrawForm),
            ("follow_up", FollowUpForm),
        )
    }
    if request.method == "POST" and _act(request, act, one, forms, delegation):
        return _back(edition, one)
    has_endorsed = delegation is not None and any(
        by.delegation_id == delegation.pk for by in one.standing
    )
    steps = [to for to in rules.steps(rules.COMMITMENT, one.state, parts) if to != rules.AGREED]
    context = forms | {
        "edition": edition,
        "commitment": one,
        "state": phrases.COMMITMENT_TEXTS[one.state],
        "steps": [(to, phrases.COMMITMENT_STEPS[to]) for to in steps],
        "may_change": bool(parts & {"author", "moderator"}) and not one.standing,
        "may_write": has_perm(TAKE_PART, request.access),
        "may_endorse": delegation
        and delegation.country in one.countries
        and one.state in (rules.OFFERED, rules.AGREED)
        and not has_endorsed,
        "has_endorsed": has_endorsed,
        "may_follow_up": one.state == rules.AGREED and (has_endorsed or is_officer(request.access)),
        "follow_ups": [(f, phrases.STATUS_TEXTS[f.status]) for f in one.follow_ups.all()],
    }
    return render(request, "discussions/commitment.html", context)


def _act(request, act, one: Commitment, forms, delegation) -> bool:
    by, at, form = request.user, clock.now(request), forms.get(act)
    if act == "move":
        to = request.POST.get("to", "")
        return done(
            request,
            lambda: services.move(one, to=to, parts=_parts(request, one)),
            said=_("The state of the commitment is changed."),
        )
    if form is None:
        raise Http404
    country = delegation.country if delegation else ""
    refuse_unless(_may(request, act, one, delegation))
    acts = {
        "translate": lambda: services.translate(
            one, words=form.cleaned_data, language=form.cleaned_data["language"], by=by, at=at
        ),
        "endorse": lambda: services.endorse(
            one, delegation=delegation, **form.cleaned_data, by=by, at=at
        ),
        "withdraw": lambda: services.withdraw(
            one, delegation=delegation, **form.cleaned_data, by=by, at=at
        ),
        "follow_up": lambda: services.follow_up(
            one,
            **form.cleaned_data,
            language=get_language() or "en",
            country=country,
            by=by,
            on=at.date(),
            at=at,
        ),
    }
    if not kept(form, acts[act]):
        return False
    messages.success(request, _("Your changes are kept."))
    return True


def _may(request, act: str, one: Commitment, delegation) -> bool:
    if act == "translate":
        return has_perm(TAKE_PART, request.access)
    endorsing = {sign.delegation_id for sign in one.standing}
    if act == "follow_up":
        return is_officer(request.access) or bool(delegation and delegation.pk in endorsing)
    return delegation is not None


@require_safe
@edition_page(READ)
def joint_statement(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The agreed commitments as one document, in the language that is asked for."""
    if kind not in KINDS:
        raise Http404
    language = request.GET.get("in", get_language() or "en")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    try:
        content = documents.write(
            edition, language=language, kind=kind, on=clock.now(request).date()
        )
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("discussions:commitments", code=edition.code)
    name = f"{edition.code}-joint-statement-{language}.{kind}"
    return made_file(content, name=name)


def _of(request: HttpRequest, edition: Edition, number: int) -> Commitment:
    """The commitment, as far as the reader may see it."""
    one = get_object_or_404(queries.commitments(edition), number=number)
    is_shown = one.state in (rules.OFFERED, rules.AGREED)
    if not (is_shown or one.drafted_by_id == request.user.pk or is_officer(request.access)):
        raise Http404
    return one


def _parts(request: HttpRequest, one: Commitment) -> set[str]:
    parts = {rules.MODERATOR} if is_officer(request.access) else set()
    may_write = has_perm(TAKE_PART, request.access)
    return parts | ({rules.AUTHOR} if may_write and one.drafted_by_id == request.user.pk else set())


def _back(edition: Edition, one: Commitment) -> HttpResponse:
    return redirect("discussions:commitment", code=edition.code, commitment_number=one.number)


def _file(kind: str, edition: Edition, found: list[Commitment]) -> HttpResponseBase:
    reader = get_language() or "en"
    columns = [
        Column(_("Number")),
        Column(_("What is to be done"), 60),
        Column(_("State")),
        Column(_("Endorsed by"), 40),
        Column(_("By when")),
        Column(_("First step"), 60),
    ]
    rows = (
        (
            one.number,
            shown(one.whats, reader=reader, working=one.language).text,
            str(phrases.COMMITMENT_TEXTS[one.state]),
            ", ".join(country_name(by.delegation.country, reader) for by in one.standing),
            one.due_on,
            shown(one.first_steps, reader=reader, working=one.language).text,
        )
        for one in found
    )
    name, title = f"{edition.code}-commitments", _("Commitments")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
