from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rules import has_perm

from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.demand import phrases, phrases_files, queries, services
from samgak.demand.forms import ConceptForm
from samgak.demand.models import JointConcept
from samgak.demand.rules import committee, papers
from samgak.demand.views.papers import SEE
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

WRITE = "demand.write_concept"


@edition_page(SEE)
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The joint concept, who stands behind it, and who still has to."""
    concept = queries.concept_of(edition)
    may_write = has_perm(WRITE, request.access) and queries.is_open(edition)  # type: ignore[attr-defined]
    context = {"edition": edition, "concept": concept, "may_write": may_write}
    return render(request, "demand/concept.html", context | _context(request, edition, concept))


@require_POST
@edition_page(WRITE)
def begin(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Open the joint concept with the words of the accepted papers."""
    try:
        services.begin_concept(
            edition, language=get_language() or "en", by=request.user, at=clock.now(request)
        )
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("demand:concept", code=edition.code)
    return redirect("demand:write_concept", code=edition.code)


@edition_page(WRITE)
def write(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The joint concept as a form; everybody of the three sides writes at it."""
    concept = queries.concept_of(edition)
    if concept is None or not queries.is_open(edition):
        return redirect("demand:concept", code=edition.code)
    fresh = ConceptForm(concept=concept, version=queries.version_of_concept(concept))
    form = ConceptForm(request.POST, concept=concept) if request.method == "POST" else fresh
    if form.is_bound and form.is_valid():
        try:
            services.write_concept(concept, **form.values(), by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == CHANGED:
                form.lay_beside(fresh)
        else:
            messages.success(request, _("The joint concept is saved."))
            return redirect("demand:concept", code=edition.code)
    return render(request, "demand/write_concept.html", {"edition": edition, "form": form})


@require_POST
@edition_page(WRITE)
def agree(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Stand behind the concept as it is, for the own side."""
    concept = queries.concept_of(edition)
    if concept is None:
        raise Http404
    version = request.POST.get("version", "")
    try:
        services.agree(
            concept,
            side=request.POST.get("side", ""),
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
            may=queries.sides_of(edition, request.access),  # type: ignore[attr-defined]
            by=request.user,
            at=clock.now(request),
        )
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("Your side's agreement is recorded."))
    return redirect("demand:concept", code=edition.code)


@edition_page(SEE)
def file(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The joint concept as PDF or Word."""
    concept = queries.concept_of(edition)
    if concept is None or kind not in phrases_files.KINDS:
        raise Http404
    on = clock.now(request).astimezone(edition.zone).date()
    agreed = [side for side in committee.SIDES if side in queries.agreements(concept)]
    try:
        content = phrases_files.joint_concept(concept, agreed, kind=kind, on=on)
    except Unprintable:
        messages.error(
            request, _("It holds letters that no PDF of ours can show. Take the Word file.")
        )
        return redirect("demand:concept", code=edition.code)
    return made_file(content, name=f"{edition.code}-joint-concept.{kind}")


def _context(request: HttpRequest, edition: Edition, concept: JointConcept | None) -> dict:
    if concept is None:
        return {"accepted": len(queries.accepted_texts(edition))}
    agreed = queries.agreements(concept)
    own = queries.sides_of(edition, request.access)  # type: ignore[attr-defined]
    return {
        "sections": [
            (phrases.SECTION_TEXTS[heading], _said(concept, fields))
            for heading, fields in papers.SECTIONS.items()
        ],
        "gaps": [phrases.FIELD_TEXTS[field] for field in papers.gaps(concept.texts)],
        "sides": [
            (side, phrases.SIDE_TEXTS[side], agreed.get(side), side in own and side not in agreed)
            for side in committee.SIDES
        ],
    }


def _said(concept: JointConcept, fields: tuple[str, ...]) -> list[tuple[object, str]]:
    return [
        (phrases.FIELD_TEXTS[field], phrases.shown_field(field, concept.texts[field]))
        for field in fields
        if concept.texts.get(field)
    ]
