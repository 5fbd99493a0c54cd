"""The course information of an edition: its newest version, the published one, how complete it is."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import QuerySet

from samgak.calls import rules
from samgak.calls.models import CourseInformation
from samgak.core.prepared import Given, Prepared
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition
from samgak.programmes.phrases import completion_sentences


def newest(edition: Edition) -> CourseInformation | None:
    """The version that is written at the moment: the draft, else the last published one."""
    return CourseInformation.objects.filter(edition=edition).order_by("-number").first()


def published(edition: Edition) -> CourseInformation | None:
    """The version that readers read."""
    return _published.first(edition=edition.pk)


@Prepared
def _published() -> QuerySet[CourseInformation]:
    found = CourseInformation.objects.filter(edition=Given("edition")).order_by("-number")
    return found.exclude(published_at=None)[:1]


def versions_of(edition: Edition):
    """All versions, the newest first."""
    return CourseInformation.objects.filter(edition=edition).order_by("-number")


def before(version: CourseInformation) -> CourseInformation | None:
    """The published version before one."""
    older = versions_of(version.edition).exclude(published_at=None)
    return older.filter(number__lt=version.number).first()


def facts(edition: Edition) -> dict[str, bool]:
    """What the life cycle asks of this app."""
    return {"course_information_is_published": published(edition) is not None}


def mandatory_languages(edition: Edition) -> list[str]:
    """The languages in which it must be complete: those offered, else the working language."""
    return list(edition.offered_languages) or [edition.working_language]


def stamp(version: CourseInformation | None, *, language: str = "") -> str:
    """A digest of what a version says: in one language, or in all."""
    held = version.sections if version else {}
    told = held.get(language, {}) if language else held
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def reasons_not_to_publish(edition: Edition, version: CourseInformation) -> list[str]:
    """Codes of what is missing before the version can be published."""
    call = Call.objects.filter(edition=edition).first()
    return rules.reasons_not_to_publish(
        version.sections,
        mandatory=mandatory_languages(edition),
        has_completion_rule=bool(completion_sentences(edition)),
        has_quotas=bool(call and call.seats and call.quota_lines.exists()),
    )


@dataclass(frozen=True)
class Meter:
    """How far one language is: what is lacking, and whether it must be there."""

    language: str
    lacking: list[str]
    is_mandatory: bool

    @property
    def written(self) -> int:
        return len(rules.SECTIONS) - len(self.lacking)


def meters(
    edition: Edition, version: CourseInformation | None, *, languages: list[str]
) -> list[Meter]:
    """Every language with what it lacks, the mandatory ones first."""
    sections, must = (version.sections if version else {}), mandatory_languages(edition)
    order = [*must, *(one for one in languages if one not in must)]
    return [
        Meter(one, rules.lacking(sections, language=one), is_mandatory=one in must) for one in order
    ]


def facts_to_tell(edition: Edition, *, at) -> programmes.CourseInformation:
    """What the edition itself knows and the document prints."""
    return programmes.course_information(edition, at=at)
