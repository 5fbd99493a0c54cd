from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict:
    """What every page may show: where to ask for help, and the demonstration's clock if there is one."""
    return {
        "help_email": settings.HELP_EMAIL,
        "demonstration": getattr(request, "demonstration", None),
    }
