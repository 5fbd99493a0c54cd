from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rules import has_perm

from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column
from samgak.valueadded import permissions, phrases, queries, services  # noqa: F401 - registers permissions
from samgak.valueadded.forms import AnswerForm

ANSWER, SEE = "valueadded.answer", "valueadded.see"


@require_safe
@edition_page(SEE)
def overview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the sides say of the six dimensions, where they differ, and what the record says."""
    found = queries.overview(edition)
    columns, rows = phrases.table(found)
    if kind := request.GET.get("download"):
        return rows_file(
            kind,
            name=f"value-added-{edition.code}",
            title="value-added",
            columns=[Column(one, 24) for one in columns],
            rows=rows,
        )
    may_answer = has_perm(ANSWER, request.access)
    context = {
        "edition": edition,
        "found": found,
        "finding": phrases.finding(found),
        "chart": phrases.chart(found),
        "columns": columns,
        "rows": rows,
        "evidence": [
            (phrases.DIMENSION_TEXTS[row.dimension], row.dimension, row.evidence)
            for row in found.rows
            if row.evidence
        ],
        "record": queries.record(edition, on=clock.now(request).date()),
        "seats": queries.seats_of(request.access) if may_answer else [],
    }
    return render(request, "valueadded/overview.html", context)


@edition_page(ANSWER)
def answer(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """What the reader answers for a partner, on one of its sides."""
    seat = queries.seat(request.access, key=key)
    if seat is None:
        raise Http404
    form = AnswerForm(request.POST or None, answer=seat.answer)
    if form.is_valid():
        is_final = "hand_in" in request.POST
        try:
            services.save(
                edition,
                seat,
                marks=form.marks,
                evidence=form.evidence,
                is_final=is_final,
                language=get_language() or "en",
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            said = _("Your answers are handed in.") if is_final else _("Your draft is saved.")
            messages.success(request, said)
            return redirect("valueadded:overview", code=edition.code)
    context = {"edition": edition, "seat": seat, "form": form}
    return render(request, "valueadded/answer.html", context)
