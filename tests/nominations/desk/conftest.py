from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import CallFactory
from tests.nominations.desk.pages import signed_in


@pytest.fixture
def count_queries():
    """How many queries an act asks of the database."""

    def counted(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return counted


@pytest.fixture
def edition():
    now = timezone.now()
    call = CallFactory(
        edition__state="call_open",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        nominations_per_country_max=15,
        minimum_years_in_service=2,
    )
    return call.edition


@pytest.fixture
def focal_point(client, edition):
    return signed_in(client, edition, "focal_point", "KZ")


@pytest.fixture
def officer(client, edition):
    return signed_in(client, edition, "programme_officer")
