"""Nominating by hand: a nominee or a draft, changed, replaced, invited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.desk import InviteForm, ReplacementForm
from samgak.nominations.models import Nomination, NominationDraft
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.rules import states
from samgak.nominations.views.asking import (
    countries_of,
    country_asked,
    desk_address,
    found_or_404,
    gate_before,
    must_be_ready,
    nomination_asked,
    nominee_form,
    refusal_of,
)
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("nominations.nominate")
def nominate(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A form for one more nominee."""
    country = country_asked(request, edition)
    initial = {"rank": queries.next_rank(edition, country=country)}
    form = nominee_form(request, edition, country, initial=initial)
    return _nominate(request, edition, country, form, draft=None)


@edition_page("nominations.nominate")
def draft(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The same form with what a draft holds."""
    found = _draft(request, edition, pk)
    last = {"rank": queries.next_rank(edition, country=found.country)}
    form = nominee_form(
        request, edition, found.country, initial=last | found.values, own_answers=found.own_answers
    )
    return _nominate(request, edition, found.country, form, draft=found)


def _draft(request: HttpRequest, edition: Edition, pk: int) -> NominationDraft:
    for country in countries_of(request, edition):
        if found := queries.drafts_of(edition, country=country).filter(pk=pk).first():
            return found
    return found_or_404(queries.draft_of, edition, country="", pk=pk)


def _nominate(request, edition: Edition, country: str, form, *, draft) -> HttpResponse:
    how = {"by": request.user, "at": clock.now(request)}
    if request.method != "POST" and (gate := gate_before(request, edition, country, to="form")):
        return gate
    if request.method == "POST":
        try:
            if "draft" in request.POST:
                services.save_draft(
                    edition,
                    country=country,
                    values=form.as_typed,
                    own_answers=form.own_answers,
                    draft=draft,
                    **how,
                )
                messages.success(request, _("Your draft is saved."))
                return redirect(desk_address(edition, country))
            if form.is_valid():
                nomination = services.nominate(
                    edition,
                    country=country,
                    values=form.values,
                    own_answers=form.own_answers,
                    draft=draft,
                    **how,
                )
                return _nominated(request, nomination)
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
    context = {"edition": edition, "country": country, "form": form, "draft": draft}
    context["refusal"] = refusal_of(request, edition, country) if request.method != "POST" else ""
    context["must_be_ready"] = must_be_ready(request, edition, country)
    return render(request, "nominations/nominate.html", context)


def _nominated(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    name = {"name": nomination.person.passport_name}
    messages.success(request, _("%(name)s is nominated.") % name)
    warn(request, nomination)
    return redirect(desk_address(nomination.edition, nomination.country))


def warn(request: HttpRequest, nomination: Nomination) -> None:
    """Say what somebody should look at though it is no fault."""
    for other in queries.others_of_rank(nomination):
        names = {"name": other.person.passport_name, "rank": other.rank}
        messages.warning(request, _("%(name)s has rank %(rank)s too.") % names)
    for other in queries.look_alikes(nomination):
        names = {"name": other.person.passport_name, "rank": other.rank}
        text = _("This may be the same person as %(name)s (rank %(rank)s), typed another way.")
        messages.warning(request, text % names)
    if queries.undecided_of([nomination]):
        name = {"name": nomination.person.passport_name}
        text = _("%(name)s may have taken part in an earlier course. See the nomination.")
        messages.warning(request, text % name)


@edition_page("nominations.nominate")
def discard(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Ask before a draft is deleted."""
    found = _draft(request, edition, pk)
    if request.method == "POST":
        try:
            services.discard_draft(found, by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            messages.error(request, sentence(broken))
        else:
            messages.success(request, _("The draft is deleted."))
        return redirect(desk_address(edition, found.country))
    return render(request, "nominations/discard.html", {"edition": edition, "draft": found})


@edition_page("nominations.nominate")
def invite(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Note whom the country means to nominate, and write to the person."""
    country = country_asked(request, edition)
    initial = {"language": edition.working_language}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        link = reverse("portal:edition", kwargs={"code": edition.code})
        try:
            services.invite(
                edition,
                country=country,
                link=request.build_absolute_uri(link),
                by=request.user,
                at=clock.now(request),
                **form.cleaned_data,
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            name = {"name": form.cleaned_data["name"]}
            messages.success(request, _("%(name)s is invited; the letter is on its way.") % name)
            return redirect(desk_address(edition, country))
    context = {"edition": edition, "country": country, "form": form}
    context["refusal"] = refusal_of(request, edition, country) if request.method != "POST" else ""
    return render(request, "nominations/invite.html", context)


@edition_page("nominations.nominate")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The form with a nominee's values; what was returned is nominated again with it."""
    found = nomination_asked(request, edition, pk)
    facts = queries.stored_facts(found.person, found)
    form = nominee_form(
        request, edition, found.country, initial=facts, own_answers=found.own_answers
    )
    if form.is_valid():
        try:
            services.change(
                found,
                values=form.values,
                own_answers=form.own_answers,
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The nomination is saved."))
            warn(request, nomination_asked(request, edition, pk))
            return redirect("nominations:nomination", code=edition.code, pk=found.pk)
    context = {"edition": edition, "nomination": found, "form": form}
    context["was_returned"] = found.state == states.RETURNED
    return render(request, "nominations/change.html", context)


@edition_page("nominations.nominate")
def replace(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Another person in the place of a nominee: who, and why."""
    found = nomination_asked(request, edition, pk)
    form = nominee_form(request, edition, found.country, initial={}, kind=ReplacementForm)
    if form.is_valid():
        try:
            other = services.replace(
                found,
                values=form.values,
                own_answers=form.own_answers,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            return _nominated(request, other)
    context = {"edition": edition, "nomination": found, "form": form}
    context["must_be_ready"] = must_be_ready(request, edition, found.country)
    return render(request, "nominations/replace.html", context)
