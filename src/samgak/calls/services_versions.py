"""Letters about a later version of the course information: drafts, for an officer to look at and send."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samgak.calls import queries, rules
from samgak.calls.models import CourseInformation
from samgak.correspondence import letters_calls as letters
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.programmes import queries as programmes


def tell_focal_points(version: CourseInformation, *, by, at: datetime) -> int:
    """Draft a letter to everybody who may nominate; how many. The first version is told by the call itself."""
    before = queries.before(version)
    if before is None or version.edition.state not in rules.TOLD_IN:
        return 0
    told = 0
    for country in programmes.beneficiary_countries(version.edition):
        for role in programmes.focal_points(version.edition, country=country, on=at.date()):
            user = role.user
            draft_news(
                version,
                before,
                name=str(user),
                address=user.email,
                language=user.language,
                user=user,
                by=by,
                at=at,
            )
            told += 1
    return told


def draft_news(
    version: CourseInformation,
    before: CourseInformation,
    *,
    name: str,
    address: str,
    language: str,
    at: datetime,
    by=None,
    **to: Any,
) -> Letter:
    """Say to one reader what is another in this version; `to` is the user or the person who reads it."""
    text = letters.new_version(
        version.edition,
        language=language,
        name=name,
        number=version.number,
        changed=_changed(version, before, language),
        documents_changed=rules.documents_changed(before.sections, version.sections),
        link=_link(version, language),
    )
    return correspondence.draft(
        kind=Letter.Kind.COURSE_INFO,
        address=address,
        language=language,
        subject=text.subject,
        body=text.body,
        at=at,
        edition=version.edition,
        by=by,
        **to,
    )


def _changed(version: CourseInformation, before: CourseInformation, reader: str) -> list[str]:
    """The headings of what changed, in the reader's language or the one that both versions have."""
    both = [code for code in version.told if code in before.told]
    wished = (reader, version.edition.working_language, *both)
    language = next((one for one in wished if one in both), None)
    if language is None:
        return []
    return [one.heading for one in rules.changes(before.told[language], version.told[language])]


def _link(version: CourseInformation, reader: str) -> str:
    with translation.override(reader):
        page = reverse("calls:read", kwargs={"code": version.edition.code})
    return f"{settings.BASE_URL}{page}#changes"
