"""Two proposals beside each other, and the minutes of one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.nominations.forms.studio import CompareForm
from samgak.nominations.phrases import minutes as phrases
from samgak.nominations.queries import comparing as queries
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

MOST = 100  # proposals to choose from, the latest
MINUTES = {"pdf": phrases.as_pdf, "docx": phrases.as_word}


@require_safe
@edition_page("nominations.see_selection")
def compare(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Any two proposals of the edition, at first the last two."""
    proposals = list(queries.comparable(edition)[:MOST])
    asked = request.GET if "first" in request.GET or "second" in request.GET else None
    form = CompareForm(asked, proposals=proposals, zone=edition.venue_timezone)
    pair = form.pair() if asked is None or form.is_valid() else None
    context = {
        "edition": edition,
        "form": form,
        "has_two": len(proposals) > 1,
        "compared": queries.compared(edition, *pair) if pair else None,
    }
    return render(request, "nominations/selection_compare.html", context)


@require_safe
@edition_page("nominations.see_selection")
def minutes(request: HttpRequest, edition: Edition, pk: int, kind: str) -> HttpResponse:
    """The minutes of a selection as PDF or Word, in the reader's language."""
    if kind not in MINUTES:
        raise Http404
    selection = get_object_or_404(queries.comparable(edition), pk=pk)
    paper = phrases.minutes(
        selection,
        today=clock.now(request).astimezone(edition.zone).date(),
        reader=get_language() or "en",
    )
    try:
        content = MINUTES[kind](paper)
    except Unprintable:
        messages.error(
            request, _("It holds letters that no PDF of ours can show. Take the Word file.")
        )
        return redirect("nominations:selection", code=edition.code)
    name = f"minutes-{edition.code}-{selection.pk}.{kind}"
    return made_file(content, name=name)
