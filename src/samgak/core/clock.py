"""The one place where a page learns what time it is; services take the time as an argument."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone


def now(request: HttpRequest) -> datetime:
    """The moment the request is answered, or the demonstration's date when its clock was moved."""
    return getattr(request, "demonstration_now", None) or timezone.now()
