import io
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from samgak.core.errors import RuleBroken
from samgak.practice.models import PracticeCase, RegisterReading
from samgak.practice.queries import blueprints
from samgak.practice.rules import registers
from samgak.practice.services import cases as services
from tests.costs import queries_of
from tests.factories import EditionFactory, UserFactory
from tests.practice.shops import AT, one_stop, player, shop, team, world

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def address(name, edition, **more):
    return reverse(f"practice:{name}", kwargs={"code": edition.code, **more})


def begin(service, by, identity="p09"):
    return services.begin(service, identity=identity, by=by, at=AT)


def send(service, by):
    case = begin(service, by)
    answers = dict.fromkeys(
        (question.item for question in blueprints.blueprint_of(service).questions), "nine to six"
    )
    return services.submit(case, answers=answers, at=AT)


def refused(act, code):
    with pytest.raises(RuleBroken) as broken:
        act()
    assert broken.value.code == code


def test_a_redesigned_service_asks_only_what_no_register_holds():
    *_, redesign = world()

    plan = blueprints.blueprint_of(redesign)

    assert [question.item for question in plan.questions] == ["opening-hours"]
    read = {item for one in plan.readings for item in one.items}
    assert read == {
        "full-name",
        "business-number",
        "tax-number",
        "tax-certificate",
        "identity-document",
    }
    assert all(one.bases for one in plan.readings)


def test_a_service_as_it_is_asks_for_everything_and_says_what_a_register_holds():
    _, _, _, service, _ = world()

    plan = blueprints.blueprint_of(service)

    assert plan.readings == ()
    assert {one.item: one.has_register for one in plan.questions} == {
        "full-name": True,
        "business-number": True,
        "opening-hours": False,
        "identity-document": True,
        "tax-number": True,
        "tax-certificate": True,
    }


def test_what_is_read_is_written_down_with_its_law_before_the_applicant_writes_anything():
    edition, red, *_, redesign = world()

    case = begin(redesign, player(edition, red))

    assert case.known["full-name"] == registers.identity(edition.pk, "p09").name
    assert set(case.readings.values_list("register", flat=True)) == {
        "population",
        "business",
        "tax",
    }
    assert all("law-data-sharing" in one.bases for one in case.readings.all())


def test_an_application_goes_from_office_to_office_to_its_decision():
    edition, red, *_, redesign = world()
    citizen, officer = player(edition, red), player(edition, red)
    case = send(redesign, citizen)
    assert list(case.tasks.values_list("office", "is_decision")) == [
        ("Fire service", False),
        ("Town hall", True),
    ]

    services.finish_task(case, position=1, note="Two exits", by=officer, at=AT)
    services.decide(case, position=2, is_granted=True, reason="All is in order", by=officer, at=AT)

    case.refresh_from_db()
    assert (case.state, case.reason, case.decided_by) == ("granted", "All is in order", officer)


def test_nobody_decides_on_their_own_application():
    edition, red, *_, redesign = world()
    citizen = player(edition, red)
    case = send(redesign, citizen)

    refused(lambda: services.finish_task(case, position=1, note="", by=citizen, at=AT), "own_case")


def test_a_second_window_does_not_send_twice():
    edition, red, *_, redesign = world()
    citizen = player(edition, red)
    case = begin(redesign, citizen)
    services.submit(case, answers={"opening-hours": "nine"}, at=AT)

    refused(lambda: services.submit(case, answers={"opening-hours": "ten"}, at=AT), "case_is_sent")
    assert case.tasks.count() == 2


def test_tasks_are_done_in_their_order_and_once():
    edition, red, *_, redesign = world()
    officer = player(edition, red)
    case = send(redesign, player(edition, red))

    def decide(position):
        services.decide(case, position=position, is_granted=False, reason="No", by=officer, at=AT)

    refused(lambda: decide(2), "task_is_done")
    refused(lambda: decide(1), "task_is_not_the_decision")
    services.finish_task(case, position=1, note="", by=officer, at=AT)
    refused(
        lambda: services.finish_task(case, position=1, note="", by=officer, at=AT), "task_is_done"
    )
    decide(2)
    refused(lambda: decide(2), "case_is_decided")


def test_a_decision_needs_a_reason():
    edition, red, *_, redesign = world()
    officer = player(edition, red)
    case = send(redesign, player(edition, red))
    services.finish_task(case, position=1, note="", by=officer, at=AT)

    refused(
        lambda: services.decide(case, position=2, is_granted=True, reason="  ", by=officer, at=AT),
        "decision_needs_a_reason",
    )
    with transaction.atomic(), pytest.raises(IntegrityError):
        PracticeCase.objects.filter(pk=case.pk).update(
            state="granted", decided_at=AT, decided_by=officer
        )


def test_somebody_nobody_invented_can_not_apply():
    edition, red, *_, redesign = world()
    citizen = player(edition, red)

    refused(lambda: begin(redesign, citizen, "p99"), "nobody_of_that_key")


def test_a_person_applies_thirty_times_at_most(monkeypatch):
    edition, red, *_, redesign = world()
    citizen = player(edition, red)
    monkeypatch.setattr(services, "MOST_CASES", 1)
    begin(redesign, citizen)

    refused(lambda: begin(redesign, citizen), "too_many_cases")


def test_two_editions_share_nobody_in_their_registers():
    first = {one.name for one in registers.identities(1)}

    assert {one.name for one in registers.identities(2)} != first
    assert registers.read(1, "p01", ["personal-number"]) != registers.read(
        2, "p01", ["personal-number"]
    )
    assert registers.read(1, "p01", ["personal-number"]) == registers.read(
        1, "p01", ["personal-number"]
    )


def test_everything_in_the_registers_says_that_it_is_invented():
    for one in registers.identities(5):
        assert registers.read(5, one.key, ["personal-number"])["personal-number"].startswith(
            registers.INVENTED
        )


def test_a_journey_with_a_loop_becomes_no_service(client):
    edition, red, *_ = world()
    looped = shop(red)
    looped.steps.filter(code="decide").update(next_codes=["apply"])
    client.force_login(player(edition, red))

    page = client.get(address("try", edition, service_id=looped.pk))

    assert "can&#x27;t be measured yet" in page.content.decode()


def test_citizen_and_officer_click_through_the_service(client):
    edition, red, *_, redesign = world()
    citizen, officer = player(edition, red), player(edition, red)
    client.force_login(citizen)
    front = address("try", edition, service_id=redesign.pk)
    assert "invented" in client.get(front).content.decode()

    begun = client.post(front, {"identity": "p09"})
    case = PracticeCase.objects.get()
    assert begun.url == address("case", edition, number=case.number)
    assert "Answer every question" not in client.get(begun.url).content.decode()
    assert client.post(begun.url, {}).status_code == 200  # nothing written: shown again
    client.post(begun.url, {"answer-1": SCRIPT})
    sent = client.get(begun.url).content.decode()
    assert SCRIPT not in sent
    assert "With the offices" in sent
    client.post(begun.url, {"answer-1": "again"})
    case.refresh_from_db()
    assert case.answers == {"opening-hours": SCRIPT}

    client.force_login(officer)
    desk = client.get(address("desk", edition, service_id=redesign.pk)).content.decode()
    assert case.label in desk
    client.post(address("task", edition, number=case.number, position=1), {"note": SCRIPT})
    decision = address("task", edition, number=case.number, position=2)
    assert SCRIPT not in client.get(decision).content.decode()
    assert "Give the reason" in client.post(decision, {"outcome": "granted"}).content.decode()
    client.post(decision, {"outcome": "granted", "reason": "All is in order"})

    client.force_login(citizen)
    decided = client.get(begun.url).content.decode()
    assert "All is in order" in decided
    assert "Who read which of your data" in decided
    pdf = client.get(address("document", edition, number=case.number))
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf.content)).pages)
    assert str(case.number) in text.replace("\u200b", "").replace("\n", "")
    assert "not valid" in text
    verified = client.get(address("verify", edition), {"number": str(case.number)})
    assert "was issued in the practice" in verified.content.decode()


def test_the_citizen_finds_no_way_to_decide(client):
    edition, red, *_, redesign = world()
    citizen = player(edition, red)
    case = send(redesign, citizen)
    client.force_login(citizen)
    task = address("task", edition, number=case.number, position=1)

    assert "<textarea" not in client.get(task).content.decode()
    client.post(task, {"note": "done"})

    assert case.tasks.filter(done_at=None).count() == 2
    assert (
        case.label
        not in client.get(address("desk", edition, service_id=redesign.pk)).content.decode()
    )


def test_cases_of_another_edition_are_not_found(client):
    edition, red, *_, redesign = world()
    case = send(redesign, player(edition, red))
    other = EditionFactory()
    stranger = player(other, team(other))
    client.force_login(stranger)

    for code in (edition, other):
        for name, more in (
            ("case", {"number": case.number}),
            ("task", {"number": case.number, "position": 1}),
            ("document", {"number": case.number}),
            ("try", {"service_id": redesign.pk}),
            ("desk", {"service_id": redesign.pk}),
            ("score", {"service_id": redesign.pk}),
            ("office", {"service_id": redesign.pk}),
        ):
            assert client.get(address(name, code, **more)).status_code in (403, 404), name
    PracticeCase.objects.filter(pk=case.pk).update(state="granted", decided_at=AT, reason="yes")
    verified = client.get(address("verify", other), {"number": str(case.number)})
    assert "No document of this course" in verified.content.decode()


def test_an_application_being_written_is_its_writers_alone(client):
    edition, red, *_, redesign = world()
    case = begin(redesign, player(edition, red))
    client.force_login(player(edition, red))

    assert client.get(address("case", edition, number=case.number)).status_code == 404
    assert client.get(address("task", edition, number=case.number, position=1)).status_code == 404


def test_a_number_that_is_none_gets_a_sentence(client):
    edition, red, *_ = world()
    client.force_login(player(edition, red))

    assert client.get(address("verify", edition), {"number": "x" * 500}).status_code == 200
    unknown = client.get(address("verify", edition), {"number": str(uuid.uuid4())})
    assert "No document of this course" in unknown.content.decode()


def test_the_desk_costs_the_same_for_one_case_and_for_three(client):
    edition, red, *_, redesign = world()
    officer = player(edition, red)
    client.force_login(officer)
    desk = address("desk", edition, service_id=redesign.pk)
    send(redesign, player(edition, red))
    client.get(desk)
    once = queries_of(client, desk)
    for _ in range(2):
        send(redesign, player(edition, red))

    assert queries_of(client, desk) == once


def test_people_outside_the_edition_see_nothing(client):
    edition, *_, redesign = world()
    client.force_login(UserFactory())

    assert client.get(address("try", edition, service_id=redesign.pk)).status_code == 403
    assert RegisterReading.objects.count() == 0


def test_a_redesign_in_another_language_keeps_its_words(client):
    edition = EditionFactory()
    red = team(edition, language="ru")
    service = shop(red, title="Лицензия магазина")
    redesign = one_stop(service, title="Одно окно")
    client.force_login(player(edition, red))

    page = client.get(address("try", edition, service_id=redesign.pk)).content.decode()

    assert '<span lang="ru">Одно окно</span>' in page
