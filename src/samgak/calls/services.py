from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from samgak.calls import queries, rules, services_versions
from samgak.calls.models import CourseInformation
from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@transaction.atomic
def write(
    edition: Edition,
    *,
    language: str,
    sections: Mapping[str, str],
    by,
    at: datetime,
    seen: str = "",
) -> CourseInformation:
    """Keep the words of one language in the draft; after a publication this begins the next version.

    Raises changed_meanwhile when the language does not say any more what its writer has `seen`.
    """
    if language not in LANGUAGES:
        raise RuleBroken("no_such_language")
    version = _locked_newest(edition)
    versions.refuse_if_changed(seen, queries.stamp(version, language=language))
    words = rules.cleaned(sections)
    if any(len(one) > rules.MOST_LETTERS for one in words.values()):
        raise RuleBroken("too_many_letters", most=rules.MOST_LETTERS)
    if version is None or version.published_at:
        known = version.sections if version else {}
        number = version.number + 1 if version else 1
        version = CourseInformation(edition=edition, number=number, sections=known)
    version.sections = version.sections | {language: words}
    version.saved_at, version.saved_by = at, by
    version.save()
    return version


@transaction.atomic
def publish(
    edition: Edition,
    *,
    told: Mapping[str, Any],
    by,
    at: datetime,
    seen: str = "",
) -> CourseInformation:
    """Publish the draft as it is `told` in each language; from then on it stays as it is.

    A later version is told to those who nominate, in letters that are drafted.
    """
    version = _locked_newest(edition)
    if version is None or version.published_at:
        raise RuleBroken("nothing_to_publish")
    versions.refuse_if_changed(seen, queries.stamp(version))
    if reasons := queries.reasons_not_to_publish(edition, version):
        raise RuleBroken(reasons[0], all=reasons)
    version.told = dict(told)
    version.published_at, version.published_by = at, by
    version.save()
    services_versions.tell_focal_points(version, by=by, at=at)
    return version


def _locked_newest(edition: Edition) -> CourseInformation | None:
    # Two windows of one edition take turns; others may still refer to it.
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    return queries.newest(edition)
