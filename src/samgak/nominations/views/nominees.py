import tempfile

import rules
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.nominations import FilterForm, MergeForm
from samgak.nominations.phrases import lists
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.views.asking import CountedPaginator, found_or_404, scope_of
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import csv_lines, write_xlsx
from samgak.uploads import MEDIA_TYPES

ROWS_ON_A_PAGE = 50


class Asked:
    """The list a reader asks for: the filters of the address, and whom they find."""

    def __init__(self, request: HttpRequest, edition: Edition):
        access = request.access  # type: ignore[attr-defined]
        self.selection = queries.shown_selection(edition, access=access)
        self.people = queries.people_seen(edition, access=access)
        self.call = queries.call_of(edition)
        self.form = FilterForm(
            request.GET,
            countries=self.people,
            has_selection=self.selection is not None,
        )
        self.filters = self.form.filters
        self.found = queries.nominees(
            edition,
            access=access,
            filters=self.filters,
            selection=self.selection,
            call=self.call,
        )
        self.edition, self.access = edition, access

    def count(self) -> int:
        return queries.count_of_nominees(
            self.found,
            edition=self.edition,
            access=self.access,
            filters=self.filters,
            selection=self.selection,
            people=self.people,
        )

    def what_is_known(self) -> dict:
        return {"edition": self.edition, "selection": self.selection, "call": self.call}


@require_safe
@edition_page("nominations.see_nominees")
def nominees(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The nominees with eligibility, score and decision; what is asked stays in the address."""
    asked = Asked(request, edition)
    paginator = CountedPaginator(
        asked.found.select_related("person"), ROWS_ON_A_PAGE, count=asked.count
    )
    page = paginator.get_page(request.GET.get("page"))
    listed = queries.listed(page.object_list, **asked.what_is_known())
    undecided = queries.undecided_of(one.nomination for one in listed)
    return render(
        request,
        "nominations/nominees.html",
        {
            "edition": edition,
            "selection": asked.selection,
            "filter_form": asked.form,
            "selected": _filters_on(request, asked.form),
            "page_obj": page,
            "rows": lists.page_rows(listed, undecided=undecided),
            "desk_url": reverse("nominations:desk", kwargs={"code": edition.code}),
            "quotas": queries.quotas_of(edition, asked.selection) if asked.selection else [],
            "without_letter": lists.countries(_without_letter(asked)),
            "query": request.GET.urlencode(),
            "may_nominate": rules.has_perm("nominations.nominate", asked.access),
        },
    )


def _without_letter(asked: Asked) -> list[str]:
    """The countries that sent no signed letter, for those who look after all of them."""
    if not rules.has_perm("nominations.confirm", asked.access):
        return []
    return queries.countries_without_letter(asked.edition, people=asked.people)


def _filters_on(request: HttpRequest, form: FilterForm) -> list[dict[str, str]]:
    filters = []
    for name, value in form.cleaned_data.items():
        if value:
            query = request.GET.copy()
            query.pop(name)
            query.pop("page", None)
            said = {"filter": form.fields[name].label, "value": form.words(name)}
            text = _("%(filter)s: %(value)s") % said
            filters.append({"text": text, "url": f"?{query.urlencode()}"})
    return filters


@require_safe
@edition_page("nominations.see_nominees")
def export(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The nominees that the filters find, as a file, row by row."""
    asked = Asked(request, edition)
    languages = queries.language_codes(edition)
    forms = queries.forms_of(edition, countries=scope_of(request))
    working = edition.working_language
    columns = lists.export_columns(languages, forms, working=working)
    rows = lists.export_rows(
        queries.all_listed(asked.found, **asked.what_is_known()),
        languages=languages,
        forms=forms,
        working=working,
        reader=get_language() or "en",
    )
    name = f"nominees-{edition.code}.{kind}"
    if kind == "csv":
        return StreamingHttpResponse(
            csv_lines(columns, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    # FileResponse closes it.
    target = tempfile.TemporaryFile()  # noqa: SIM115
    write_xlsx(target, columns, rows, title=_("Nominees"))
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=MEDIA_TYPES["xlsx"])


@edition_page("nominations.merge_people")
def merge(request: HttpRequest, edition: Edition, pk: int, other_pk: int) -> HttpResponse:
    """Two records side by side: which is right, fact by fact; then they are one."""
    access = request.access  # type: ignore[attr-defined]
    kept = found_or_404(queries.nomination_of, edition, pk=pk, access=access)
    other = found_or_404(queries.nomination_of, edition, pk=other_pk, access=access)
    if kept.person_id == other.person_id or kept.country != other.country:
        raise Http404
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        kept=queries.stored_facts(kept.person, kept),
        duplicate=queries.stored_facts(other.person, other),
    )
    if form.is_valid():
        try:
            services.merge(
                kept.person,
                other.person,
                by=request.user,
                at=clock.now(request),
                from_duplicate=form.from_duplicate,
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The two records are one now."))
            return redirect("nominations:nomination", code=edition.code, pk=kept.pk)
    context = {"edition": edition, "kept": kept, "other": other, "form": form}
    return render(request, "nominations/merge.html", context)
