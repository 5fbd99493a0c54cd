import io
import json
import zipfile

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.exchange import phrases_privacy as phrases
from samgak.exchange.queries import personal
from samgak.exchange.services import forgetting
from samgak.privacy import (
    permissions,  # noqa: F401 - registers what may be done here
    rules,
)
from samgak.privacy import phrases as privacy_phrases
from samgak.privacy import queries as privacy
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
    context = {"person": seat.person, "kinds": phrases.kinds(held), "language": get_language()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("my-data.json", json.dumps(held, ensure_ascii=False, indent=2))
        packed.writestr("my-data.html", render_to_string("exchange/own_data.html", context))
    return made_file(target.getvalue(), name="my-data.zip")


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
