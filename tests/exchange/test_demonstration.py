import importlib
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import NoReverseMatch, clear_url_caches, reverse

from samgak.accounts.models import User
from samgak.applications.models import Application
from samgak.certificates.models import Certificate
from samgak.config import urls as all_urls
from samgak.correspondence.models import Letter
from samgak.exchange import urls, urls_clock, urls_sign_ins
from samgak.exchange.models import DemonstrationClock
from samgak.exchange.queries.demonstration import DIRECTORY, PASSWORD
from samgak.nominations.models import Nomination, WorkbookImport, WorkbookRow
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes.models import Edition, EditionRole, EditionStep
from samgak.surveys.models import KnowledgeTest
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/demonstration/"
SIGN_IN = "/en/demonstration/sign-in/"


def renew_addresses():
    """The addresses are chosen when they are imported."""
    for module in (urls_clock, urls_sign_ins, urls, all_urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def demonstration(settings):
    before = settings.DEMONSTRATION
    settings.DEMONSTRATION = True
    renew_addresses()
    yield
    settings.DEMONSTRATION = before
    renew_addresses()


@pytest.fixture
def ordinary(settings):
    before = settings.DEMONSTRATION
    settings.DEMONSTRATION = False
    renew_addresses()
    yield
    settings.DEMONSTRATION = before
    renew_addresses()


def demonstrate():
    said = StringIO()
    call_command("demonstrate", stdout=said)
    return said.getvalue()


@pytest.mark.usefixtures("ordinary")
def test_outside_demonstration_mode_nothing_is_loaded():
    with pytest.raises(CommandError, match="SAMGAK_DEMONSTRATION"):
        demonstrate()

    assert not Edition.objects.exists()
    assert not User.objects.exists()


@pytest.mark.usefixtures("ordinary")
def test_outside_demonstration_mode_there_is_no_way_in(client):
    with pytest.raises(NoReverseMatch):
        reverse("exchange:demonstration")
    for address in (PAGE, "/en/demonstration/workbooks/nominations-kz.xlsx"):
        assert client.get(address).status_code == 404
    assert client.post(SIGN_IN, {"person": "1"}).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_the_call_is_open_and_two_countries_are_left_for_the_visitor():
    said = demonstrate()

    edition = Edition.objects.get(code="astana-2025")
    assert edition.state == "call_open"
    assert DemonstrationClock.objects.get().shown_on == date(2025, 7, 20)
    assert list(edition.steps.values_list("to_state", flat=True)) == [
        "screened",
        "joint_concept",
        "jsc_approved",
        "budgeted",
        "ci_published",
        "call_open",
    ]
    nominated = Nomination.objects.filter(edition=edition)
    assert set(nominated.values_list("country", flat=True)) == {"KZ", "KG", "TJ"}
    assert nominated.count() == 42
    assert WorkbookRow.objects.filter(outcome="reported").count() == 6
    assert KnowledgeTest.objects.filter(edition=edition).exists()
    assert Letter.objects.filter(kind=Letter.Kind.RECEIPT, edition=edition).count() == 3
    assert PASSWORD in said


@pytest.mark.usefixtures("demonstration")
def test_the_secondment_is_finished_and_certified(client):
    demonstrate()

    edition = Edition.objects.get(code="secondment-2025")
    assert edition.state == "evaluated"
    assert Certificate.objects.get(edition=edition).state == "issued"
    client.force_login(User.objects.get(email__startswith="mentor@"))
    page = client.get(f"/en/editions/{edition.code}/secondment/").content.decode()
    assert "4 / 4" in page


@pytest.mark.usefixtures("demonstration")
def test_a_next_course_takes_applications_and_reviewers_have_begun(client):
    demonstrate()

    edition = Edition.objects.get(code="open-data-2025")
    assert edition.state == "call_closed"
    states = Counter(Application.objects.filter(edition=edition).values_list("state", flat=True))
    assert states == {
        "focal_point_endorsed": 4,
        "draft": 1,
        "submitted": 1,
        "not_endorsed": 1,
        "supervisor_endorsed": 1,
    }
    client.force_login(User.objects.get(email__startswith="screener@"))
    for page in ("applications", "reviews", "screening"):
        shown = client.get(f"/en/editions/{edition.code}/{page}/")
        assert shown.status_code == 200, page
    officer = User.objects.get(email__startswith="officer-kazaid@")
    client.force_login(officer)
    assert "Сәрсенова" in client.get(f"/en/editions/{edition.code}/applications/").content.decode()


@pytest.mark.usefixtures("demonstration")
def test_every_role_has_somebody():
    demonstrate()

    held = {*OrganisationRole.objects.values_list("role", flat=True)}
    held |= {*EditionRole.objects.values_list("role", flat=True)}
    assert held == set(Role.values)


@pytest.mark.usefixtures("demonstration")
def test_a_second_time_changes_nothing_and_says_who_may_sign_in():
    first = demonstrate()
    before = counts()

    second = demonstrate()

    assert counts() == before
    assert "There is an edition already" in second
    assert first.splitlines()[1:] == second.splitlines()[1:]


def counts():
    tables = (Edition, User, Nomination, WorkbookImport, OrganisationRole, EditionStep, Letter)
    return {model: model.objects.count() for model in tables}


@pytest.mark.usefixtures("demonstration")
def test_a_database_with_an_edition_is_left_alone():
    EditionFactory()

    demonstrate()

    assert Edition.objects.count() == 1
    assert not OrganisationRole.objects.exists()


@pytest.mark.usefixtures("demonstration")
def test_one_click_signs_in_and_the_password_works_too(client):
    demonstrate()
    text = client.get(PAGE).content.decode()
    officer = User.objects.get(email__startswith="officer-koica@")
    assert officer.email in text

    response = client.post(SIGN_IN, {"person": officer.pk})

    assert response["Location"] == "/en/workspace/"
    assert client.session["_auth_user_id"] == str(officer.pk)
    assert client.login(email=officer.email, password=PASSWORD)


@pytest.mark.usefixtures("demonstration")
def test_nobody_without_a_role_is_signed_in(client):
    stranger = User.objects.create_user("stranger@example.org")

    assert client.post(SIGN_IN, {"person": stranger.pk}).status_code == 404
    assert client.post(SIGN_IN, {"person": "nobody"}).status_code == 404
    assert client.get(SIGN_IN).status_code == 405


@pytest.mark.usefixtures("demonstration")
def test_the_workbooks_may_be_taken_and_nothing_else(client):
    response = client.get("/en/demonstration/workbooks/nominations-tm.xlsx")

    expected = (DIRECTORY / "nominations-tm.xlsx").read_bytes()
    assert b"".join(response.streaming_content) == expected
    for other in ("edition.yaml", "..%2Fedition.yaml", "nominations-xx.xlsx"):
        assert client.get(f"/en/demonstration/workbooks/{other}").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_an_empty_demonstration_says_what_to_do(client):
    assert "samgak demonstrate" in client.get(PAGE).content.decode()
