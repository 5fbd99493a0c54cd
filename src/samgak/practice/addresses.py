"""Absolute addresses of the pages of an edition's practice portal, for what leaves it."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samgak.programmes.models import Edition


def address_of(edition: Edition) -> Callable[..., str]:
    """A function from the name of a page and its arguments to its address.

    It is the one in the edition's working language, whoever asks: what is named by it keeps its name.
    """

    def address(name: str, **arguments: object) -> str:
        with translation.override(edition.working_language):
            return settings.BASE_URL + reverse(name, kwargs={"code": edition.code, **arguments})

    return address
