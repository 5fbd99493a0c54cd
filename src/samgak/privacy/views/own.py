"""A participant's own data: what is asked, what was answered, who has read what."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.participants.models import Participant, Person
from samgak.privacy import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    rules,
    services,
)
from samgak.privacy.forms import ItemForm
from samgak.privacy.models import VaultItem
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

OWN = "privacy.own_data"


@require_safe
@never_cache
@edition_page(OWN)
def my_data(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Consents, items, readings, and the ways to a copy and to erasure."""
    seat = _seat(request, edition)
    consents = queries.consents_of(seat.person, edition)
    agreed = {(one.text.purpose, one.text.data_class) for one in consents if _stands(one)}
    items = queries.held_items(seat, at=clock.now(request))
    context = {
        "edition": edition,
        "consents": consents,
        "items": [(one, rules.CONSENT_OF[one.item] in agreed) for one in items],
        "takes_part": queries.takes_part(seat),
        "readings": queries.readings_of(seat.person, edition),
        "erasure": queries.latest_erasure_of(seat.person),
    }
    return render(request, "privacy/my_data.html", context)


def _stands(asked: queries.Asked) -> bool:
    return bool(asked.answer and asked.answer.answer == rules.AGREED)


@require_POST
@edition_page(OWN)
def answer(request: HttpRequest, edition: Edition, purpose: str, data_class: str) -> HttpResponse:
    """Agree, refuse or withdraw."""
    seat = _seat(request, edition)
    if rules.newest_text(purpose, data_class) is None:
        raise Http404
    keep_answer(request, seat.person, edition, purpose, data_class)
    return redirect("privacy:my_data", code=edition.code)


def keep_answer(
    request: HttpRequest, person: Person, edition: Edition, purpose: str, data_class: str
) -> None:
    """Keep what a person pressed under a use of its data, and say so or what forbids it."""
    try:
        _answer(request, person, edition, purpose, data_class)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("Your answer is kept. You can change it at any time."))


def _answer(
    request: HttpRequest, person: Person, edition: Edition, purpose: str, data_class: str
) -> None:
    who: dict[str, Any] = {"person": person, "edition": edition}
    what: dict[str, Any] = {"purpose": purpose, "data_class": data_class}
    how: dict[str, Any] = {"language": get_language() or "en", "at": clock.now(request)}
    if "withdraw" in request.POST:
        services.withdraw_consent(**who, **what, **how)
        return
    if "agree" not in request.POST and "refuse" not in request.POST:
        raise RuleBroken("consent_text_unknown")
    services.consent(
        **who,
        **what,
        **how,
        text_version=request.POST.get("version", "")[:20],
        agreed="agree" in request.POST,
    )


@never_cache
@edition_page(OWN)
def item(request: HttpRequest, edition: Edition, item: str) -> HttpResponse:
    """One item: what is kept, and the form to give it, in parts or whole."""
    seat = _seat(request, edition)
    if item not in rules.ITEMS:
        raise Http404
    row = queries.items_of(seat.person, edition).get(item)
    try:
        fresh = _form(None, item, row)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("privacy:my_data", code=edition.code)
    form = _form(request.POST, item, row) if request.method == "POST" else fresh
    if request.method == "POST":
        try:
            _keep(request, seat, item, form)
        except RuleBroken as broken:
            _explain(form, broken, fresh)
        else:
            messages.success(request, _("What you entered is kept, closed to everybody else."))
            return redirect("privacy:my_data", code=edition.code)
    context = {
        "edition": edition,
        "form": form,
        "title": phrases.ITEM_TEXTS[item],
        "text": rules.newest_text(*rules.CONSENT_OF[item]),
        "may_draft": not (row and row.handed_in_at),
    }
    return render(request, "privacy/item.html", context)


def _form(data, item: str, row: VaultItem | None) -> ItemForm:
    initial = queries.value_of(row) if row else None
    return ItemForm(data, item=item, initial=initial, version=queries.version_of_item(row))


def _keep(request: HttpRequest, seat: Participant, item: str, form: ItemForm) -> None:
    act = services.keep_draft if "draft" in request.POST else services.keep
    act(
        person=seat.person,
        edition=seat.edition,
        item=item,
        value=form.typed(),
        by=request.user,
        at=clock.now(request),
        seen=request.POST.get("seen", "")[:64],
    )


def _explain(form: ItemForm, broken: RuleBroken, fresh: ItemForm) -> None:
    faults: Any = broken.params.get("faults", [])
    form.add_error(None, phrases.sentence(broken))
    for fault in faults:
        form.add_error(fault.field, str(phrases.FAULT_TEXTS[fault.code]))
    if broken.code == CHANGED:
        form.lay_beside(fresh)


@require_POST
@edition_page(OWN)
def ask_for_erasure(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask to be forgotten; an officer decides."""
    seat = _seat(request, edition)
    services.ask_for_erasure(person=seat.person, edition=edition, at=clock.now(request))
    messages.success(request, phrases.ERASURE_ASKED_TEXT)
    return redirect("privacy:my_data", code=edition.code)


def _seat(request: HttpRequest, edition: Edition) -> Participant:
    if (seat := queries.own_seat(request.user, edition)) is None:
        raise Http404
    return seat
