import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from samgak.privacy import queries, services
from samgak.privacy.models import Consent, ErasureRequest, VaultItem, VaultReading
from tests.certificates.factories import CertificateFactory
from tests.factories import EditionFactory, EditionRoleFactory
from tests.privacy.factories import NUMBER, VALUES, a_seat, agree, answer, give
from tests.sent_forms import sent

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 1, 3, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_january(monkeypatch):
    """The pages are opened before the course of the factories."""
    monkeypatch.setattr("samgak.core.clock.now", lambda request: NOW)


def page(name, edition, **more):
    return reverse(f"privacy:{name}", kwargs={"code": edition.code, **more})


def text_of(response):
    return response.content.decode()


@pytest.fixture
def seat(client):
    made = a_seat()
    client.force_login(made.person.user)
    return made


@pytest.fixture
def officer():
    def of(edition, role="programme_officer"):
        return EditionRoleFactory(edition=edition, role=role).user

    return of


def test_a_participant_agrees_refuses_and_withdraws(client, seat):
    address = page("answer", seat.edition, purpose="alumni", data_class="ordinary")
    mine = page("my_data", seat.edition)
    assert "If you refuse:" in text_of(client.get(mine))

    client.post(address, {"agree": "1", "version": "2026-11"})
    assert "Withdraw" in text_of(client.get(mine))
    client.post(address, {"withdraw": "1"})
    client.post(address, {"refuse": "1", "version": "2026-11"})
    client.post(address, {"agree": "1", "version": "made up"})
    client.post(address, {})

    assert [one.answer for one in Consent.objects.all()] == ["agreed", "withdrawn", "refused"]
    assert "Earlier answers" in text_of(client.get(mine))
    nowhere = page("answer", seat.edition, purpose="alumni", data_class="unique")
    assert client.post(nowhere, {"agree": "1"}).status_code == 404


def test_a_draft_is_kept_and_the_whole_is_handed_in(client, seat):
    agree(seat, "passport")
    address = page("item", seat.edition, item="passport")

    client.post(address, {"number": "N99", "draft": "1"})
    assert sent(client.get(address))["number"] == ["N99"]
    assert "optional" not in text_of(client.get(address))
    shown = text_of(client.post(address, {"number": "N99", "nationality": "KZ", "hand_in": "1"}))
    assert "What you typed is still here." in shown
    assert 'value="N99"' in shown
    client.post(address, VALUES["passport"] | {"hand_in": "1"})

    kept = VaultItem.objects.get()
    assert kept.handed_in_at == NOW
    assert queries.value_of(kept)["number"] == NUMBER
    assert "Save and go on later" not in text_of(client.get(address))


def test_without_consent_nothing_is_kept_and_nothing_typed_is_lost(client, seat):
    shown = client.post(page("item", seat.edition, item="passport"), VALUES["passport"])

    assert "Agree to this use of your data first" in text_of(shown)
    assert NUMBER in text_of(shown)
    assert not VaultItem.objects.exists()
    assert client.get(page("item", seat.edition, item="shoe-size")).status_code == 404


def test_two_tabs_of_one_person_do_not_lose_what_the_other_wrote(client, seat):
    agree(seat, "diet")
    address = page("item", seat.edition, item="diet")
    first, second = sent(client.get(address)), sent(client.get(address))
    client.post(address, VALUES["diet"] | {"seen": first["seen"]})
    again = {"diet": "vegan", "note": ""}
    shown = client.post(address, again | {"seen": second["seen"]})

    assert "What is stored now" in text_of(shown)
    assert queries.value_of(VaultItem.objects.get())["diet"] == "halal"
    client.post(address, again | {"seen": sent(shown)["seen"]})
    assert queries.value_of(VaultItem.objects.get())["diet"] == "vegan"


def test_script_and_huge_words_are_only_words(client, seat):
    agree(seat, "diet")
    script = "<script>alert(1)</script>" + "x" * 50_000
    client.post(page("item", seat.edition, item="diet"), {"diet": "other", "note": script})

    value = queries.value_of(VaultItem.objects.get())
    assert len(value["note"]) == 200
    shown = text_of(client.get(page("item", seat.edition, item="diet")))
    assert "<script>alert" not in shown
    assert escape("<script>alert(1)") in shown


def test_an_officer_sees_who_has_given_what_and_reads_one_for_a_reason(client, seat, officer):
    give(seat)
    client.force_login(officer(seat.edition))
    overview = text_of(client.get(page("items", seat.edition)))
    assert "Given" in overview
    assert "Missing" in overview
    assert NUMBER not in overview
    address = page("read", seat.edition, participant_id=seat.pk, item="passport")
    assert NUMBER not in text_of(client.get(address))
    assert NUMBER not in text_of(client.post(address, {"reason": " "}))
    assert not VaultReading.objects.exists()

    shown = client.post(address, {"reason": "Visa at the embassy"})

    assert NUMBER in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    client.force_login(seat.person.user)
    assert "Visa at the embassy" in text_of(client.get(page("my_data", seat.edition)))


@pytest.mark.parametrize(
    ("role", "sees", "reads"),
    [
        ("programme_officer", True, True),
        ("administrator", True, False),
        ("screener", False, False),
        ("focal_point", False, False),
        ("lecturer", False, False),
        ("participant", False, False),
    ],
)
def test_who_may_see_and_who_may_read(client, seat, role, sees, reads):
    give(seat)
    client.force_login(
        EditionRoleFactory(
            edition=seat.edition, role=role, country="KZ" if role == "focal_point" else ""
        ).user
    )
    read = page("read", seat.edition, participant_id=seat.pk, item="passport")

    assert (client.get(page("items", seat.edition)).status_code == 200) is sees
    assert (client.post(read, {"reason": "curious"}).status_code == 200) is reads
    assert (client.get(page("visa_list", seat.edition)).status_code == 200) is reads


def test_a_seat_of_another_edition_is_not_read_through_this_one(client, seat, officer):
    give(seat)
    elsewhere = EditionFactory()
    client.force_login(officer(elsewhere))

    address = page("read", elsewhere, participant_id=seat.pk, item="passport")
    assert client.post(address, {"reason": "curious"}).status_code == 404
    assert not VaultReading.objects.exists()


def test_a_person_without_a_seat_has_no_such_page(client, seat):
    client.force_login(EditionRoleFactory(edition=seat.edition, role="participant").user)
    assert client.get(page("my_data", seat.edition)).status_code == 404
    client.logout()
    assert client.get(page("my_data", seat.edition)).status_code == 302


def test_the_visa_list_is_a_workbook_and_one_reading(client, seat, officer):
    give(seat)
    give(a_seat(edition=seat.edition), number="N00000001")
    client.force_login(officer(seat.edition))
    address = page("visa_list", seat.edition)

    book = client.post(address, {"reason": "The embassy wants a list"})

    assert "no-store" in book["Cache-Control"]
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    numbers = {row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert numbers == {NUMBER, "N00000001"}
    assert VaultReading.objects.count() == 1
    client.post(page("purpose_done", seat.edition), {"item": "passport"})
    assert "0 people" in text_of(client.get(address))


def test_an_administrator_keeps_an_item_by_law_and_an_officer_does_not(client, seat, officer):
    give(seat)
    address = page("retain", seat.edition, participant_id=seat.pk, item="passport")
    told = {"ground": "Court order 5", "until": "2031-01-01"}
    client.force_login(officer(seat.edition))
    assert client.post(address, told).status_code == 403
    client.force_login(officer(seat.edition, "administrator"))
    assert "Choose a day that is still to come." in text_of(
        client.post(address, told | {"until": "2029-01-01"})
    )
    client.post(address, told)

    assert VaultItem.objects.get().state == "retained"


def test_terms_are_set_and_two_tabs_are_told(client, seat, officer):
    client.force_login(officer(seat.edition))
    address = page("terms", seat.edition)
    client.post(address, sent(client.get(address)))
    first, second = sent(client.get(address)), sent(client.get(address))
    client.post(address, first | {"passport_days": "7"})
    shown = client.post(address, second | {"passport_days": "9"})

    assert "What is stored now" in text_of(shown)
    assert queries.terms_of(seat.edition).passport_days == 7
    shown = client.post(address, sent(client.get(address)) | {"medical_days": "100000"})
    assert queries.terms_of(seat.edition).medical_days == 30


def test_whoever_does_not_want_to_stand_in_the_register_is_not_named_there(client, seat):
    certificate = CertificateFactory(
        participant=seat,
        edition=seat.edition,
        native_name="Оспанова Дана",
        passport_name="OSPANOVA DANA",
    )
    address = reverse("certificates:verify", args=[certificate.number])
    assert certificate.passport_name in text_of(client.get(address))

    answer(seat, "register", "ordinary", agreed=False)

    shown = text_of(client.get(address))
    assert certificate.passport_name not in shown
    assert certificate.native_name not in shown
    assert "This certificate is valid" in shown


def test_erasure_is_asked_for_once(client, seat):
    for _ in range(2):
        client.post(page("ask_for_erasure", seat.edition))

    assert ErasureRequest.objects.count() == 1
    assert "have not decided yet" in text_of(client.get(page("my_data", seat.edition)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_queries_however_many_people(
    client, count, officer, django_assert_max_num_queries
):
    edition = EditionFactory()
    for _ in range(count):
        give(a_seat(edition=edition))
    client.force_login(officer(edition))
    client.get(page("items", edition))

    with django_assert_max_num_queries(12):
        client.get(page("items", edition))


@pytest.mark.parametrize("count", [1, 3])
def test_ones_own_page_costs_the_same_queries_however_much_was_read(
    client, count, seat, officer, django_assert_max_num_queries
):
    kept = give(seat)
    for _ in range(count):
        answer(seat, "alumni", "ordinary", agreed=bool(_ % 2))
        services.read(kept, by=officer(seat.edition), at=NOW, why="the visa")
    client.get(page("my_data", seat.edition))

    with django_assert_max_num_queries(20):
        client.get(page("my_data", seat.edition))
