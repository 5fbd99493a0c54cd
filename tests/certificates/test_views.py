import pytest
from django.urls import reverse

from samgak.certificates.models import Certificate
from samgak.core import jobs as core_jobs
from samgak.core.models import Work
from tests.certificates.factories import certifying_edition, complete, issued
from tests.costs import queries_of
from tests.factories import EditionRoleFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMES = {"native_name": "Оспанова Айгерім", "passport_name": "Ospanova Aigerim"}


@pytest.fixture
def edition():
    return certifying_edition()


def address(name, edition, **more):
    return reverse(f"certificates:{name}", kwargs={"code": edition.code, **more})


def of(name, certificate):
    return address(name, certificate.edition, number=certificate.number)


def as_(client, edition, role="programme_officer"):
    held = EditionRoleFactory(edition=edition, role=role)
    client.force_login(held.user)
    return held.user


def as_participant(client, edition, **changes):
    user = as_(client, edition, "participant")
    return ParticipantFactory(edition=edition, person__user=user, **changes)


def test_the_list_explains_everyone_and_the_button_issues(client, edition):
    person = complete(edition)
    ParticipantFactory(edition=edition)
    as_(client, edition)
    listed = address("certificates", edition)

    before = client.get(listed).content.decode()
    assert "Issue 1 certificate" in before
    assert "Present for 60 of 60 minutes (100.0\u00a0%); 80\u00a0% are required." in before
    assert "Present for 0 of 60 minutes (0.0\u00a0%)" in before

    client.post(address("issue", edition))
    core_jobs.work_off()

    certificate = Certificate.objects.get()
    after = client.get(listed).content.decode()
    assert certificate.participant == person
    assert certificate.number in after
    assert "Issue 1 certificate" not in after
    assert Work.objects.get().result_path == listed


def test_the_list_is_filtered_and_downloaded_with_the_filter(client, edition):
    complete(edition)
    without = ParticipantFactory(edition=edition, person__family_name="Withoutova")
    as_(client, edition)
    listed = address("certificates", edition)

    page = client.get(listed, {"state": "ready"}).content.decode()
    file = client.get(listed, {"state": "incomplete", "download": "csv"})
    lines = b"".join(file).decode("utf-8-sig").splitlines()

    assert "Withoutova" not in page
    assert len(lines) == 2
    assert without.person.passport_name in lines[1]
    assert "Conditions not met" in lines[1]


@pytest.mark.parametrize("role", ["participant", "lecturer", "screener", "reporting_officer"])
def test_the_list_is_refused_to_others(client, edition, role):
    as_(client, edition, role)

    assert client.get(address("certificates", edition)).status_code == 403


@pytest.mark.parametrize("role", ["participant", "approver", "evaluation_officer"])
def test_only_officers_issue_correct_and_revoke(client, role):
    certificate = issued()
    edition = certificate.edition
    as_(client, edition, role)

    assert client.post(address("issue", edition)).status_code == 403
    for name in ("certificate", "reissue", "revoke"):
        assert client.post(of(name, certificate), {"reason": "x"}).status_code == 403
    behalf = address("confirm_on_behalf", edition, participant_id=certificate.participant_id)
    assert client.post(behalf, NAMES | {"reason": "x"}).status_code == 403
    assert Certificate.objects.get().state == "issued"


def test_an_approver_reads_the_list_without_buttons(client, edition):
    complete(edition)
    as_(client, edition, "approver")

    page = client.get(address("certificates", edition)).content.decode()

    assert "are required" in page
    assert address("issue", edition) not in page


def test_the_list_costs_the_same_queries_however_long(client, edition):
    as_(client, edition)
    complete(edition)
    cost_of_one = queries_of(client, address("certificates", edition))
    for _ in range(2):
        complete(edition)

    assert queries_of(client, address("certificates", edition)) == cost_of_one


def test_an_officer_corrects_a_name_and_both_pages_say_so(client):
    old = issued()
    as_(client, old.edition)

    page = client.post(of("reissue", old), NAMES | {"reason": "Misspelt"}, follow=True)

    new = Certificate.objects.get(state="issued")
    assert (new.native_name, new.passport_name) == tuple(NAMES.values())
    assert old.number in page.content.decode()
    assert new.number in client.get(of("certificate", old)).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"passport_name": "Оспанова"}, "passport_name"),
        ({"native_name": "a\u202eb"}, "native_name"),
    ],
)
def test_a_faulty_correction_is_said_at_its_field(client, changes, field):
    old = issued()
    as_(client, old.edition)

    response = client.post(of("reissue", old), NAMES | {"reason": "Misspelt"} | changes)

    assert list(response.context["form"].errors) == [field]
    assert Certificate.objects.count() == 1


def test_an_officer_revokes_with_a_reason(client):
    certificate = issued()
    as_(client, certificate.edition)

    refused = client.post(of("revoke", certificate), {"reason": " "})
    client.post(of("revoke", certificate), {"reason": "Issued by mistake"})

    assert list(refused.context["form"].errors) == ["reason"]
    certificate.refresh_from_db()
    assert (certificate.state, certificate.state_reason) == ("revoked", "Issued by mistake")


def test_a_certificate_of_another_edition_is_not_found(client, edition):
    certificate = issued()
    as_(client, edition)

    for name in ("certificate", "pdf", "reissue", "revoke"):
        elsewhere = address(name, edition, number=certificate.number)
        assert client.get(elsewhere).status_code == 404
    behalf = address("confirm_on_behalf", edition, participant_id=certificate.participant_id)
    assert client.get(behalf).status_code == 404


def test_officers_download_every_certificate_and_participants_their_own(client):
    user = UserFactory()
    certificate = issued(person__user=user)
    EditionRoleFactory(edition=certificate.edition, user=user, role="participant")
    client.force_login(user)
    own = client.get(of("pdf", certificate))
    as_participant(client, certificate.edition)
    foreign = client.get(of("pdf", certificate))
    as_(client, certificate.edition)
    any_ = client.get(of("pdf", certificate))

    assert own.content == any_.content == bytes(certificate.pdf)
    assert own.headers["Content-Type"] == "application/pdf"
    assert foreign.status_code == 404


def test_a_participant_no_longer_downloads_a_revoked_certificate(client):
    user = UserFactory()
    certificate = issued(person__user=user)
    EditionRoleFactory(edition=certificate.edition, user=user, role="participant")
    Certificate.objects.update(
        state="revoked", state_reason="By mistake", state_changed_at=certificate.issued_at
    )
    client.force_login(user)

    assert client.get(of("pdf", certificate)).status_code == 404


def test_an_officer_confirms_a_name_on_somebodys_behalf(client, edition):
    waiting = ParticipantFactory(edition=edition)
    as_(client, edition)
    page = address("confirm_on_behalf", edition, participant_id=waiting.pk)
    assert waiting.person.passport_name in client.get(page).content.decode()

    refused = client.post(page, NAMES | {"reason": ""})
    client.post(page, NAMES | {"reason": "On the phone"})

    waiting.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert waiting.certificate_native_name == NAMES["native_name"]


def test_a_participant_confirms_the_own_name(client, edition):
    seat = as_participant(client, edition)
    page = address("confirm_name", edition)
    assert seat.person.passport_name in client.get(page).content.decode()

    wrong = client.post(page, NAMES | {"passport_name": "Оспанова"})
    client.post(page, NAMES)

    seat.refresh_from_db()
    assert list(wrong.context["form"].errors) == ["passport_name"]
    assert seat.certificate_passport_name == "Ospanova Aigerim"
    assert seat.name_confirmed_at


def test_a_name_on_a_certificate_is_not_changed_by_its_bearer(client):
    user = UserFactory()
    certificate = issued(person__user=user)
    EditionRoleFactory(edition=certificate.edition, user=user, role="participant")
    client.force_login(user)

    response = client.post(address("confirm_name", certificate.edition), NAMES)

    assert "ask the officers to correct it" in response.content.decode()
    certificate.participant.refresh_from_db()
    assert certificate.participant.certificate_native_name == certificate.native_name


def test_the_page_of_the_own_name_needs_a_seat(client, edition):
    as_(client, edition, "participant")
    assert client.get(address("confirm_name", edition)).status_code == 404

    as_(client, edition, "programme_officer")
    assert client.get(address("confirm_name", edition)).status_code == 403
