"""What an edition that takes applications demands of each nominee beside the rules of the call."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from samgak.applications import queries as applications
from samgak.nominations.models import Nomination
from samgak.programmes.models import Edition

NOT_ENDORSED = "application_not_endorsed"


@dataclass(frozen=True)
class Applied:
    """Whose application is endorsed, by primary key of the person; None where none is asked for."""

    endorsed: frozenset[int] | None

    def lacks(self, nomination: Nomination) -> tuple[str, ...]:
        """Codes of what a nominee lacks."""
        if self.endorsed is None or nomination.person_id in self.endorsed:
            return ()
        return (NOT_ENDORSED,)


def applied(edition: Edition, *, nominations: Iterable[Nomination] | None = None) -> Applied:
    """Whose application is endorsed, among these nominees or all."""
    if not applications.are_asked(edition):
        return Applied(None)
    found = applications.endorsed(edition.pk)
    if nominations is not None:
        found = found.filter(person__in=[one.person_id for one in nominations])
    return Applied(frozenset(found.values_list("person", flat=True)))


def is_endorsed(edition: Edition) -> Q:
    """The same as a condition of the database on nominations."""
    if not applications.are_asked(edition):
        return Q()
    return Q(Exists(applications.endorsed(edition.pk).filter(person=OuterRef("person"))))
