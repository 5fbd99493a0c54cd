"""Edition files over the web: sent, taken home, and the next edition made from one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.exchange import phrases, queries
from samgak.exchange.forms_editions import CloneForm, FileForm
from samgak.exchange.rules import FileRefused
from samgak.exchange.services import uploads
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

CHANGE = "programmes.change_edition"


@login_required
def upload(request: HttpRequest) -> HttpResponseBase:
    """Load an edition file, or show everything that is wrong in it."""
    at = clock.now(request)
    if not programmes.may_create_edition(request.user, on=at.date()):
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    faults: tuple = ()
    if form.is_valid():
        try:
            loaded = uploads.upload(form.cleaned_data["file"].read(), by=request.user, at=at)
        except FileRefused as refused:
            faults = refused.faults
            form.add_error("file", phrases.reason(refused))
        except RuleBroken as broken:
            form.add_error("file", phrases.reason(broken))
        else:
            messages.success(request, phrases.outcome(loaded))
            return redirect("portal:edition", code=loaded.edition.code)
    told = [(fault, phrases.sentence(fault)) for fault in faults]
    return render(request, "exchange/upload.html", {"form": form, "faults": told})


@require_safe
@edition_page(CHANGE)
def download(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The edition as its file."""
    try:
        text = queries.dump(edition)
    except RuleBroken as broken:
        messages.error(request, phrases.reason(broken))
        return redirect("programmes:change", code=edition.code)
    return made_file(text.encode(), name=f"{edition.code}.yaml")


@edition_page(CHANGE)
def clone(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Begin the next edition from this one."""
    form = CloneForm(request.POST or None, edition=edition)
    if form.is_valid():
        at = clock.now(request)
        try:
            loaded = uploads.clone(edition, **form.cleaned_data, by=request.user, at=at)
        except FileRefused as refused:
            for fault in refused.faults:
                form.add_error(None, phrases.sentence(fault))
        except RuleBroken as broken:
            form.add_error(None, phrases.reason(broken))
        else:
            messages.success(request, _("The next edition is begun. Look through its parts."))
            return redirect("programmes:change", code=loaded.edition.code)
    return render(request, "exchange/clone.html", {"edition": edition, "form": form})
