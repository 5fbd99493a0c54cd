import io
import zipfile

import pytest
from django.urls import reverse

from samgak.calls import papers, queries, rules, services
from samgak.calls.models import CourseInformation
from samgak.core.errors import RuleBroken
from samgak.reporting.queries.life import facts_of_life
from tests.calls.factories import (
    AT,
    CourseInformationFactory,
    a_published,
    an_edition,
    an_officer,
    words,
)
from tests.factories import EditionRoleFactory

pytestmark = pytest.mark.django_db


def url(name, edition, **more):
    return reverse(f"calls:{name}", kwargs={"code": edition.code, **more})


def write(client, edition, language="en", **more):
    address = url("write", edition, language=language)
    seen = client.get(address).context["form"].initial["seen"]
    return client.post(address, {"seen": seen, **words(language), **more})


def publish(client, edition):
    seen = client.get(url("desk", edition)).context["stamp"]
    return client.post(url("publish", edition), {"seen": seen}, follow=True)


@pytest.fixture
def edition():
    return an_edition()


@pytest.fixture
def officer(client, edition):
    user = an_officer(edition)
    client.force_login(user)
    return user


def test_an_officer_writes_every_language_and_publishes(client, edition, officer):
    write(client, edition, "en")
    half = client.get(url("desk", edition)).content.decode()
    write(client, edition, "ru")

    publish(client, edition)

    found = queries.published(edition)
    assert "Every section must be written in every language offered." in half
    assert (found.number, found.published_by) == (1, officer)
    assert set(found.told) == {"en", "ru"}
    assert facts_of_life(edition, at=AT)["course_information_is_published"]


def test_what_the_edition_knows_is_filled_in(client, edition, officer):
    a_published(edition)

    page = client.get(url("read", edition)).content.decode()

    assert "Saturday, 1 December 2029, 05:00 Astana" in page
    assert "Kazakhstan: at least 1 seat" in page
    assert "of the minutes of all sessions." in page
    assert "Версия" not in page
    russian = client.get(url("read", edition) + "?language=ru").content.decode()
    assert "concept in ru" in russian


def test_the_next_version_shows_what_changed_and_the_old_one_stays(client, edition, officer):
    a_published(edition)

    write(client, edition, concept="concept in plain en")
    publish(client, edition)

    page = client.get(url("read", edition)).content.decode()
    assert queries.published(edition).number == 2
    assert "What changed since version 1" in page
    assert '<ins><span class="govuk-visually-hidden">Added: </span>plain ' in page
    assert "plain" not in client.get(url("version", edition, number=1)).content.decode()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_it_prints_in_every_language(client, edition, officer, form):
    found = a_published(edition)

    made = client.get(url("file", edition, number=1, language="ru", form=form))

    assert made.status_code == 200
    if form == "pdf":
        assert made.content.startswith(b"%PDF")
        assert made.content == papers.pdf(found, language="ru")
    else:
        body = zipfile.ZipFile(io.BytesIO(made.content)).read("word/document.xml").decode()
        assert "arrangements in ru" in body


def test_a_file_of_no_language_or_no_kind_is_not_found(client, edition, officer):
    a_published(edition)

    for language, form in (("fr", "pdf"), ("ko", "pdf"), ("en", "exe")):
        address = url("file", edition, number=1, language=language, form=form)
        assert client.get(address).status_code == 404


def test_two_windows_do_not_write_over_each_other(client, edition, officer):
    CourseInformationFactory(edition=edition)
    address = url("write", edition, language="en")
    seen = client.get(address).context["form"].initial["seen"]
    client.post(address, {"seen": seen, **words("en", concept="The first")})

    late = client.post(address, {"seen": seen, **words("en", concept="The second")})

    assert "Somebody else has changed this" in late.content.decode()
    assert "The second" in late.content.decode()
    assert queries.newest(edition).sections["en"]["concept"] == "The first"


def test_what_is_published_is_what_was_looked_at(client, edition, officer):
    CourseInformationFactory(edition=edition)
    seen = client.get(url("desk", edition)).context["stamp"]
    write(client, edition, concept="Written meanwhile")

    client.post(url("publish", edition), {"seen": seen})
    client.post(url("publish", edition))

    assert queries.published(edition) is None


def test_publishing_twice_publishes_once(client, edition, officer):
    CourseInformationFactory(edition=edition)

    publish(client, edition)
    again = publish(client, edition)

    assert "There is no draft to publish." in again.content.decode()
    assert CourseInformation.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "with_quota", "code"),
    [
        ({}, False, "quotas_are_missing"),
        ({"attendance_percent_required": 0}, True, "completion_rule_is_missing"),
        ({"offered_languages": ["en", "tk"]}, True, "languages_are_missing"),
    ],
)
def test_nothing_incomplete_is_published(more, with_quota, code):
    edition = an_edition(with_quota=with_quota, **more)
    CourseInformationFactory(edition=edition)

    with pytest.raises(RuleBroken) as refused:
        services.publish(edition, told={}, by=an_officer(edition), at=AT)

    assert refused.value.code == code


def test_bad_input_is_said_and_nothing_is_lost(client, edition, officer):
    long = "x" * (rules.MOST_LETTERS + 1)

    page = write(client, edition, concept=long, contents="<script>alert(1)</script>")

    assert page.status_code == 200
    assert long in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert queries.newest(edition) is None
    assert client.get(url("write", edition, language="xx")).status_code == 404


def test_scripts_in_a_section_are_words(client, edition, officer):
    a_published(edition, sections={"en": words("en", concept="<script>alert(1)</script>")})

    assert "<script>alert" not in client.get(url("read", edition)).content.decode()


def test_the_public_reads_the_newest_and_nothing_else(client):
    edition = an_edition(state="call_open")
    a_published(edition)
    a_published(edition, number=2)

    front = client.get(reverse("portal:edition", kwargs={"code": edition.code})).content.decode()

    assert url("read", edition) in front
    assert client.get(url("read", edition)).status_code == 200
    assert client.get(url("file", edition, number=1, language="en", form="docx")).status_code == 404
    for name, more in (("desk", {}), ("version", {"number": 1}), ("preview", {"language": "en"})):
        assert client.get(url(name, edition, **more)).status_code == 302


def test_others_read_but_do_not_write(client, edition):
    a_published(edition)
    client.force_login(EditionRoleFactory(edition=edition, role="screener").user)

    assert client.get(url("desk", edition)).status_code == 200
    assert client.get(url("version", edition, number=1)).status_code == 200
    assert client.get(url("write", edition, language="en")).status_code == 403
    assert client.post(url("publish", edition)).status_code == 403


def test_without_a_published_one_there_is_no_page(client, edition, officer):
    CourseInformationFactory(edition=edition)

    assert client.get(url("read", edition)).status_code == 404
    assert client.get(url("preview", edition, language="en")).status_code == 200


def test_pages_ask_the_same_however_many_versions_there_are(
    client, edition, officer, django_assert_max_num_queries
):
    for number in (1, 2, 3):
        a_published(edition, number=number)

    with django_assert_max_num_queries(16):
        client.get(url("desk", edition))
    with django_assert_max_num_queries(16):
        client.get(url("read", edition))
