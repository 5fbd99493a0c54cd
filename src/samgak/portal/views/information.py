from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samgak.portal.queries.operators import operators


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, who reads it and how long."""
    return render(request, "portal/privacy.html", {"operators": operators()})


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "portal/accessibility.html")


def contact(request: HttpRequest) -> HttpResponse:
    """Where to ask for help."""
    return render(request, "portal/contact.html")
