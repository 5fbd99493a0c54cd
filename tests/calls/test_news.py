"""A later version of the course information is told to those who nominate and to those who apply."""

from datetime import timedelta

import pytest

from samgak.applications import services as applications
from samgak.calls import papers, queries, services
from samgak.correspondence.models import Letter
from tests.applications.factories import ApplicationFactory, ApplicationFormFactory
from tests.calls.factories import AT, a_published, an_edition, an_officer, words
from tests.factories import EditionRoleFactory, PartnerRoleFactory

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def edition():
    made = an_edition(state="call_open")
    for country, language in (("KZ", "ru"), ("KG", "en")):
        PartnerRoleFactory(edition=made, organisation=None, country=country, role="beneficiary")
        EditionRoleFactory(
            edition=made, role="focal_point", country=country, user__language=language
        )
    return made


def publish(edition, at=LATER, **more):
    by = an_officer(edition)
    for language in ("en", "ru"):
        said = words(language, **{key: f"{text} {language}" for key, text in more.items()})
        version = services.write(edition, language=language, sections=said, by=by, at=at)
    told = papers.told_in_all(version.sections, queries.facts_to_tell(edition, at=at))
    return services.publish(edition, told=told, by=by, at=at)


def test_the_first_version_is_told_by_the_call_itself(edition):
    publish(edition)

    assert not Letter.objects.exists()


def test_focal_points_learn_in_their_language_what_changed(edition):
    a_published(edition)

    publish(edition, contents="Another week", documents="Passport copy")

    letters = {one.language: one for one in Letter.objects.filter(kind="course_info")}
    assert set(letters) == {"en", "ru"}
    assert {one.state for one in letters.values()} == {"draft"}
    assert "- Contents" in letters["en"].body
    assert "- How one applies, and the documents to have ready" in letters["en"].body
    assert "- Purpose" not in letters["en"].body
    assert "Please read the list of documents again" in letters["en"].body
    assert f"/en/editions/{edition.code}/course-information/#changes" in letters["en"].body
    assert "- Содержание" in letters["ru"].body


def test_the_list_of_documents_is_named_only_where_it_changed(edition):
    a_published(edition)

    publish(edition, contents="Another week")

    assert "list of documents" not in Letter.objects.filter(language="en").get().body


@pytest.mark.parametrize("state", ["budgeted", "selection_approved", "running"])
def test_nobody_is_told_before_the_call_or_after_the_selection(state):
    edition = an_edition(state=state)
    PartnerRoleFactory(edition=edition, organisation=None, country="KZ", role="beneficiary")
    EditionRoleFactory(edition=edition, role="focal_point", country="KZ")
    a_published(edition)

    publish(edition, contents="Another week")

    assert not Letter.objects.exists()


def test_whoever_has_yet_to_submit_learns_of_it_once(edition):
    ApplicationFormFactory(edition=edition)
    a_published(edition)
    waiting = ApplicationFactory(edition=edition, language="ru", invited_at=AT)
    ApplicationFactory(edition=edition, submitted=True, invited_at=AT)
    ApplicationFactory(edition=edition, invited_at=LATER + timedelta(days=1))
    assert applications.tell_of_new_versions(at=LATER) == 0

    publish(edition, contents="Another week")

    assert applications.tell_of_new_versions(at=LATER + timedelta(hours=1)) == 1
    assert applications.tell_of_new_versions(at=LATER + timedelta(hours=2)) == 0
    letter = Letter.objects.get(person=waiting.person)
    assert (letter.kind, letter.state, letter.language) == ("course_info", "draft", "ru")
