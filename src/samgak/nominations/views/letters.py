"""The endorsement letter of a country: to print, to sign, and as it came back signed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.downloads import kept_file, made_file
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.letters import LetterForm
from samgak.nominations.phrases import letters as phrases
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.views.asking import (
    country_asked,
    desk_address,
    found_or_404,
    scope_of,
)
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.uploads import MEDIA_TYPES


@edition_page("nominations.nominate")
def letter(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Print the letter, and hand the signed one in; the letters that came before."""
    country = country_asked(request, edition)
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.upload_letter(
                edition,
                country=country,
                file_name=file.name,
                content=file.read(),
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error("file", sentence(broken))
        else:
            messages.success(request, _("The signed letter is kept."))
            return redirect(desk_address(edition, country))
    context = {
        "edition": edition,
        "country": country,
        "form": form,
        "letters": queries.endorsement_letters(edition, country=country),
        "stamp": queries.order_stamp(edition, country=country),
    }
    return render(request, "nominations/letter.html", context)


@require_safe
@edition_page("nominations.nominate")
def letter_to_sign(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The letter with the ranked list, as PDF or Word."""
    country = country_asked(request, edition)
    paper = phrases.endorsement(
        edition,
        country=country,
        nominations=list(queries.present_in_order(edition, country=country)),
        today=clock.now(request).astimezone(edition.zone).date(),
        reader=get_language() or "en",
    )
    name = f"endorsement-{edition.code}-{country.lower()}.{kind}"
    write = phrases.as_word if kind == "docx" else phrases.as_pdf
    return made_file(write(paper), name=name)


@require_safe
@edition_page("nominations.see_nominees")
def signed_letter(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A letter as it was scanned, to keep; it opens in no page of ours."""
    found = found_or_404(queries.letter_of, edition, pk=pk, countries=scope_of(request))
    media = MEDIA_TYPES[found.kind]
    return kept_file(bytes(found.content), name=found.file_name, media_type=media)
