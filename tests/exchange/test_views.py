from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samgak.core.errors import RuleBroken
from samgak.exchange import phrases, queries, services
from samgak.exchange.services import uploads
from samgak.funding.models import Contribution
from samgak.partners.models import Organisation
from samgak.programmes.models import Claim, Edition, EditionRole, EditionStep
from samgak.timetable.models import Session
from tests.exchange.editions import DEMONSTRATION, EDITIONS
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TEXT = DEMONSTRATION.read_text(encoding="utf-8")
UPLOAD = "/en/editions/new/from-file/"
AT = datetime(2025, 1, 15, 6, tzinfo=UTC)


def a_file(text):
    return {"file": SimpleUploadedFile("edition.yaml", text.encode())}


def officer(client):
    user = OrganisationRoleFactory().user
    client.force_login(user)
    return user


def officer_of_koica(client, edition):
    """An officer of one partner, who enters the money of that partner only."""
    koica = Organisation.objects.get(key="koica")
    user = OrganisationRoleFactory(organisation=koica).user
    client.force_login(user)
    return user


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: file.parent.name)
def test_an_officer_loads_a_file_and_looks_after_the_edition(client, file):
    user = officer(client)

    response = client.post(UPLOAD, a_file(file.read_text(encoding="utf-8")))

    made = Edition.objects.get()
    assert response["Location"] == reverse("portal:edition", kwargs={"code": made.code})
    assert EditionRole.objects.get(edition=made).user == user
    assert client.get(response["Location"]).status_code == 200


def test_every_fault_is_shown_with_its_line_and_place_and_nothing_is_made(client):
    officer(client)
    wrong = TEXT.replace("samgak: 1", "samgak: 7").replace("seats: 20", "seats: many")

    text = client.post(UPLOAD, a_file(wrong)).content.decode()

    line = TEXT[: TEXT.index("seats: 20")].count("\n") + 1
    assert "2 faults in the file" in text
    assert f'numeric">{line}</td>' in text
    assert "call.seats" in text
    assert "A whole number is expected, without quotes." in text
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("edition.yaml", b"- a\n- b\n", "is refused; nothing was changed"),
        ("edition.yml", b"a: *b\n", "is refused; nothing was changed"),
        ("edition.yaml", b"\xff\xfe\x00", "the content is not what the ending says"),
        ("edition.yaml", b"\x00", "the content is not what the ending says"),
        ("photo.jpg", b"\xff\xd8\xff", "only files of these kinds are taken"),
    ],
)
def test_what_is_no_edition_file_is_refused(client, name, content, says):
    officer(client)

    response = client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})

    assert says in response.content.decode()
    assert not Edition.objects.exists()


def test_an_empty_upload_is_refused(client):
    officer(client)

    assert "This field is required" in client.post(UPLOAD, {}).content.decode()


def test_only_programme_officers_load_files(client):
    assert client.get(UPLOAD)["Location"].startswith("/en/account/login/")
    for user in (UserFactory(), EditionRoleFactory(role="approver").user):
        client.force_login(user)
        assert client.post(UPLOAD, a_file(TEXT)).status_code == 403
    assert not Edition.objects.filter(code="astana-2025").exists()


def test_an_officer_of_another_edition_does_not_change_this_one(client):
    services.load(TEXT)
    officer(client)

    response = client.post(UPLOAD, a_file(TEXT.replace("seats: 20", "seats: 21")))

    assert "your role doesn&#x27;t let you change it" in response.content.decode()
    assert Edition.objects.get().call.seats == 20


def test_an_officer_of_a_partner_brings_the_edition_up_to_date(client):
    edition = services.load(TEXT).edition
    officer_of_koica(client, edition)

    client.post(UPLOAD, a_file(TEXT.replace("seats: 20", "seats: 21")))

    edition.call.refresh_from_db()
    assert edition.call.seats == 21
    assert not EditionRole.objects.exists()


def test_a_file_does_not_change_what_other_partners_bear(client):
    edition = services.load(TEXT).edition
    user = officer_of_koica(client, edition)
    own = Contribution.objects.filter(payer__key="koica").first()
    other = Contribution.objects.exclude(payer__key="koica").first()
    dumped = queries.dump(edition)
    mine, theirs = (f"amount: {one.amount.normalize():f}" for one in (own, other))
    assert dumped.count(mine) == dumped.count(theirs) == 1

    uploads.upload(dumped.replace(mine, "amount: 7").encode(), by=user, at=AT)
    with pytest.raises(RuleBroken) as broken:
        uploads.upload(dumped.replace(theirs, "amount: 7").encode(), by=user, at=AT)

    own.refresh_from_db()
    other.refresh_from_db()
    assert own.amount == 7
    assert other.amount != 7
    assert other.payer.key in phrases.reason(broken.value)


def test_a_file_does_not_change_under_which_identifier_others_report(client):
    services.load(TEXT)
    koica = Organisation.objects.get(key="koica")
    user = officer(client)
    text = TEXT.replace("astana-2025", "astana-2026").replace(koica.iati_identifier, "XX-1")

    with pytest.raises(RuleBroken) as broken:
        uploads.upload(text.encode(), by=user, at=AT)

    assert "koica" in phrases.reason(broken.value)
    koica.refresh_from_db()
    assert koica.iati_identifier != "XX-1"
    assert not Edition.objects.filter(code="astana-2026").exists()


def test_the_file_that_is_taken_home_is_the_edition(client):
    edition = services.load(TEXT).edition
    client.force_login(EditionRoleFactory(edition=edition).user)

    response = client.get(reverse("exchange:download", kwargs={"code": edition.code}))

    assert response["Content-Disposition"] == 'attachment; filename="astana-2025.yaml"'
    assert response.content.decode() == queries.dump(edition)


def test_an_edition_that_is_not_complete_says_so_instead_of_a_file(client):
    edition = EditionFactory()
    client.force_login(EditionRoleFactory(edition=edition).user)

    response = client.get(reverse("exchange:download", kwargs={"code": edition.code}), follow=True)

    assert "has no call or no working hours yet" in response.content.decode()


@pytest.mark.parametrize("name", ["download", "clone"])
def test_the_file_is_for_officers_alone(client, name):
    edition = services.load(TEXT).edition
    address = reverse(f"exchange:{name}", kwargs={"code": edition.code})
    assert client.get(address)["Location"].startswith("/en/account/login/")

    client.force_login(EditionRoleFactory(edition=edition, role="screener").user)

    assert client.get(address).status_code == 403


def test_the_next_edition_is_begun_from_this_one(client):
    edition = services.load(TEXT).edition
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    address = reverse("exchange:clone", kwargs={"code": edition.code})
    assert 'value="2026-08-24"' in client.get(address).content.decode()

    client.post(address, {"code": "astana-2026", "starts_on": "2026-08-24"})

    made = Edition.objects.get(code="astana-2026")
    assert (made.state, made.starts_on, made.ends_on) == (
        "demand",
        date(2026, 8, 24),
        date(2026, 8, 26),
    )
    assert Session.objects.filter(edition=made).count() == 18
    assert EditionRole.objects.get(edition=made).user == user
    for model in (Claim, Contribution, EditionStep):
        assert not model.objects.filter(edition=made).exists()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("astana-2025", "There is an edition with the code astana-2025 already"),
        ("Astana 2026", "Write codes with small letters"),
        ("", "This field is required"),
    ],
)
def test_the_next_edition_needs_a_code_of_its_own(client, code, says):
    edition = services.load(TEXT).edition
    client.force_login(EditionRoleFactory(edition=edition).user)
    address = reverse("exchange:clone", kwargs={"code": edition.code})

    response = client.post(address, {"code": code, "starts_on": "2026-08-24"})

    assert says in response.content.decode()
    assert Edition.objects.count() == 1
