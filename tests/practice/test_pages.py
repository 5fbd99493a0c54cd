import io

import pytest
from django.urls import reverse

from samgak.practice.models import ServiceModel, ServiceStep, Team
from samgak.practice.services import services
from samgak.spreadsheets import Column, write_xlsx
from tests.costs import queries_of
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory
from tests.practice.factories import (
    AT,
    ServiceFactory,
    TeamFactory,
    TeamMemberFactory,
    licence_service,
)
from tests.sent_forms import sent

pytestmark = pytest.mark.django_db


def page(name, edition, **more):
    return reverse(f"practice:{name}", kwargs={"code": edition.code, **more})


def of_service(name, service, **more):
    return page(name, service.team.edition, service_id=service.pk, **more)


@pytest.fixture
def service():
    return licence_service()


@pytest.fixture
def edition(service):
    return service.team.edition


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    return user


def member_of(team):
    one = ParticipantFactory(edition=team.edition, person__user=UserFactory())
    TeamMemberFactory(team=team, participant=one)
    EditionRoleFactory(edition=team.edition, role="participant", user=one.person.user)
    return one.person.user


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_lecturer_forms_a_team_and_a_member_enters_a_service(client):
    edition = EditionFactory()
    one = ParticipantFactory(edition=edition, person__user=UserFactory())
    EditionRoleFactory(edition=edition, role="participant", user=one.person.user)
    client.force_login(EditionRoleFactory(edition=edition, role="lecturer").user)
    fields = sent(client.get(page("add_team", edition)))

    client.post(page("add_team", edition), fields | {"name": "Blue", "members": [one.pk]})

    team = Team.objects.get(edition=edition)
    client.force_login(one.person.user)
    assert "Your team" in text_of(client.get(page("practice", edition)))
    address = page("add_service", edition, team_key=team.key)
    answer = client.post(
        address,
        sent(client.get(address)) | {"title": "A licence", "people": "900-1000-1300"},
    )
    service = ServiceModel.objects.get()
    assert answer["Location"] == of_service("steps", service)
    assert (service.people_low, service.people_likely, service.people_high) == (900, 1000, 1300)


def test_steps_are_typed_in_a_table_and_moved_by_their_numbers(client, service, officer):
    fields = sent(client.get(of_service("steps", service)))
    last = {
        "steps-5-title": "Say <b>thanks</b>",
        "steps-5-actor": "citizen",
        "steps-5-channel": "online",
        "steps-5-active_minutes": "1",
        "steps-5-waiting_days": "0",
        "steps-5-ORDER": "1",
        "steps-0-ORDER": "9",
        "steps-1-DELETE": "on",
    }

    client.post(of_service("steps", service), fields | last)

    titles = [str(one.title) for one in service.steps.all()]
    assert titles[0] == "Say <b>thanks</b>"
    assert titles[-1] == "Fetch the certificate"
    assert len(titles) == 5
    text = text_of(client.get(of_service("service", service)))
    assert "<b>thanks" not in text
    assert "&lt;b&gt;thanks" in text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("steps-0-active_minutes", "many", "Write one number, or three"),
        ("steps-0-active_minutes", "-5", "not below zero"),
        ("steps-0-waiting_days", "9 3 1", "the least first"),
        ("steps-0-title", "", "This field is required."),
    ],
)
def test_a_step_that_is_not_sound_says_so_and_keeps_what_was_typed(
    client, service, field, value, says
):
    client.force_login(EditionRoleFactory(edition=service.team.edition).user)
    fields = sent(client.get(of_service("steps", service))) | {field: value}

    text = text_of(client.post(of_service("steps", service), fields))

    assert says in text
    assert service.steps.get(code="s1").active_minutes_likely == 60


def test_two_tabs_at_the_steps_of_one_service(client, service, officer):
    fields = sent(client.get(of_service("steps", service)))
    client.post(of_service("steps", service), fields | {"steps-0-title": "First"})

    text = text_of(client.post(of_service("steps", service), fields | {"steps-0-title": "Second"}))

    assert "Somebody else has changed this" in text
    assert "Second" in text
    assert str(service.steps.first().title) == "First"


def test_a_step_in_full(client, service, officer):
    address = of_service("step", service, step_code="s4")
    fields = sent(client.get(address))

    client.post(
        address,
        fields | {"documents": ["diploma"], "own_documents": "a stamp, two photos", "fee": "3.5"},
    )

    step = ServiceStep.objects.get(service=service, code="s4")
    assert step.documents == ["diploma", "a stamp", "two photos"]
    assert (step.fee, step.next_codes) == (3.5, None)


def test_measures_and_their_file(client, service, officer):
    text = text_of(client.get(of_service("measures", service)))

    for words in ("27,000 USD", "Standard Cost Model", "Asked more than once", "<svg", "invented"):
        assert words in text
    rows = client.get(of_service("measures", service) + "?download=csv")
    assert b"Collect the licence" in b"".join(rows.streaming_content)


def test_a_redesign_from_the_first_change_to_the_table(client, service, officer):
    client.post(of_service("add_redesign", service), {"title": "One visit"})
    better = service.redesigns.get()
    drop = of_service("add_change", better, change="drop")
    client.post(drop, sent(client.get(drop)) | {"step": "s1"})
    once = of_service("add_change", better, change="ask-once")
    client.post(once, sent(client.get(once)) | {"minutes_each": "10"})

    text = text_of(client.get(of_service("redesigns", better)))

    for words in ("Drop a step: Fetch the certificate", "Repeal of the requirement", "Take back"):
        assert words in text
    assert text.count("<svg") >= 2
    assert "One visit" in text_of(client.get(of_service("redesigns", service)))

    client.post(of_service("undo_change", better, position=0), {"seen": "3"})
    better.refresh_from_db()
    assert [one["code"] for one in better.operations] == ["ask-once"]


def test_a_refused_change_keeps_the_form(client, service, officer):
    better = services.add_redesign(service, title="x", by=officer, at=AT)
    address = of_service("add_change", better, change="merge")

    text = text_of(client.post(address, sent(client.get(address)) | {"steps": ["s1", "s3"]}))

    assert "turn back on themselves" in text
    better.refresh_from_db()
    assert better.operations == []


def test_a_service_with_nothing_in_it_says_what_to_do(client, edition, officer):
    empty = ServiceFactory(team=TeamFactory(edition=edition))

    assert "There are no steps yet." in text_of(client.get(of_service("measures", empty)))
    assert "<svg" not in text_of(client.get(of_service("service", empty)))[2000:].split("<main")[1]
    assert client.get(of_service("drawing", empty)).status_code == 404


def sheet(*rows):
    target = io.BytesIO()
    headings = ("Что происходит", "What happens", "Who does it", "Minutes of work", "Fee")
    write_xlsx(target, [Column(one) for one in headings[1:]], rows, title="t")
    target.seek(0)
    target.name = "steps.xlsx"
    return target


def test_steps_from_a_file_and_every_problem_on_its_row(client, service, officer):
    address = of_service("upload_steps", service)
    wrong = sheet(("Apply", "Citizen", "10 20", "1"), ("", "Dragon", "5", "=1+1"))

    text = text_of(client.post(address, {"file": wrong}))

    for words in ("Row 2: “10 20”", "Row 3: say what happens", "“Dragon”", "“=1+1”"):
        assert words in text
    assert service.steps.count() == 5
    client.post(address, {"file": sheet(("Apply", "Citizen", "5 10 20", "1"))})
    (step,) = service.steps.all()
    assert (step.active_minutes_low, step.active_minutes_high, step.fee) == (5, 20, 1)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("steps.pdf", b"%PDF-1.7", "only files of these kinds"),
        ("steps.csv", b"What happens\n" + b"a\n" * 5000, "too large"),
        ("steps.xlsx", b"not a workbook", "not what the ending says"),
        ("steps.csv", b"one,two\n1,2\n", "No row has the heading"),
        ("steps.csv", b"", "empty"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(client, service, name, content, says):
    client.force_login(EditionRoleFactory(edition=service.team.edition).user)
    file = io.BytesIO(content)
    file.name = name

    text = text_of(client.post(of_service("upload_steps", service), {"file": file}))

    assert says in text
    assert service.steps.count() == 5


def test_what_was_exported_can_be_sent_back(client, service, officer):
    before = list(service.steps.values_list("documents", "fee", "is_visit", "waiting_days_high"))
    told = client.get(of_service("export_steps", service, kind="csv"))
    assert b"here is invented." in b"".join(told.streaming_content).splitlines()[0]
    answer = client.get(of_service("export_steps", service, kind="xlsx"))
    file = io.BytesIO(b"".join(answer.streaming_content))
    file.name = "steps.xlsx"

    client.post(of_service("upload_steps", service), {"file": file})

    kept = list(service.steps.values_list("documents", "fee", "is_visit", "waiting_days_high"))
    assert kept == before


def test_a_member_works_in_the_own_team_and_only_reads_another(client, service):
    client.force_login(member_of(TeamFactory(edition=service.team.edition)))

    assert client.get(of_service("service", service)).status_code == 200
    for name in ("steps", "change_service", "upload_steps", "remove_service", "add_redesign"):
        assert client.get(of_service(name, service)).status_code == 403
    client.force_login(member_of(service.team))
    assert client.get(of_service("steps", service)).status_code == 200


def test_members_and_who_leads_the_practice_know_a_team_by_name(client, service, edition):
    one = ParticipantFactory(
        edition=edition,
        person__user=UserFactory(),
        person__native_name="Ақмар",
        person__country="KZ",
    )
    TeamMemberFactory(team=service.team, participant=one)
    EditionRoleFactory(edition=edition, role="participant", user=one.person.user)
    pages = page("practice", edition), page("team", edition, team_key=service.team.key)

    for user in (one.person.user, EditionRoleFactory(edition=edition, role="lecturer").user):
        client.force_login(user)
        assert all("Ақмар" in text_of(client.get(address)) for address in pages)
    client.force_login(member_of(TeamFactory(edition=edition)))
    for address in pages:
        text = text_of(client.get(address))
        assert "Ақмар" not in text
        assert "Kazakhstan" in text


def test_a_service_of_another_edition_is_not_found(client, service):
    elsewhere = EditionRoleFactory(edition=EditionFactory())
    client.force_login(elsewhere.user)

    for name in ("service", "measures", "steps", "redesigns"):
        address = page(name, elsewhere.edition, service_id=service.pk)
        assert client.get(address).status_code == 404
        assert client.get(of_service(name, service)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_queries_however_long(client, edition, officer, count):
    for _ in range(count):
        team = TeamFactory(edition=edition)
        TeamMemberFactory.create_batch(2, team=team)
        licence_service(team=team)
        services.add_redesign(licence_service(team=team), title="x", by=officer, at=AT)
    team = TeamFactory(edition=edition)
    for _ in range(count):
        services.add_redesign(licence_service(team=team), title="x", by=officer, at=AT)

    costs = (
        queries_of(client, page("practice", edition)),
        queries_of(client, page("team", edition, team_key=team.key)),
    )
    assert costs == (6, 8)
