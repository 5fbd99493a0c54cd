"""The documents to have ready before one nominates or applies, and whether somebody has said so."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samgak.calls import queries, rules
from samgak.calls.models import CourseInformation, Readiness
from samgak.core.prepared import Given, Prepared
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition, EditionRole


@dataclass(frozen=True)
class ToHaveReady:
    """What a version of the course information asks for, in the language nearest to the reader's."""

    version: CourseInformation
    language: str
    documents: list[str]


def asked(edition: Edition, *, ready_for: CourseInformation | None) -> CourseInformation | None:
    """The version for which somebody who was ready for another must still say so; None when for none."""
    version = queries.published(edition)
    if version is None or not rules.documents(version.sections, wished=())[1]:
        return None
    known = ready_for.sections if ready_for else {}
    return version if rules.documents_changed(known, version.sections) else None


def asked_of(user, edition: Edition) -> CourseInformation | None:
    """The version for which a user must still say so before nominating."""
    latest = readiness_of(user, edition)
    return asked(edition, ready_for=latest.version if latest else None)


def readiness_of(user, edition: Edition) -> Readiness | None:
    """What a user said last."""
    return _readiness.first(user=user.pk, edition=edition.pk)


@Prepared
def _readiness() -> QuerySet[Readiness]:
    said = Readiness.objects.filter(version__edition=Given("edition"), declared_by=Given("user"))
    return said.select_related("version")[:1]


def to_have_ready(version: CourseInformation, *, reader: str) -> ToHaveReady:
    """The documents of a version as a reader reads them."""
    wished = (reader, version.edition.working_language, "en")
    return ToHaveReady(version, *rules.documents(version.sections, wished=wished))


@dataclass(frozen=True)
class WhoIsReady:
    """A focal point, what they said last, and whether it still holds for the published version."""

    role: EditionRole
    said: Readiness | None
    must_say_so: bool


def who_is_ready(edition: Edition, *, on: date) -> list[WhoIsReady]:
    """Every focal point of that day, by country; empty where the published version asks for no documents."""
    version = asked(edition, ready_for=None)
    if version is None:
        return []
    roles = programmes.every_focal_point(edition, on=on).order_by("country", "user__name", "pk")
    said = Readiness.objects.filter(version__edition=edition).select_related("version")
    # The last of each comes first.
    last: dict[int, Readiness] = {}
    for one in said:
        last.setdefault(one.declared_by_id, one)
    return [
        WhoIsReady(role, found, _is_asked_again(found, version))
        for role in roles
        for found in [last.get(role.user_id)]
    ]


def _is_asked_again(said: Readiness | None, version: CourseInformation) -> bool:
    return said is None or rules.documents_changed(said.version.sections, version.sections)
