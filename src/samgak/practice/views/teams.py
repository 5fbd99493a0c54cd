from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rules import has_perm

from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.practice.forms.services import MixForm, TeamForm, team_initial
from samgak.practice.models import Team
from samgak.practice.phrases.services import sentence
from samgak.practice.queries import teams as queries
from samgak.practice.services import teams as services
from samgak.practice.views.base import FORM_TEAMS, SEE, team_of, written_in
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_safe
@edition_page(SEE)
def practice(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The practice government: what it is, and its teams."""
    context = {
        "edition": edition,
        "rows": queries.teams(edition, access=request.access),
        "may_form": has_perm(FORM_TEAMS, request.access),
    }
    return render(request, "practice/practice.html", context)


@require_safe
@edition_page(SEE)
def team(request: HttpRequest, edition: Edition, team_key: str) -> HttpResponseBase:
    """A team, its members and its services."""
    found = team_of(edition, team_key)
    context = {
        "edition": edition,
        "team": found,
        "members": queries.members_of(found),
        "services": queries.services_of(found),
        "may_work": queries.may_work_in(found, access=request.access),
        "may_form": has_perm(FORM_TEAMS, request.access),
    }
    return render(request, "practice/team.html", context)


@edition_page(FORM_TEAMS)
def add(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """A new team by hand."""
    form = _form(request, edition)
    if form.is_valid():
        try:
            made = services.form_team(edition, **form.values())
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The team is formed."))
            return redirect("practice:team", code=edition.code, team_key=made.key)
    return render(request, "practice/team_form.html", {"edition": edition, "form": form})


@edition_page(FORM_TEAMS)
def change(request: HttpRequest, edition: Edition, team_key: str) -> HttpResponseBase:
    """The name, the language and the members of a team."""
    found = team_of(edition, team_key)
    form = _form(request, edition, found)
    if form.is_valid():
        try:
            services.change_team(found, **form.values(), seen=form.cleaned_data["seen"] or 0)
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("Your changes are kept."))
            return redirect("practice:team", code=edition.code, team_key=team_key)
    context = {"edition": edition, "team": found, "form": form}
    return render(request, "practice/team_form.html", context)


@edition_page(FORM_TEAMS)
def remove(request: HttpRequest, edition: Edition, team_key: str) -> HttpResponseBase:
    """Asks before a team goes with all that it made."""
    found = team_of(edition, team_key)
    if request.method == "POST":
        services.remove_team(found)
        messages.success(request, _("The team is removed."))
        return redirect("practice:practice", code=edition.code)
    context = {"edition": edition, "team": found, "services": queries.services_of(found)}
    return render(request, "practice/team_remove.html", context)


@edition_page(FORM_TEAMS)
def mix(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Deal everybody who is in no team into new ones, countries mixed."""
    form = MixForm(request.POST or None, initial={"language": edition.working_language})
    if form.is_valid():
        count = form.cleaned_data["teams"]
        names = [gettext("Team %(number)s") % {"number": one} for one in range(1, count + 1)]
        try:
            made = services.mix_teams(
                edition, teams=count, names=names, language=form.cleaned_data["language"]
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("Teams formed: %(count)s.") % {"count": len(made)})
            return redirect("practice:practice", code=edition.code)
    free = queries.free_participants(edition)
    context = {"edition": edition, "form": form, "free": free}
    return render(request, "practice/team_mix.html", context)


def _form(request: HttpRequest, edition: Edition, team: Team | None = None) -> TeamForm:
    people = queries.free_participants(edition, but_of=team)
    reader = get_language() or "en"
    names = {
        one.pk: f"{one.person.native_name or one.person.passport_name}"
        f" ({country_name(one.person.country, reader)})"
        for one in people
    }
    initial = (
        team_initial(team, written_in(team)(team.name))
        if team
        else {"language": edition.working_language}
    )
    return TeamForm(request.POST or None, people=people, names=names, initial=initial)
