import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import translation

from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["privacy", "accessibility", "contact"])
def test_anybody_may_read_it_in_every_language(client, settings, language, name):
    with translation.override(language):
        address = reverse(f"portal:{name}")

    response = client.get(address)

    assert response.status_code == 200
    assert f"mailto:{settings.HELP_EMAIL}" in response.content.decode()


def test_the_notice_names_who_operates_the_site(client):
    OrganisationFactory(name="Agency that operates", operates_site=True)
    OrganisationFactory(name="Agency that does not")

    text = client.get("/en/privacy/").content.decode()

    assert "Agency that operates" in text
    assert "Agency that does not" not in text


def test_the_site_says_that_it_is_well(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-cache" in response["Cache-Control"]


def test_the_site_says_when_its_database_is_gone(client):
    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"no database\n")


def refuse(execute, sql, params, many, context):
    raise OperationalError("gone")


def test_search_engines_are_asked_to_leave_people_alone(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert "Disallow: /*/verify/" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/nowhere/", "/nowhere", "/kk/editions/nothing/"])
def test_a_page_that_is_not_there_says_so_and_offers_a_way_on(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert 'class="sg-footer"' in response.content.decode()
