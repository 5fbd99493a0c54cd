"""The endorsement letter of a country, to print and to sign."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.nominations import permissions, queries  # noqa: F401 - registers permissions
from samgak.nominations.phrases import letters as phrases
from samgak.nominations.views.asking import attachment, country_asked
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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
    if kind == "docx":
        return attachment(phrases.as_word(paper), name=name, content_type=WORD)
    return attachment(phrases.as_pdf(paper), name=name, content_type="application/pdf")
