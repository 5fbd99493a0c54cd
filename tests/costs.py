"""What a page costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, address):
    """The number of queries of a page that must answer well."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)
