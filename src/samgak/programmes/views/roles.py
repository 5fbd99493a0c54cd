"""Roles beyond one edition: one's own, and those at organisations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation, OrganisationRole
from samgak.programmes import phrases_people as phrases
from samgak.programmes import queries_people as queries
from samgak.programmes import services
from samgak.programmes.forms.people import EndForm, HouseRoleForm
from samgak.programmes.phrases import ROLE_TEXTS


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Every role I hold or held, and where to read what it allows."""
    on = clock.now(request).date()
    held = queries.posts_everywhere(request.user, on=on)
    through = queries.editions_through(one for one in held if one.stand == queries.HELD)
    return render(
        request,
        "programmes/my_roles.html",
        {
            "posts": [(one, _editions(one, through)) for one in held],
            "organisations": queries.organisations_of(request.user, on=on),
        },
    )


def _editions(post, through):
    if post.edition:
        return [post.edition] if post.stand == queries.HELD else []
    return through.get(post.organisation.pk, []) if post.stand == queries.HELD else []


@login_required
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """The people of an organisation, and a form to give one more a role."""
    at = clock.now(request)
    house = _house(request, key, at)
    form = HouseRoleForm(request.POST or None, on=at.date())
    if form.is_valid():
        try:
            given = services.give_house_role(house, by=request.user, at=at, **form.values())
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            words = {"name": given.user, "role": ROLE_TEXTS[given.role]}
            messages.success(request, _("%(name)s is now: %(role)s.") % words)
            if given.user.last_login is None:
                return redirect("invitations:organisation", key=key, pk=given.pk)
            return redirect("roles:organisation", key=key)
    given = queries.roles_of_organisation(house, on=at.date())
    context = {"house": house, "form": form, "posts": queries.posts(given, on=at.date())}
    return render(request, "programmes/organisation_people.html", context)


@login_required
def end(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Ask before a role at an organisation ends, and end it."""
    at = clock.now(request)
    house = _house(request, key, at)
    rows = OrganisationRole.objects.select_related("user", "organisation")
    given = get_object_or_404(rows, organisation=house, pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.end_house_role(
                given, by=request.user, at=at, reason=form.cleaned_data["reason"]
            )
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        else:
            messages.success(request, _("The role has ended."))
        return redirect("roles:organisation", key=key)
    context = {"house": house, "post": queries.post(given, on=at.date()), "form": form}
    return render(request, "programmes/end_house_role.html", context)


def _house(request: HttpRequest, key: str, at) -> Organisation:
    house = get_object_or_404(Organisation, key=key)
    if not queries.administers(request.user, house, on=at.date()):
        raise Http404
    return house
