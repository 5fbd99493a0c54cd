"""The deadline of a call: how often it was put off, and who may nominate after it."""

from datetime import datetime

from samgak.calls.models import Extension, LateNomination
from samgak.programmes.models import Edition


def extensions(edition: Edition):
    """Every extension, the last first."""
    return Extension.objects.filter(edition=edition).select_related("decided_by")


def last_extension(edition: Edition) -> Extension | None:
    """What the public page tells of a deadline that was put off."""
    return Extension.objects.filter(edition=edition).first()


def exceptions(edition: Edition):
    """Every exception for late nominations, the last first."""
    return LateNomination.objects.filter(edition=edition).select_related("decided_by")


def may_nominate_late(edition: Edition, *, country: str, at: datetime) -> bool:
    """Whether the newest exception of a country still holds."""
    newest = LateNomination.objects.filter(edition=edition, country=country).first()
    return newest is not None and at <= newest.deadline
