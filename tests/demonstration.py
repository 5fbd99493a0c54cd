"""Demonstration mode for a test: its settings, and the addresses that exist in it alone."""

import importlib
import sys

import pytest
from django.urls import clear_url_caches


def read_addresses_again():
    """Build the addresses anew from the settings as they are now."""
    parts = sorted(name for name in sys.modules if name.startswith("samgak.exchange.urls_"))
    for name in (*parts, "samgak.exchange.urls", "samgak.config.urls"):
        importlib.reload(importlib.import_module(name))
    clear_url_caches()


@pytest.fixture
def demonstration(settings):
    """The rest of the test happens in a demonstration."""
    settings.DEMONSTRATION = True
    settings.EMAIL_BACKEND = "samgak.correspondence.backend.PageBackend"
    read_addresses_again()
    yield
    settings.DEMONSTRATION = False
    read_addresses_again()
