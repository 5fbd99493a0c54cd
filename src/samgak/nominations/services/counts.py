from django.core.cache import cache
from django.db import transaction

from samgak.nominations.queries.counts import counts_key
from samgak.programmes.models import Edition


def forget_counts(edition: Edition) -> None:
    """Let the lists of the edition be counted anew once this change stands."""
    transaction.on_commit(lambda: cache.delete(counts_key(edition)))
