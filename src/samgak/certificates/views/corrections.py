from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samgak.certificates import permissions, phrases, queries, services
from samgak.certificates.forms import CorrectionForm, NameForm, ReasonForm
from samgak.certificates.models import Certificate
from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("certificates.issue_certificate")
def certificate(request: HttpRequest, edition: Edition, number: str) -> HttpResponse:
    """One certificate: what it states, whether it is valid, and what may be done with it."""
    found = _certificate(edition, number)
    return render(
        request,
        "certificates/certificate.html",
        {
            "edition": edition,
            "certificate": found,
            "state_name": phrases.STATE_TEXTS[found.state],
        },
    )


@edition_page("certificates.download_certificate")
def pdf(request: HttpRequest, edition: Edition, number: str) -> HttpResponse:
    """The certificate as it was printed; officers any, participants their own valid one."""
    found = _certificate(edition, number)
    if not permissions.may_download(request.access, found):
        raise Http404
    content = bytes(found.pdf) if found.pdf else services.render_pdf(found)
    response = made_file(content, name=f"{found.number}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@edition_page("certificates.issue_certificate")
def reissue(request: HttpRequest, edition: Edition, number: str) -> HttpResponse:
    """Correct the name: a new certificate, and the old number says which one replaces it."""
    found = _certificate(edition, number)
    names = {"native_name": found.native_name, "passport_name": found.passport_name}
    form = CorrectionForm(request.POST or None, initial=names)
    if form.is_valid():
        try:
            new = services.reissue(
                found, **form.cleaned_data, by=request.user, at=clock.now(request)
            )
        except RuleBroken as broken:
            _show(form, broken)
        else:
            messages.success(request, _("The corrected certificate is issued."))
            return redirect("certificates:certificate", code=edition.code, number=new.number)
    context = {"edition": edition, "certificate": found, "form": form}
    return render(request, "certificates/reissue.html", context)


@edition_page("certificates.issue_certificate")
def revoke(request: HttpRequest, edition: Edition, number: str) -> HttpResponse:
    """Revoke a certificate for a reason."""
    found = _certificate(edition, number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.revoke(found, **form.cleaned_data, by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            _show(form, broken)
        else:
            messages.success(request, _("The certificate is revoked."))
            return redirect("certificates:certificate", code=edition.code, number=found.number)
    context = {"edition": edition, "certificate": found, "form": form}
    return render(request, "certificates/revoke.html", context)


@edition_page("certificates.issue_certificate")
def confirm_on_behalf(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """Confirm the spelling for a participant who can't, and say why."""
    seats = Participant.objects.select_related("person")
    seat = get_object_or_404(seats, edition=edition, pk=participant_id)
    initial = NameForm.of(None, seat).initial
    form = CorrectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.confirm_on_behalf(seat, **form.cleaned_data, at=clock.now(request))
        except RuleBroken as broken:
            _show(form, broken)
        else:
            messages.success(request, _("The spelling is confirmed."))
            return redirect("certificates:certificates", code=edition.code)
    context = {"edition": edition, "participant": seat, "form": form}
    return render(request, "certificates/confirm_on_behalf.html", context)


def _certificate(edition: Edition, number: str) -> Certificate:
    try:
        return queries.certificate(edition, number=number)
    except Certificate.DoesNotExist:
        raise Http404 from None


def _show(form: ReasonForm, broken: RuleBroken) -> None:
    field = next((key for key in form.fields if key in broken.code), None)
    form.add_error(field, phrases.sentence(broken))
