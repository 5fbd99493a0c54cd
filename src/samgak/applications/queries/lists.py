"""The applications of an edition as lists show them, and one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from samgak.applications.models import Application, ApplicationForm, ApplicationStep
from samgak.applications.rules import states
from samgak.core.prepared import Given, GivenKeys, Prepared
from samgak.participants.folding import folded
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the list; an empty value asks nothing."""

    country: str = ""
    state: str = ""
    name: str = ""


def applications(
    edition: Edition, *, access: Access, filters: Filters | None = None
) -> QuerySet[Application]:
    """The applications that the reader may see and asked for, by country and name."""
    found = Application.objects.filter(edition=edition, **_visible(access))
    filters = filters or Filters()
    if filters.country:
        found = found.filter(person__country=filters.country)
    if filters.state:
        found = found.filter(state=filters.state)
    for word in folded(filters.name).split():
        found = found.filter(search_text__contains=word)
    return found.select_related("person")


def application_of(edition: Edition, *, pk: int, access: Access) -> Application:
    """One application the reader may see, with its steps; raises DoesNotExist for any other."""
    steps = ApplicationStep.objects.select_related("taken_by")
    return (
        Application.objects.filter(edition=edition, **_visible(access))
        .select_related("person__user", "edition", "form", "ready_for")
        .prefetch_related(Prefetch("steps", steps))
        .get(pk=pk)
    )


def application_by(pk: int) -> Application | None:
    """What a link opens."""
    steps = ApplicationStep.objects.select_related("taken_by")
    return (
        Application.objects.filter(pk=pk)
        .select_related("person__user", "edition", "form")
        .prefetch_related(Prefetch("steps", steps))
        .first()
    )


def applications_of(edition: Edition, *, people: Iterable[int]) -> dict[int, Application]:
    """The applications of these people (by primary key), without what they answered."""
    found = _of_people(edition=edition.pk, people=list(people))
    return {one.person_id: one for one in found}


@Prepared
def _of_people() -> QuerySet[Application]:
    found = Application.objects.filter(edition=Given("edition"), person__in=GivenKeys("people"))
    return found.defer("answers", "search_text")


def endorsed(edition_id: int) -> QuerySet[Application]:
    """The applications that a focal point stands behind, whatever was decided since."""
    return Application.objects.filter(edition=edition_id, state__in=states.ENDORSED)


def submitted(edition_id: int) -> QuerySet[Application]:
    """The applications that their authors have handed in."""
    return Application.objects.filter(edition=edition_id).exclude(state__in=states.OPEN)


def count_by_state(edition: Edition, *, access: Access) -> dict[str, int]:
    """How many applications stand where."""
    counted = (
        Application.objects.filter(edition=edition, **_visible(access))
        .order_by()
        .values("state")
        .annotate(people=Count("pk"))
    )
    return {row["state"]: row["people"] for row in counted}


def countries(edition: Edition, *, access: Access) -> list[str]:
    """The countries of the applications that the reader may see."""
    found = Application.objects.filter(edition=edition, **_visible(access)).order_by()
    return sorted(found.values_list("person__country", flat=True).distinct())


def is_fixed(form: ApplicationForm) -> bool:
    """Whether somebody has submitted on this version, so that it stays as it is."""
    return Application.objects.filter(form=form).exists()


def _visible(access: Access) -> dict[str, object]:
    return {} if access.sees_all_countries else {"person__country__in": access.countries}
