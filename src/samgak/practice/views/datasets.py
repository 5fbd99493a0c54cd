"""The workbench of a team: a table is sent, looked at, put right, described and published."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.measures.tables import fixes
from samgak.practice.forms.datasets import AboutForm, FileForm, FixForm, PublishForm
from samgak.practice.models import Dataset
from samgak.practice.phrases import datasets as phrases
from samgak.practice.queries import datasets as queries
from samgak.practice.rules import tables
from samgak.practice.services import datasets as services
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.standards.dcat.codelists import licences

ROOM_FOR_THE_FORM = 100_000  # bytes of a request around its file
TOO_LARGE_STATUS = 413


def _of_the_team(view: Callable) -> Callable:
    """The view gets the dataset of the address, if the asker works in its team."""

    @wraps(view)
    def found(request: HttpRequest, edition: Edition, dataset_id: int, **more):
        held = queries.datasets_of(request.access)  # type: ignore[attr-defined]
        return view(request, edition, get_object_or_404(held, pk=dataset_id), **more)

    return found


def _is_too_large(request: HttpRequest) -> bool:
    """Whether the request says that it is larger than a file may be: then its body is never read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return length > services.LIMITS.bytes_sent + ROOM_FOR_THE_FORM


@require_safe
@edition_page("practice.work")
def datasets(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The datasets of the asker's teams."""
    numbers = queries.numbers_on_portal(edition)
    found = [(one, numbers.get(one.pk)) for one in queries.datasets_of(request.access)]  # type: ignore[attr-defined]
    context = {"edition": edition, "datasets": found, "has_team": bool(found) or _teams(request)}
    return render(request, "practice/datasets.html", context)


def _teams(request: HttpRequest) -> list:
    return list(queries.teams_open_to(request.access))  # type: ignore[attr-defined]


@csrf_exempt  # the token stands in the body, which is not read before its size is known
@edition_page("practice.work")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A new table of a team."""
    if _is_too_large(request):
        return _refuse_large(request, edition, None)
    return _add(request, edition)


@csrf_protect
def _add(request: HttpRequest, edition: Edition) -> HttpResponse:
    teams = _teams(request)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        teams=queries.teams_open_to(request.access),  # type: ignore[attr-defined]
    )
    if teams and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = services.upload(
                form.cleaned_data["team"],
                file_name=file.name,
                content=file.read(),
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error("file", phrases.sentence(broken))
        else:
            return redirect("practice:dataset", code=edition.code, dataset_id=made.pk)
    context = {"edition": edition, "form": form, "has_team": teams, "dataset": None}
    return render(request, "practice/dataset_file.html", context)


def _refuse_large(request: HttpRequest, edition: Edition, dataset: Dataset | None) -> HttpResponse:
    context = {
        "edition": edition,
        "dataset": dataset,
        "form": None,
        "has_team": True,
        "too_large": phrases.TOO_LARGE,
    }
    return render(request, "practice/dataset_file.html", context, status=TOO_LARGE_STATUS)


@csrf_exempt
@edition_page("practice.work")
@_of_the_team
def replace(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    """A newer file in the place of the table."""
    if _is_too_large(request):
        return _refuse_large(request, edition, dataset)
    return _replace(request, edition, dataset)


@csrf_protect
def _replace(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.replace(
                dataset,
                file_name=file.name,
                content=file.read(),
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error("file", phrases.sentence(broken))
        else:
            messages.success(request, _("The new file is in place."))
            return redirect("practice:dataset", code=edition.code, dataset_id=dataset.pk)
    context = {"edition": edition, "form": form, "has_team": True, "dataset": dataset}
    return render(request, "practice/dataset_file.html", context)


@require_safe
@edition_page("practice.work")
@_of_the_team
def dataset(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    """What the table holds, what is wrong in it, who is in it, and what was changed."""
    shown = set()
    for one in dataset.profile["findings"]:
        shown |= set(one["columns"])
    return render(
        request,
        "practice/dataset.html",
        {
            "edition": edition,
            "dataset": dataset,
            "report": dataset.profile,
            "personal_columns": shown,
            "judgement": queries.judgement(dataset),
            "releases": queries.releases_of(dataset),
            "whole_fixes": fixes.OF_THE_TABLE,
        },
    )


@edition_page("practice.work")
@_of_the_team
def column(request: HttpRequest, edition: Edition, dataset: Dataset, position: int) -> HttpResponse:
    """One column: its evidence, its first cells, and what can be changed."""
    columns = dataset.profile["columns"]
    if position >= len(columns):
        raise Http404
    name = columns[position]["name"]
    findings = [one for one in dataset.profile["findings"] if name in one["columns"]]
    form = FixForm(
        request.POST or None,
        initial={"seen": dataset.version},
        suggested=tables.suggested(columns[position], findings),
    )
    if form.is_valid():
        try:
            services.fix(
                dataset,
                **form.change,
                column=name,
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"],
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The table is changed. You can undo it below."))
            return redirect("practice:dataset", code=edition.code, dataset_id=dataset.pk)
    return render(
        request,
        "practice/dataset_column.html",
        {
            "edition": edition,
            "dataset": dataset,
            "column": columns[position],
            "findings": findings,
            "cells": queries.first_cells(dataset, name),
            "form": form,
        },
    )


@require_POST
@edition_page("practice.work")
@_of_the_team
def change(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    """A change to the whole table, or the last one taken back."""
    seen, at = _seen(request), clock.now(request)
    code = request.POST.get("change", "")
    try:
        if code == "undo":
            services.undo(dataset, by=request.user, at=at, seen=seen)
        else:
            services.fix_whole(dataset, code=code, by=request.user, at=at, seen=seen)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The table is changed. You can undo it below."))
    return redirect("practice:dataset", code=edition.code, dataset_id=dataset.pk)


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None


@edition_page("practice.work")
@_of_the_team
def about(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    """The description and the licence."""
    countries = queries.countries_of(edition)
    form = AboutForm(request.POST or None, dataset=dataset, countries=countries)
    if form.is_valid():
        values = dict(form.cleaned_data)
        seen = values.pop("seen")
        try:
            services.describe(
                dataset, values=values, by=request.user, at=clock.now(request), seen=seen
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == CHANGED:  # saved again, it replaces what was stored meanwhile
                form.data = form.data.copy()
                form.data["seen"] = str(queries.version_of(dataset))
        else:
            messages.success(request, _("The description is saved."))
            return redirect("practice:dataset", code=edition.code, dataset_id=dataset.pk)
    told = [(one, phrases.licence_sentences(one)) for one in licences().values()]
    context = {"edition": edition, "dataset": dataset, "form": form, "licences": told}
    return render(request, "practice/dataset_about.html", context)


@edition_page("practice.work")
@_of_the_team
def publish(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    """How open the dataset is, and the button that puts it on the portal."""
    judged = queries.judgement(dataset)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": dataset.version},
        risk=judged.risk,
    )
    if form.is_valid():
        try:
            services.publish(
                dataset,
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"],
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The dataset is on the practice portal."))
            return redirect("practice:published", code=edition.code, dataset_id=dataset.pk)
    return render(
        request,
        "practice/dataset_publish.html",
        {
            "edition": edition,
            "dataset": dataset,
            "judgement": judged,
            "lacking": [one for one in judged.obstacles if one != "dataset_shows_people"],
            "findings": [one for one in dataset.profile["findings"] if one["level"] == "high"],
            "form": form,
        },
    )


@edition_page("practice.work")
@_of_the_team
def withdraw(request: HttpRequest, edition: Edition, dataset: Dataset) -> HttpResponse:
    """Take the dataset from the portal, or delete one that is not on it, after a question."""
    is_published = dataset.pk in queries.numbers_on_portal(edition)
    if request.method == "POST":
        try:
            if "delete" in request.POST:
                services.remove(dataset)
            else:
                services.withdraw(dataset, at=clock.now(request))
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        else:
            return redirect("practice:datasets", code=edition.code)
    context = {"edition": edition, "dataset": dataset, "is_published": is_published}
    return render(request, "practice/dataset_withdraw.html", context)
