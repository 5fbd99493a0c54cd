from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.calls import papers, queries, rules
from samgak.calls.models import CourseInformation
from tests.factories import CallFactory, EditionFactory, EditionRoleFactory

AT = datetime(2029, 10, 1, 9, tzinfo=UTC)


def words(language: str, **more: str) -> dict[str, str]:
    """Every section in a language."""
    return {key: f"{key} in {language}" for key in rules.SECTIONS} | more


def an_edition(state: str = "budgeted", *, with_quota: bool = True, **more):
    """An edition of which everything is known that a course information asks for."""
    values = {"working_language": "en", "offered_languages": ["en", "ru"], "state": state}
    edition = EditionFactory(**values | more)
    call = CallFactory(edition=edition)
    if with_quota:
        call.quota_lines.create(position=1, country="KZ", minimum=1)
    return edition


def an_officer(edition):
    return EditionRoleFactory(edition=edition, role="programme_officer").user


class CourseInformationFactory(DjangoModelFactory):
    class Meta:
        model = CourseInformation

    edition = factory.LazyFunction(an_edition)
    number = 1
    sections = factory.LazyFunction(lambda: {"en": words("en"), "ru": words("ru")})
    saved_at = AT


def a_published(edition=None, **more):
    """A published version; its facts are those of the edition."""
    made = CourseInformationFactory(edition=edition or an_edition(), **more)
    facts = queries.facts_to_tell(made.edition, at=AT)
    made.told = papers.told_in_all(made.sections, facts)
    made.published_at = AT
    made.save()
    return made
