from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from samgak.core import audit
from samgak.programmes import trail
from samgak.programmes.models import Call, Edition, EditionRole, QuotaLine
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    ParticipantFactory,
    PartnerRoleFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def officer(client, edition):
    role = EditionRoleFactory(edition=edition, user__name="The officer")
    client.force_login(role.user)
    return role.user


def address(edition):
    return reverse("programmes:audit", args=[edition.code])


def acts(client, edition, **filters):
    response = client.get(address(edition), filters)
    return response.context["entries"]


def change(row, *, by=None, reason="", **values):
    with audit.acting(user_id=by.pk if by else None, reason=reason):
        type(row).objects.filter(pk=row.pk).update(**values)


def test_an_act_says_who_what_from_to_and_why(client, edition, officer):
    by = UserFactory(name="Seo Min-jae")
    change(edition, by=by, reason="the hall is taken", venue_name="Expo", ends_on="2030-01-20")

    latest = acts(client, edition)[0]

    assert (latest["who"], latest["reason"]) == ("Seo Min-jae", "the hall is taken")
    assert latest["changes"] == [
        ("Last day", "16 January 2030", "20 January 2030"),
        ("Venue", "Hall", "Expo"),
    ]
    page = client.get(address(edition)).content.decode()
    assert "Seo Min-jae" in page
    assert "Reason: the hall is taken" in page


def test_a_state_is_shown_in_words(client, edition, officer):
    change(edition, by=officer, state="suspended")

    assert acts(client, edition)[0]["changes"] == [("State", "Running", "Suspended")]


def test_what_belongs_to_the_edition_is_shown_and_nothing_of_another(client, edition, officer):
    call = CallFactory(edition=edition)
    QuotaLine.objects.create(call=call, position=1, country="KZ", minimum=2)
    person = ParticipantFactory(edition=edition).person
    session = SessionFactory(edition=edition, title="Our lecture")
    house = OrganisationRoleFactory(role="approver")
    PartnerRoleFactory(edition=edition, organisation=house.organisation)
    SessionFactory(title="A lecture of others")
    others = ParticipantFactory().person

    shown = acts(client, edition)

    kinds = {entry["kind"] for entry in shown}
    assert kinds >= {
        "programmes-edition",
        "programmes-call",
        "programmes-quotaline",
        "programmes-editionrole",
        "participants-person",
        "participants-participant",
        "timetable-session",
        "partners-organisation",
        "partners-organisationrole",
    }
    assert ("timetable-session", str(session.pk)) in {(one["kind"], one["key"]) for one in shown}
    assert ("participants-person", str(person.pk)) in {(one["kind"], one["key"]) for one in shown}
    assert ("participants-person", str(others.pk)) not in {
        (one["kind"], one["key"]) for one in shown
    }
    assert "A lecture of others" not in str(shown)


def test_a_seat_is_called_after_its_person(client, edition, officer):
    seat = ParticipantFactory(edition=edition, person__native_name="Оспанова Әйгерім")

    titles = {one["kind"]: one["title"] for one in acts(client, edition)}

    assert titles["participants-participant"] == str(seat.person)


def test_secrets_are_not_shown(client, edition, officer):
    seat = ParticipantFactory(edition=edition, calendar_secret="opens-the-calendar")

    page = client.get(address(edition)).content.decode()
    history = client.get(
        reverse("programmes:history", args=[edition.code, "participants-participant", seat.pk])
    ).content.decode()

    assert "opens-the-calendar" not in page + history
    assert "(not shown here)" in history


def test_what_is_deleted_stays_in_the_trail(client, edition, officer):
    call = CallFactory(edition=edition)
    key = str(call.pk)
    with audit.acting(user_id=officer.pk):
        Call.objects.filter(pk=call.pk).delete()

    deleted = acts(client, edition, kind="programmes-call")[0]

    assert (deleted["act"], deleted["key"], deleted["who"]) == ("delete", key, "The officer")


def test_a_quota_is_found_even_when_its_call_is_gone(client, edition, officer):
    call = CallFactory(edition=edition)
    QuotaLine.objects.create(call=call, position=1, country="KZ", minimum=2)
    call.delete()

    assert [one["act"] for one in acts(client, edition, kind="programmes-quotaline")] == [
        "delete",
        "insert",
    ]


def test_filters_stay_in_the_address(client, edition, officer):
    other = EditionRoleFactory(edition=edition, role="screener").user
    change(edition, by=officer, venue_name="By the officer")
    change(edition, by=other, venue_name="By the other")

    mine = acts(client, edition, person=str(officer.pk))
    assert [one["changes"][0][2] for one in mine] == ["By the officer"]
    by_program = acts(client, edition, person="samgak", kind="programmes-edition")
    assert [one["act"] for one in by_program] == ["insert"]
    today = datetime.now(edition.zone).date()
    assert acts(client, edition, first_day=str(today), last_day=str(today))
    assert not acts(client, edition, last_day=str(today - timedelta(days=1)))
    assert not acts(client, edition, first_day=str(today + timedelta(days=1)))


def test_a_filter_typed_wrongly_filters_nothing(client, edition, officer):
    assert acts(client, edition, person="x", kind="'; drop table", first_day="soon", below="a~b")


def test_the_trail_goes_on_page_by_page_without_loss_or_repetition(client, edition, officer):
    EditionRoleFactory.create_batch(70, edition=edition, role="lecturer")
    seen, query = [], {"kind": "programmes-editionrole"}

    while True:
        response = client.get(address(edition), query)
        seen += [one["key"] for one in response.context["entries"]]
        if not response.context["next_place"]:
            break
        query["below"] = str(response.context["next_place"])

    everything = EditionRole.objects.filter(edition=edition).values_list("pk", flat=True)
    assert sorted(seen, key=int) == sorted((str(pk) for pk in everything), key=int)


def test_the_history_of_one_object(client, edition, officer):
    session = SessionFactory(edition=edition, title="First title")
    change(session, by=officer, title="Second title")
    page = reverse("programmes:history", args=[edition.code, "timetable-session", session.pk])

    shown = client.get(page).context["entries"]

    assert [one["act"] for one in shown] == ["update", "insert"]
    assert ("Title", "First title", "Second title") in shown[0]["changes"]


def test_the_history_of_what_belongs_to_another_edition_is_not_found(client, edition, officer):
    other = SessionFactory()

    for kind in ("timetable-session", "accounts-user", "no-such-kind"):
        page = reverse("programmes:history", args=[edition.code, kind, other.pk])
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_trail_is_taken_along_as_a_file(client, edition, officer, kind):
    change(edition, by=officer, reason="=1+1", venue_name="Expo")

    response = client.get(address(edition), {"download": kind, "kind": "programmes-edition"})

    content = b"".join(response.streaming_content)
    assert content
    if kind == "csv":
        assert b"Expo" in content
        assert b",'=1+1" in content


@pytest.mark.parametrize("count", [1, 3])
def test_the_trail_costs_the_same_however_long_it_is(
    client, edition, officer, count, django_assert_num_queries
):
    ParticipantFactory.create_batch(count, edition=edition)
    SessionFactory.create_batch(count, edition=edition)
    for number in range(count):
        change(edition, by=officer, venue_name=f"Hall {number}")

    with django_assert_num_queries(8):
        client.get(address(edition))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("programme_officer", 200),
        ("administrator", 200),
        ("approver", 200),
        ("evaluation_officer", 200),
        ("screener", 403),
        ("reporting_officer", 403),
        ("focal_point", 403),
        ("lecturer", 403),
        ("interpreter", 403),
        ("participant", 403),
    ],
)
def test_who_may_read_the_trail(client, edition, role, status):
    country = "KZ" if role == "focal_point" else ""
    client.force_login(EditionRoleFactory(edition=edition, role=role, country=country).user)

    assert client.get(address(edition)).status_code == status


def test_every_kind_of_object_that_belongs_to_an_edition_has_words():
    from samgak.programmes.phrases_audit import FIELD_TEXTS
    from samgak.programmes.phrases_kinds import KIND_TEXTS

    assert set(trail.kinds()) == set(KIND_TEXTS)
    assert all(FIELD_TEXTS.values())


@pytest.mark.django_db(transaction=True)
def test_a_raw_update_past_samgak_appears_in_the_trail(client):
    edition = EditionFactory()
    role = EditionRoleFactory(edition=edition)
    client.force_login(role.user)
    words = connection.get_connection_params()
    plain = {word: words[word] for word in ("dbname", "user", "host", "port") if word in words}
    with psycopg.connect(**plain) as raw:
        raw.execute(
            "UPDATE programmes_edition SET venue_name = 'Elsewhere' WHERE id = %s", [edition.pk]
        )

    latest = acts(client, edition)[0]

    assert latest["is_outside"]
    assert latest["who"] == "Outside Samgak (database)"
    assert latest["changes"] == [("Venue", "Hall", "Elsewhere")]
    assert [one["key"] for one in acts(client, edition, person="outside")] == [str(edition.pk)]


@pytest.mark.django_db(transaction=True)
def test_what_samgak_writes_by_itself_is_not_taken_for_an_outsider():
    edition = EditionFactory()
    Edition.objects.filter(pk=edition.pk).update(venue_name="Expo")

    contexts = list(edition.events.values_list("pgh_context__metadata", flat=True))

    assert contexts == [{}, {}]


def test_times_of_the_trail_are_those_of_the_venue(client, edition, officer):
    change(edition, by=officer, venue_name="Expo")

    page = client.get(address(edition)).content.decode()

    local = datetime.now(UTC).astimezone(edition.zone)
    assert f"{local:%H}:" in page
    assert "Almaty" in page
