"""How many nominees there are, without counting tens of thousands for each page."""

from collections.abc import Callable, Hashable
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from samgak.programmes.models import Edition

# Up to here a count is exact at every moment; a longer list may be a minute old.
COUNTED_EXACTLY = 1_000
SECONDS_KEPT = 60


def count_of(found: QuerySet, *, edition: Edition, question: Hashable) -> int:
    """How many rows a filtered list has; `question` tells this filter from others."""
    few = found.order_by()[: COUNTED_EXACTLY + 1].count()
    if few <= COUNTED_EXACTLY:
        return few
    return remembered(edition, question, lambda: found.order_by().count())


def remembered(edition: Edition, question: Hashable, answer: Callable[[], Any]) -> Any:
    """The answer given before, up to a minute ago, unless a nomination was written since."""
    known = cache.get(counts_key(edition), {})
    if question not in known:
        known[question] = answer()
        cache.set(counts_key(edition), known, SECONDS_KEPT)
    return known[question]


def counts_key(edition: Edition) -> str:
    """Under what the counts of an edition's lists are kept."""
    return f"nominations:counts:{edition.pk}"
