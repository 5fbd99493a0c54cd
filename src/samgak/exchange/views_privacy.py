import io
import json
import zipfile
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samgak.applications import links
from samgak.applications.models import Application
from samgak.applications.views.opening import link_page
from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.exchange import phrases_privacy as phrases
from samgak.exchange.queries import personal
from samgak.exchange.services import forgetting
from samgak.participants.models import Person
from samgak.privacy import (
    permissions,  # noqa: F401 - registers what may be done here
    rules,
)
from samgak.privacy import phrases as privacy_phrases
from samgak.privacy import queries as privacy
from samgak.privacy import services as vault
from samgak.privacy.views.own import keep_answer
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ANSWER_FOR = "privacy.answer_for"


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=rules.MOST_LETTERS_OF_A_REASON
    )


@require_safe
@never_cache
@edition_page("privacy.own_data")
def own_copy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that is held of oneself, to read and for machines, in one file."""
    seat = privacy.own_seat(request.user, edition)
    if seat is None:
        raise Http404
    try:
        held = personal.own_data(seat.person, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, privacy_phrases.sentence(broken))
        return redirect("privacy:my_data", code=edition.code)
    return _packed(held, person=seat.person)


def _packed(held: dict[str, Any], *, person: Person) -> HttpResponse:
    context = {"person": person, "kinds": phrases.kinds(held), "language": get_language()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("my-data.json", json.dumps(held, ensure_ascii=False, indent=2))
        packed.writestr("my-data.html", render_to_string("exchange/own_data.html", context))
    return made_file(target.getvalue(), name="my-data.zip")


@link_page(links.APPLY)
def applicant_data(
    request: HttpRequest, application: Application, token: str, **_more
) -> HttpResponse:
    """What an applicant agreed to, and the ways to a copy and to erasure, without an account."""
    person, edition = application.person, application.edition
    consents = privacy.consents_of(person, edition)
    context = {
        "application": application,
        "edition": edition,
        "token": token,
        "consents": [one for one in consents if one.history],
        "erasure": privacy.latest_erasure_of(person),
    }
    return render(request, "exchange/applicant_data.html", context)


@link_page(links.APPLY)
def applicant_copy(
    request: HttpRequest, application: Application, token: str, **_more
) -> HttpResponse:
    """What is held of the application, to read and for machines, in one file."""
    person = application.person
    held = personal.applicant_data(person, application.edition, at=clock.now(request))
    return _packed(held, person=person)


@require_POST
@link_page(links.APPLY)
def applicant_answer(
    request: HttpRequest,
    application: Application,
    token: str,
    purpose: str,
    data_class: str,
    **_more,
) -> HttpResponse:
    """Agree or withdraw: of what the application asked."""
    person, edition = application.person, application.edition
    if (purpose, data_class) not in privacy.latest_answers(person, edition):
        raise Http404
    keep_answer(request, person, edition, purpose, data_class)
    return redirect("exchange:applicant_data", token=token)


@require_POST
@link_page(links.APPLY)
def applicant_erasure(
    request: HttpRequest, application: Application, token: str, **_more
) -> HttpResponse:
    """Ask to be forgotten; an officer decides."""
    vault.ask_for_erasure(
        person=application.person, edition=application.edition, at=clock.now(request)
    )
    messages.success(request, privacy_phrases.ERASURE_ASKED_TEXT)
    return redirect("exchange:applicant_data", token=token)


@require_safe
@edition_page(ANSWER_FOR)
def report(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the edition holds of people, why, and until when; never a value."""
    context = {
        "edition": edition,
        "tables": phrases.tables(personal.report(edition)),
        "requests": privacy.erasures_on(edition),
    }
    return render(request, "exchange/privacy_report.html", context)


@edition_page(ANSWER_FOR)
def erasure(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Grant or decline a request, with a reason."""
    asked = get_object_or_404(privacy.erasures_on(edition), pk=pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        try:
            forgetting.decide(
                asked,
                grant="grant" in request.POST,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, privacy_phrases.sentence(broken))
        else:
            messages.success(request, _("The decision is kept."))
            return redirect("exchange:privacy_report", code=edition.code)
    context = {"edition": edition, "asked": asked, "form": form}
    return render(request, "exchange/erasure.html", context)
