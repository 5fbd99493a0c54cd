import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.applications import queries as applications
from samgak.core import clock, versions
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.phrases import lists
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.views.asking import (
    CountedPaginator,
    countries_of,
    country_asked,
    desk_address,
    must_be_ready,
    refusal_of,
)
from samgak.printing.nominations import nomination_list
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ROWS_ON_A_PAGE = 50


@require_safe
@edition_page("nominations.nominate")
def desk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A country's nominees in its order, what is left to do, and until when."""
    countries = countries_of(request, edition)
    if not countries:
        return redirect("nominations:nominees", code=edition.code)
    country = country_asked(request, edition)
    on, call = clock.now(request).date(), queries.call_of(edition)
    found = queries.desk_quotas(edition, country=country, call=call)
    context = _order(request, edition, country, people=found.nominated) | {
        "countries": countries,
        "drafts": queries.shown_drafts(edition, country=country),
        "left": queries.left_list(edition, country=country),
        "call": call,
        "quotas": found,
        "to_mend": queries.rows_to_mend(edition, country=country),
        "must_be_ready": must_be_ready(request, edition, country),
        "letter": queries.latest_letter(edition, country=country),
        "roles": queries.desk_roles(edition, country=country, on=on),
        "may_confirm": rules.has_perm("nominations.confirm", request.access),  # type: ignore[attr-defined]
    }
    return render(request, "nominations/desk.html", context)


def _order(
    request: HttpRequest, edition: Edition, country: str, *, people: int | None = None, typed=None
) -> dict:
    """The list itself, as the desk and the answer to a new order show it; `people` is its length,
    where it is known."""
    found = queries.present_in_order(edition, country=country)
    paginator = CountedPaginator(
        found, ROWS_ON_A_PAGE, count=lambda: found.count() if people is None else people
    )
    page = paginator.get_page(request.GET.get("page"))
    start = (page.number - 1) * ROWS_ON_A_PAGE
    shown = queries.page_in_order(
        edition, country=country, start=start, stop=start + ROWS_ON_A_PAGE
    )
    wanted = typed or {}
    take_applications = applications.are_asked(edition)
    applied = {}
    if take_applications:
        applied = applications.applications_of(edition, people=[one.person_id for one in shown])
    return {
        "edition": edition,
        "country": country,
        "page_obj": page,
        "rows": [
            (
                one,
                wanted.get(one.pk, one.rank),
                applied.get(one.person_id),
                number > 1,
                number < page.paginator.count,
            )
            for number, one in enumerate(shown, start=page.start_index())
        ],
        "take_applications": take_applications,
        "seen": queries.order_stamp(edition, country=country),
        "refusal": refusal_of(request, edition, country),
        "problem": "",
    }


@require_safe
@edition_page("nominations.nominate")
def quotas(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The quota bars alone, for a desk that stays open."""
    country = country_asked(request, edition)
    found = queries.desk_quotas(edition, country=country, call=queries.call_of(edition))
    context = {"edition": edition, "country": country, "quotas": found}
    return render(request, "nominations/quotas.html", context)


@require_POST
@edition_page("nominations.nominate")
def order(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Put nominees at other places: by the numbers typed, or one of them one place up or down."""
    country = country_asked(request, edition)
    places = _places(request)
    problem, typed = "", {}
    try:
        services.reorder(
            edition,
            country=country,
            places=places,
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=clock.now(request),
        )
    except RuleBroken as broken:
        is_stale = broken.code == versions.CHANGED
        problem = str(versions.CHANGED_TEXT) if is_stale else sentence(broken)
        typed = places
    if request.headers.get("HX-Request") or problem:
        context = _order(request, edition, country, typed=typed) | {"problem": problem}
        page = "order" if request.headers.get("HX-Request") else "reordered"
        return render(request, f"nominations/{page}.html", context)
    moved = request.POST.get("up") or request.POST.get("down") or ""
    # Back to the same person's buttons, so that a keyboard stays where it is.
    anchor = f"#nominee-{moved}" if moved.isdecimal() else ""
    page = request.GET.get("page", "")
    asked = f"&page={page}" if page.isdecimal() else ""
    return redirect(desk_address(edition, country) + asked + anchor)


def _places(request: HttpRequest) -> dict[int, int]:
    """Number of the nomination -> place; what is no number is passed over."""
    places = {
        int(name.removeprefix("place-")): int(text)
        for name, text in request.POST.items()
        if name.startswith("place-")
        and name.removeprefix("place-").isdecimal()
        and text.strip().isdecimal()
        and len(text.strip()) < 7
    }
    for direction, step in (("up", -1), ("down", 1)):
        pressed = request.POST.get(direction, "")
        if pressed.isdecimal() and int(pressed) in places:
            return _exchanged(places, int(pressed), step, start=request.POST.get("start", ""))
    return places


def _exchanged(places: dict[int, int], pressed: int, step: int, *, start: str) -> dict[int, int]:
    """The rows of the page numbered one after the other, the pressed one before or after its neighbour."""
    order = sorted(places, key=lambda key: (places[key], key))
    here = order.index(pressed)
    there = min(max(here + step, 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    first = int(start) if start.isdecimal() and len(start) < 7 else 1
    return {key: first + number for number, key in enumerate(order)}


@require_POST
@edition_page("nominations.confirm")
def confirm_all(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Confirm every nomination of a country that waits for it."""
    country = country_asked(request, edition)
    try:
        services.confirm_all(edition, country=country, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
    else:
        messages.success(request, _("All nominations of the country are confirmed."))
    return redirect(desk_address(edition, country))


@require_safe
@edition_page("nominations.nominate")
def template(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A blank workbook, named so that it says the country when it comes back."""
    country = country_asked(request, edition)
    content = lists.blank_workbook(
        edition,
        country=country,
        languages=queries.language_codes(edition),
        form=queries.form_of(edition, country=country),
    )
    return made_file(content, name=f"nominations-{country.lower()}.xlsx")


@require_safe
@edition_page("nominations.nominate")
def list_to_sign(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The country's nominees as a PDF to print and sign."""
    country = country_asked(request, edition)
    page = lists.list_to_sign(
        edition,
        country=country,
        nominations=queries.present_in_order(edition, country=country),
        signed_by=str(request.user) if country in request.access.countries else "",  # type: ignore[attr-defined]
        today=clock.now(request).astimezone(edition.zone).date(),
    )
    name = f"nominees-{edition.code}-{country.lower()}.pdf"
    return made_file(nomination_list(page), name=name)
