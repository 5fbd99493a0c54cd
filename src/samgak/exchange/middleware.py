from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samgak.exchange import clock


class DemonstrationMiddleware:
    """Gives each request the date of the demonstration's clock; absent outside demonstration mode."""

    def __init__(self, get_response: Callable) -> None:
        if not settings.DEMONSTRATION:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.demonstration = clock.demonstration(real=timezone.now())
        request.demonstration_now = request.demonstration.now
        return self.get_response(request)
