"""The questions a country asks of its own nominees: added, changed, moved, taken out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from samgak.nominations import permissions  # noqa: F401 - registers permissions
from samgak.nominations.views import questions as pages
from samgak.nominations.views.asking import country_asked
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

MAY = "nominations.nominate"


@require_safe
@edition_page(MAY)
def questions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the country asks, in order."""
    return pages.list_page(request, _asker(request, edition))


@edition_page(MAY)
def question(request: HttpRequest, edition: Edition, key: str = "") -> HttpResponse:
    """One question, new or as it stands."""
    return pages.question_page(request, _asker(request, edition), key)


@require_POST
@edition_page(MAY)
def move_question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Put a question one place higher."""
    return pages.move(request, _asker(request, edition), key)


@edition_page(MAY)
def take_out_question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Ask before a question is taken out."""
    return pages.out_page(request, _asker(request, edition), key)


def _asker(request: HttpRequest, edition: Edition) -> pages.Asker:
    return pages.Asker(edition, country_asked(request, edition))
