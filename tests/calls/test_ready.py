"""What to have ready: read and ticked before one nominates."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samgak.calls import queries_ready, rules, services_ready
from samgak.calls.models import Readiness
from samgak.core.errors import RuleBroken
from samgak.nominations import services as nominations
from samgak.nominations.models import Nomination, WorkbookImport
from tests.calls.factories import AT, a_published, words
from tests.factories import CallFactory, EditionRoleFactory, PartnerRoleFactory, UserFactory
from tests.nominations.desk.pages import page, sent, signed_in, text_of
from tests.nominations.desk.sheets import ASEL, VALUES, workbook

pytestmark = pytest.mark.django_db
LISTED = {"en": words("en", documents="Passport copy\n\n  Medical   note "), "ru": words("ru")}


@pytest.fixture
def edition():
    now = timezone.now()
    call = CallFactory(
        edition__state="call_open",
        edition__working_language="en",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        nominations_per_country_max=15,
    )
    return call.edition


@pytest.fixture
def focal_point(client, edition):
    return signed_in(client, edition, "focal_point", "KZ")


def gate(edition, **asked):
    return reverse("calls:ready", args=[edition.code], query=asked)


def tick(client, edition, number="1", **asked):
    return client.post(gate(edition, **asked), {"ready": "1", "number": number}, follow=True)


def a_next(edition, documents):
    return a_published(edition, number=2, sections={"en": words("en", documents=documents)})


def test_a_list_is_read_in_the_nearest_language():
    assert rules.documents(LISTED, wished=["ko", "en"]) == ("en", ["Passport copy", "Medical note"])
    assert rules.documents(LISTED, wished=["ru"]) == ("ru", ["documents in ru"])
    assert rules.documents({"ru": {"documents": " "}}, wished=["ru"]) == ("", [])


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({"en": "A\nB"}, {"en": " A \n\nB"}, False),
        ({"en": "A\nB"}, {"en": "A"}, True),
        ({"en": "A"}, {"en": "A", "ru": "А"}, False),
        ({"en": "A"}, {"ru": "А"}, True),
        ({}, {"en": "A"}, True),
        ({"en": "A"}, {}, False),
    ],
)
def test_a_list_has_changed_where_a_language_says_another(before, after, changed):
    old, new = (
        {one: {"documents": said} for one, said in all_.items()} for all_ in (before, after)
    )
    assert rules.documents_changed(old, new) is changed


def test_no_documents_no_gate(client, edition, focal_point):
    assert "Nominate for Kazakhstan" in text_of(client.get(page("nominate", edition)))

    a_published(edition, sections={"en": {"concept": "One-stop services"}})

    assert "Nominate for Kazakhstan" in text_of(client.get(page("nominate", edition)))
    assert client.get(gate(edition)).url == page("desk", edition)
    client.post(page("nominate", edition), VALUES)
    assert Nomination.objects.count() == 1


def test_a_focal_point_ticks_before_nominating(client, edition, focal_point):
    version = a_published(edition, sections=LISTED)

    asked = text_of(client.get(page("nominate", edition), follow=True))
    refused = text_of(client.post(gate(edition, to="form"), {"number": "1"}))
    form = text_of(tick(client, edition, to="form", country="KZ"))
    client.post(page("nominate", edition), VALUES)

    assert "Passport copy" in asked
    assert "Medical verdict" in asked  # asked later
    assert "Tick that you have these ready." in refused
    assert "Nominate for Kazakhstan" in form
    said = Readiness.objects.get()
    assert (said.version, said.declared_by) == (version, focal_point)
    assert Nomination.objects.count() == 1


def test_the_service_refuses_and_the_page_keeps_what_was_typed(client, edition, focal_point):
    a_published(edition, sections=LISTED)

    said = text_of(client.post(page("nominate", edition), VALUES))

    assert "First say that you have the documents of the course information ready" in said
    assert gate(edition, to="form").replace("&", "&amp;") in said
    assert f'value="{VALUES["family"]}"' in said
    assert not Nomination.objects.exists()


def test_a_workbook_waits_for_the_tick(client, edition, focal_point):
    assert sent(client, edition, workbook(ASEL)).status_code == 302
    a_published(edition, sections=LISTED)
    found = WorkbookImport.objects.get()

    assert client.get(page("imports", edition)).url == gate(edition, to="workbook", country="KZ")
    pressed = client.post(page("confirm", edition, found.pk))
    with pytest.raises(RuleBroken, match="not_ready"):
        nominations.import_workbook(found, by=focal_point, at=timezone.now())
    tick(client, edition)

    assert pressed.url == gate(edition, to="workbook", country="KZ")
    nominations.import_workbook(found, by=focal_point, at=timezone.now())
    assert Nomination.objects.count() == 1


def test_a_new_version_asks_again_only_for_another_list(client, edition, focal_point):
    a_published(edition, sections=LISTED)
    tick(client, edition)
    same = a_next(edition, "Passport copy\nMedical note")
    assert queries_ready.asked_of(focal_point, edition) is None

    same.delete()
    newer = a_next(edition, "Passport copy\nLetter of the minister")

    assert queries_ready.asked_of(focal_point, edition) == newer
    asked = text_of(client.get(gate(edition)))
    assert "The list of documents has changed since you last had them ready." in asked
    late = text_of(tick(client, edition, number="1"))
    assert "The course information has a new version." in late
    tick(client, edition, number="2")
    assert queries_ready.asked_of(focal_point, edition) is None


def test_it_is_said_once_and_for_oneself(client, edition, focal_point):
    a_published(edition, sections=LISTED)
    other = EditionRoleFactory(edition=edition, role="focal_point", country="KG").user

    for _ in range(2):
        services_ready.declare_ready(edition, number="1", by=focal_point, at=AT)

    assert Readiness.objects.count() == 1
    assert queries_ready.asked_of(other, edition)


def test_an_officer_nominates_without_it_and_has_nothing_to_tick(client, edition):
    a_published(edition, sections=LISTED)
    PartnerRoleFactory(edition=edition, organisation=None, country="KZ", role="beneficiary")
    signed_in(client, edition, "programme_officer")

    assert "Nominate for" in text_of(client.get(page("nominate", edition) + "?country=KZ"))
    assert client.get(gate(edition)).status_code == 403


def test_the_way_on_leads_nowhere_else(client, edition, focal_point):
    answer = client.get(gate(edition, to="//evil.example", country="//evil"))

    assert answer.url == page("desk", edition)


@pytest.mark.parametrize("focal_points", [1, 3])
def test_officers_see_who_has_the_documents_ready(
    client, edition, focal_point, focal_points, django_assert_max_num_queries
):
    desk = reverse("calls:desk", args=[edition.code])
    heading = "Focal points who have the documents ready"
    a_published(edition, sections=LISTED)
    for number in range(focal_points):
        user = UserFactory(name=f"Silent {number}")
        EditionRoleFactory(edition=edition, user=user, role="focal_point", country="KG")
    tick(client, edition)
    focal_point.name = "Ready Aigul"
    focal_point.save()
    officer = EditionRoleFactory(edition=edition, role="programme_officer").user

    assert client.get(desk).status_code == 403
    client.force_login(officer)
    with django_assert_max_num_queries(25):
        said = " ".join(text_of(client.get(desk)).split())
    a_next(edition, "Passport copy\nLetter of the minister")
    later = text_of(client.get(desk))

    assert "Ready Aigul" in said.split(heading)[-1]
    assert said.count("Ready for version 1, said on") == 1
    assert said.count("Nothing yet.") == focal_points
    assert "it must be said again" not in said
    assert "it must be said again" in later


def test_without_documents_nobody_is_listed(client, edition):
    a_published(edition, sections={"en": {"concept": "One-stop services"}})
    client.force_login(EditionRoleFactory(edition=edition, role="programme_officer").user)

    assert "have the documents ready" not in text_of(
        client.get(reverse("calls:desk", args=[edition.code]))
    )
