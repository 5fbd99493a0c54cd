from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rules import has_perm

from samgak.accounts.models import User
from samgak.core import clock
from samgak.core.dates import plain_date
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.programmes import phrases_people as phrases
from samgak.programmes import queries, queries_people, services
from samgak.programmes.forms.people import EditionRoleForm, EndForm, PeopleFilterForm
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.permissions import edition_page
from samgak.programmes.phrases import ROLE_TEXTS
from samgak.programmes.rules_people import may_give
from samgak.spreadsheets import Column

CHANGE = "programmes.change_people"
ROWS_PER_PAGE = 50


@require_safe
@edition_page(CHANGE)
def people(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Everybody with a role on the edition, its own or through a partner."""
    on = clock.now(request).date()
    countries = queries.beneficiary_countries(edition)
    filters = PeopleFilterForm(request.GET, countries=countries)
    given = queries_people.roles_of_edition(edition, on=on, **filters.chosen())
    if kind := request.GET.get("download"):
        return _file(kind, edition, queries_people.posts(given, on=on))
    page = Paginator(given, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    own = [
        (one, one.stand != queries_people.ENDED and may_give(one.role, held=request.access.roles))
        for one in queries_people.posts(page, on=on)
    ]
    return render(
        request,
        "programmes/people.html",
        {
            "edition": edition,
            "filters": filters,
            "selected": filters.selected(request.GET),
            "own": own,
            "page_obj": page,
            "house": queries_people.posts(queries_people.house_roles(edition, on=on), on=on),
        },
    )


@edition_page(CHANGE)
def give(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Give somebody a role; whoever never signed in is then invited."""
    at = clock.now(request)
    form = EditionRoleForm(
        request.POST or None,
        edition=edition,
        countries=queries.beneficiary_countries(edition),
        held=request.access.roles,
        on=at.date(),
    )
    if form.is_valid():
        try:
            given = services.give_role(edition, by=request.user, at=at, **form.values())
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _given(given))
            if given.user.last_login is None:
                return redirect("invitations:edition", code=edition.code, pk=given.pk)
            return redirect("programmes:people", code=edition.code)
    return render(request, "programmes/give_role.html", {"edition": edition, "form": form})


@edition_page(CHANGE)
def end(request: HttpRequest, edition: Edition, pk: int) -> HttpResponseBase:
    """Ask before a role ends, and end it; nothing is deleted."""
    at = clock.now(request)
    rows = EditionRole.objects.select_related("user", "organisation")
    given = get_object_or_404(rows, edition=edition, pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.end_role(given, by=request.user, at=at, reason=form.cleaned_data["reason"])
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        else:
            messages.success(request, _("The role has ended."))
        return redirect("programmes:people", code=edition.code)
    context = {"edition": edition, "post": queries_people.post(given, on=at.date()), "form": form}
    return render(request, "programmes/end_role.html", context)


@require_safe
@edition_page("programmes.see_rights")
def access(request: HttpRequest, edition: Edition, pk: int) -> HttpResponseBase:
    """What somebody may see and do on the edition, and why; oneself, or anybody for those who give roles."""
    if pk != request.user.pk and not has_perm(CHANGE, request.access):
        raise Http404
    user = get_object_or_404(User, pk=pk)
    held = queries_people.posts_of(user, edition, on=clock.now(request).date())
    if not held and user != request.user:
        raise Http404
    rights = queries_people.rights(held, edition, user_id=user.pk)
    return render(
        request,
        "programmes/access.html",
        {
            "edition": edition,
            "person": user,
            "posts": held,
            "allowed": [right for right in rights if right.is_allowed],
            "refused": [right for right in rights if not right.is_allowed],
        },
    )


def _given(given: EditionRole) -> str:
    words = {"name": given.user, "role": ROLE_TEXTS[given.role]}
    return _("%(name)s is now: %(role)s.") % words


def _file(kind: str, edition: Edition, posts) -> HttpResponseBase:
    language = get_language() or "en"
    columns = [
        Column(title)
        for title in (
            _("Name"),
            _("E-mail address"),
            _("Role"),
            _("Country"),
            _("On behalf of"),
            _("First day"),
            _("Last day"),
        )
    ]
    rows = (
        (
            one.user.name,
            one.user.email,
            str(ROLE_TEXTS[one.role]),
            country_name(one.country, language) if one.country else "",
            queries_people.name_of(one.organisation, language=language) if one.organisation else "",
            plain_date(one.held_from, language) if one.held_from else "",
            plain_date(one.last_day, language) if one.last_day else "",
        )
        for one in posts
    )
    name = f"{edition.code}-people"
    return rows_file(kind, name=name, title=_("People and roles"), columns=columns, rows=rows)
