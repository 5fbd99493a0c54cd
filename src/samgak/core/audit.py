"""The audit trail: database triggers copy every inserted, changed and deleted row of a tracked table.

What the database can't know - who asks, and why - travels in a context that the triggers store beside the row.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pghistory


def tracked(model: type) -> type:
    """Class decorator: keep every version of the model's rows, whoever writes them."""
    return tracked_except()(model)


def tracked_except(*fields: str) -> Callable[[type], type]:
    """Like `tracked`, but without fields that are too large to keep twice and never change."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(fields),
    )


def acting(*, user_id: int | None, **why: Any) -> AbstractContextManager:
    """Everything written inside is recorded as done by this user, with `reason` and the like."""
    return pghistory.context(user=user_id, **why)


def because(reason: str) -> AbstractContextManager:
    """Everything written inside is recorded with this reason; without one, with that around it."""
    return pghistory.context(**({"reason": reason} if reason else {}))
