from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samgak.core import clock, texts, versions
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.practice import rules
from samgak.practice.forms.steps import (
    MOST_BYTES_OF_STEPS,
    StepFileForm,
    StepForm,
    StepTable,
    row_of,
)
from samgak.practice.models import ServiceModel
from samgak.practice.phrases import files
from samgak.practice.phrases.services import sentence
from samgak.practice.services import services
from samgak.practice.views.base import (
    context_of,
    read_in,
    service_page,
    titles_of,
    work_page,
    written_in,
)
from samgak.programmes.models import Edition
from samgak.spreadsheets import Column, Limits, Unreadable, read

LIMITS = Limits(bytes_sent=MOST_BYTES_OF_STEPS, bytes_unpacked=20_000_000, rows=2_000, cells=60_000)


@work_page
def steps(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """The steps as a table to type in; with "more" it stays open for more rows."""
    if service.is_redesign:
        return redirect("practice:service", code=edition.code, service_id=service.pk)
    text = written_in(service.team)
    stored = [row_of(step, text) for step in service.steps.all()]
    table = StepTable(request.POST or None, initial=stored, prefix="steps")
    refusal, seen = "", _seen(request, service)
    if request.method == "POST" and table.is_valid():
        try:
            services.set_steps(
                service, rows=table.values(), by=request.user, at=clock.now(request), seen=seen
            )
        except RuleBroken as broken:
            refusal = sentence(broken)
            seen = service.version if broken.code == versions.CHANGED else seen
        else:
            messages.success(request, _("Your changes are kept."))
            name = "practice:steps" if "more" in request.POST else "practice:service"
            return redirect(name, code=edition.code, service_id=service.pk)
    context = context_of(request, edition, service) | {
        "table": table,
        "seen": seen,
        "refusal": refusal,
        "titles": titles_of(service),
    }
    return render(request, "practice/steps.html", context)


@work_page
def step(
    request: HttpRequest, edition: Edition, service: ServiceModel, step_code: str
) -> HttpResponseBase:
    """What one step asks and costs, and where it leads."""
    found = next((one for one in service.steps.all() if one.code == step_code), None)
    if found is None:
        raise Http404
    read = read_in(service.team)
    others = [(one.code, read(one.title)) for one in service.steps.all() if one != found]
    form = StepForm(request.POST or None, step=found, others=others, text=written_in(service.team))
    if form.is_valid():
        try:
            services.change_step(
                service,
                code=step_code,
                values=form.values(),
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"] or 0,
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("Your changes are kept."))
            return redirect("practice:service", code=edition.code, service_id=service.pk)
    context = context_of(request, edition, service) | {"form": form, "step": found}
    return render(request, "practice/step.html", context)


@work_page
def upload(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """Steps from a file; every problem on its row, nothing half taken."""
    form = StepFileForm(
        request.POST or None, request.FILES or None, initial={"seen": service.version}
    )
    problems: list[str] = []
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            content = sent.read(LIMITS.bytes_sent + 1)
            found, problems = files.steps_of(read(content, name=sent.name, limits=LIMITS)[0])
        except Unreadable as fault:
            form.add_error("file", files.unreadable(fault))
        else:
            if not problems and _taken(request, service, found, form):
                kept = ngettext(
                    "%(count)s step is taken over.", "%(count)s steps are taken over.", len(found)
                )
                messages.success(request, kept % {"count": len(found)})
                return redirect("practice:service", code=edition.code, service_id=service.pk)
    context = context_of(request, edition, service) | {"form": form, "problems": problems}
    return render(request, "practice/steps_upload.html", context)


def _taken(request: HttpRequest, service: ServiceModel, found: list, form: StepFileForm) -> bool:
    try:
        services.set_steps(
            service,
            rows=found,
            by=request.user,
            at=clock.now(request),
            seen=form.cleaned_data["seen"] or 0,
        )
    except RuleBroken as broken:
        form.add_error(None, sentence(broken))
        return False
    return True


@require_safe
@service_page
def export(
    request: HttpRequest, edition: Edition, service: ServiceModel, kind: str
) -> HttpResponseBase:
    """The steps as a file that can be changed and sent back."""
    source = service.base or service
    text = read_in(service.team)
    return rows_file(
        kind,
        name=f"practice-steps-{source.pk}",
        title=texts.shown(source.title, reader="en", working=source.team.language).text,
        columns=[Column(str(heading), 24) for heading in files.HEADINGS.values()],
        rows=[files.cells_of(step, text) for step in source.steps.all()[: rules.MOST_STEPS]],
        note=files.invented_note(),
    )


def _seen(request: HttpRequest, service: ServiceModel) -> int:
    given = request.POST.get("seen", "")
    return int(given) if given.isdigit() and len(given) < 10 else service.version
