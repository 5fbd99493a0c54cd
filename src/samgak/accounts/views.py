from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samgak.accounts import jobs, links, services
from samgak.accounts.forms import LinkForm, ProfileForm
from samgak.accounts.links import Purpose

GONE = 410


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What the person says of themselves, and the ways to sign in."""
    user = request.user
    known = {"name": user.name, "language": user.language, "timezone": user.timezone}
    form = ProfileForm(request.POST or None, initial=known)
    if form.is_valid():
        services.describe(user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your account is saved."))
            return redirect("accounts:account")
    return render(request, "accounts/account.html", {"form": form})


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    update_session_auth_hash(request, services.end_sessions(request.user))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:account")


@never_cache
@login_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """After the first sign-in by a link: how to come back."""
    return render(request, "accounts/welcome.html", {"next": _next_path(request)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Whose link it is, and a button: programs that look into mail must not spend it."""
    if purpose not in set(Purpose):
        raise Http404
    holder = links.holder_of(token, purpose=Purpose(purpose))
    if holder is not None and request.user == holder:
        return redirect(_next_path(request) or "portal:workspace")
    if holder is None:
        return render(
            request, "accounts/link_gone.html", {"next": _next_path(request)}, status=GONE
        )
    if request.method == "POST":
        return _sign_in(request, holder, Purpose(purpose))
    return render(request, "accounts/link.html", {"holder": holder, "next": _next_path(request)})


def _sign_in(request: HttpRequest, holder, purpose: Purpose) -> HttpResponse:
    if request.user.is_authenticated:
        logout(request)
    services.confirm_address(holder)
    record_authentication(request, holder, method="link")
    target = _next_path(request)
    if purpose == Purpose.WELCOME:
        target = reverse("accounts:welcome", query={"next": target} if target else None)
    return perform_login(request, holder, redirect_url=target or reverse("portal:workspace"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Somebody lost their link or has no password: send a link to the address, if we know it."""
    form = LinkForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if not form.is_valid():
        return render(request, "accounts/ask_for_link.html", {"form": form})
    email = form.cleaned_data["email"].lower()
    if refusal := ratelimit.consume_or_429(request, action="send_link", key=email):
        return refusal
    jobs.send_sign_in_link.defer(email=email, next_path=_next_path(request))
    return render(request, "accounts/link_sent.html", {"email": email})


def _next_path(request: HttpRequest) -> str:
    path = request.POST.get("next") or request.GET.get("next", "")
    fits = url_has_allowed_host_and_scheme(path, {request.get_host()}, request.is_secure())
    return path if fits else ""
