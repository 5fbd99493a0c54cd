from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("programmes.see_edition")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant's own page."""
    return render(request, "portal/my_page.html", {"edition": edition})
