from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rules import has_perm

from samgak.core import clock
from samgak.core.downloads import made_file, rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.core.versions import CHANGED
from samgak.demand import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    phrases_files,
    queries,
    services,
)
from samgak.demand.forms import CountryForm, PaperForm, ReasonForm
from samgak.demand.models import ConceptPaper
from samgak.demand.rules import papers as rules
from samgak.printing.typeface import Unprintable
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

SEE, WRITE = "demand.see", "demand.write_paper"


@edition_page(SEE)
def overview(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The concept papers, and how far the joint concept and the committee are."""
    found = queries.papers(edition, access=request.access)  # type: ignore[attr-defined]
    if kind := request.GET.get("download"):
        return _file(kind, edition, found)
    rows = [(one, phrases.PAPER_STATE_TEXTS[one.state]) for one in found]
    concept = queries.concept_of(edition)
    context = {
        "edition": edition,
        "rows": rows,
        "concept": concept,
        "agreed": len(queries.agreements(concept)) if concept else 0,
        "members": queries.members(edition).count(),
        "questions": queries.questions(edition).count(),
        "may_write": queries.is_open(edition) and bool(_countries(request, edition)),
    }
    return render(request, "demand/overview.html", context)


@edition_page(WRITE)
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Begin a paper; a focal point of one country is not asked for which."""
    countries = _countries(request, edition)
    if not countries:
        raise Http404
    form = CountryForm(request.POST or None, countries=countries)
    if request.method == "POST" and form.is_valid():
        try:
            paper = services.draft_paper(
                edition,
                country=form.cleaned_data["country"],
                language=get_language() or "en",
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            return redirect("demand:write_paper", code=edition.code, paper_id=paper.pk)
    return render(request, "demand/add_paper.html", {"edition": edition, "form": form})


@edition_page(SEE)
def paper(request: HttpRequest, edition: Edition, paper_id: int) -> HttpResponse:
    """A concept paper with its life and what may be done with it."""
    found = _paper(request, edition, paper_id)
    return render(request, "demand/paper.html", _context(request, found))


@edition_page(WRITE)
def write(request: HttpRequest, edition: Edition, paper_id: int) -> HttpResponse:
    """The paper as a form, kept as a draft until it is sent."""
    found = _paper(request, edition, paper_id)
    if found.state not in rules.WRITABLE:
        return redirect("demand:paper", code=edition.code, paper_id=found.pk)
    fresh = PaperForm(paper=found, version=queries.version_of_paper(found))
    form = PaperForm(request.POST, paper=found) if request.method == "POST" else fresh
    if form.is_bound and form.is_valid():
        try:
            services.write_paper(found, **form.values(), by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == CHANGED:
                form.lay_beside(fresh)
        else:
            messages.success(request, _("The paper is saved. It is not sent yet."))
            return redirect("demand:paper", code=edition.code, paper_id=found.pk)
    return render(request, "demand/write_paper.html", _context(request, found) | {"form": form})


@require_POST
@edition_page(SEE)
def move(request: HttpRequest, edition: Edition, paper_id: int) -> HttpResponse:
    """Take the paper a step further; why not, and what was typed, comes back on its page."""
    found = _paper(request, edition, paper_id)
    form = ReasonForm(request.POST, is_needed=True)
    to = request.POST.get("to", "")
    if form.is_valid():
        try:
            services.move_paper(
                found,
                to=to,
                roles=request.access.roles,  # type: ignore[attr-defined]
                by=request.user,
                at=clock.now(request),
                reason=form.cleaned_data["reason"],
            )
        except RuleBroken as broken:
            form.add_error("reason", phrases.sentence(broken))
        else:
            messages.success(request, _("The step is taken."))
            return redirect("demand:paper", code=edition.code, paper_id=found.pk)
    return render(request, "demand/paper.html", _context(request, found) | {"form": form})


@edition_page(SEE)
def file(request: HttpRequest, edition: Edition, paper_id: int, kind: str) -> HttpResponse:
    """The paper as PDF or Word."""
    found = _paper(request, edition, paper_id)
    if kind not in phrases_files.KINDS:
        raise Http404
    on = clock.now(request).astimezone(edition.zone).date()
    try:
        content = phrases_files.concept_paper(found, kind=kind, on=on)
    except Unprintable:
        messages.error(
            request, _("It holds letters that no PDF of ours can show. Take the Word file.")
        )
        return redirect("demand:paper", code=edition.code, paper_id=found.pk)
    return made_file(content, name=f"concept-paper-{found.country.lower()}-{found.pk}.{kind}")


def _context(request: HttpRequest, found: ConceptPaper) -> dict:
    roles = request.access.roles  # type: ignore[attr-defined]
    page = queries.paper(found, roles=roles)
    may_write = has_perm(WRITE, request.access) and found.state in rules.WRITABLE  # type: ignore[attr-defined]
    return {
        "edition": found.edition,
        "paper": found,
        "sections": [
            (phrases.SECTION_TEXTS[heading], [_shown(*one) for one in fields if one[1]])
            for heading, fields in page.sections
        ],
        "budget": phrases.budget_rows(found.budget, found.currency),
        "gaps": [phrases.FIELD_TEXTS[field] for field in page.gaps],
        "state": phrases.PAPER_STATE_TEXTS[found.state],
        "steps": [(one, phrases.PAPER_STATE_TEXTS[one.to_state]) for one in page.steps],
        "next_steps": [
            (one.target, phrases.PAPER_STEP_TEXTS[one.source, one.target])
            for one in page.next_steps
        ],
        "may_write": may_write and queries.is_open(found.edition),
        "form": ReasonForm(is_needed=any(one.needs_reason for one in page.next_steps)),
    }


def _shown(field: str, text: str) -> tuple[object, str]:
    return phrases.FIELD_TEXTS[field], phrases.shown_field(field, text)


def _paper(request: HttpRequest, edition: Edition, paper_id: int) -> ConceptPaper:
    found = queries.papers(edition, access=request.access)  # type: ignore[attr-defined]
    return get_object_or_404(found.select_related("edition"), pk=paper_id)


def _countries(request: HttpRequest, edition: Edition) -> list[str]:
    """For which countries the reader may write papers."""
    access = request.access  # type: ignore[attr-defined]
    if not has_perm(WRITE, access):
        return []
    asked = programmes.beneficiary_countries(edition)
    if access.sees_all_countries:
        return asked
    return [one for one in asked if one in access.countries]


def _file(kind: str, edition: Edition, found) -> HttpResponseBase:
    reader = get_language() or "en"
    columns = [
        Column(_("Country"), 20),
        Column(_("Title"), 50),
        Column(_("State"), 20),
        *(
            Column(str(phrases.FIELD_TEXTS[field]), 40)
            for field in rules.FIELDS
            if field != "title"
        ),
    ]
    rows = [
        (
            country_name(one.country, reader),
            one.texts.get("title", ""),
            str(phrases.PAPER_STATE_TEXTS[one.state]),
            *(
                phrases.shown_field(field, one.texts.get(field, ""))
                for field in rules.FIELDS
                if field != "title"
            ),
        )
        for one in found
    ]
    name = f"{edition.code}-concept-papers"
    return rows_file(kind, name=name, title=_("Concept papers"), columns=columns, rows=rows)
