"""The documents to have ready before one nominates or applies, and whether somebody has said so."""

from dataclasses import dataclass

from samgak.calls import queries, rules
from samgak.calls.models import CourseInformation, Readiness
from samgak.programmes.models import Edition


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
    said = Readiness.objects.filter(version__edition=edition, declared_by=user)
    return said.select_related("version").first()


def to_have_ready(version: CourseInformation, *, reader: str) -> ToHaveReady:
    """The documents of a version as a reader reads them."""
    wished = (reader, version.edition.working_language, "en")
    return ToHaveReady(version, *rules.documents(version.sections, wished=wished))
