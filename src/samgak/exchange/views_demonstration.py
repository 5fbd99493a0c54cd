"""Pages of the demonstration alone: its clock, and the mail that never left."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samgak.correspondence import queries as correspondence
from samgak.correspondence.models import PageMail
from samgak.exchange import clock
from samgak.exchange.forms_clock import ClockForm

MAILS_PER_PAGE = 50


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Show another day, and go back to the page on which it was asked for."""
    form = ClockForm({"day": request.POST.get("preset", request.POST.get("day"))})
    if form.is_valid():
        clock.move(to=form.cleaned_data["day"])
    else:
        for fault in form.errors["day"]:
            messages.error(request, fault)
    return redirect(_way_back(request))


@never_cache
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Every mail the demonstration would have sent; all its people are invented."""
    pages = Paginator(correspondence.page_mails(), MAILS_PER_PAGE)
    return render(
        request, "exchange/mails.html", {"page_obj": pages.get_page(request.GET.get("page"))}
    )


@never_cache
@require_safe
def one_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its reader would have seen it."""
    try:
        found = correspondence.page_mail(pk)
    except PageMail.DoesNotExist:
        raise Http404 from None
    return render(request, "exchange/mail.html", {"mail": found})


def _way_back(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return page
    return reverse("portal:home")
