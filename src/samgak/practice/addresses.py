"""Absolute addresses of the pages of an edition's practice portal, for what leaves it."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse

from samgak.programmes.models import Edition


def address_of(edition: Edition) -> Callable[..., str]:
    """A function from the name of a page and its arguments to its address, in the active language."""

    def address(name: str, **arguments: object) -> str:
        return settings.BASE_URL + reverse(name, kwargs={"code": edition.code, **arguments})

    return address
