import pytest
from django.urls import reverse

from samgak.partners.models import Agreement, HistoryEvent, Organisation
from tests.costs import queries_of
from tests.factories import OrganisationFactory, OrganisationRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/en/partners/"


def page(name, *args):
    return reverse(f"partners:{name}", args=args)


@pytest.fixture
def administrator(client):
    operator = OrganisationFactory(operates_site=True)
    user = OrganisationRoleFactory(organisation=operator, role="administrator").user
    client.force_login(user)
    return user


def agreement(*parties, **changes):
    entered = Agreement.objects.create(
        **({"kind": "memorandum", "title": {"en": "First memorandum"}} | changes)
    )
    entered.parties.set(parties)
    return entered


def test_everybody_sees_the_organisations_but_no_forms(client):
    one = OrganisationFactory(name={"en": "KOICA", "ko": "한국국제협력단"}, country="KR")
    agreement(one, OrganisationFactory(name="KazAID"), source="gov.kz")

    listed = client.get(page("organisations")).content.decode()
    shown = client.get(page("organisation", one.key)).content.decode()

    assert "KOICA" in listed
    assert "Republic of Korea" in listed
    for words in ("한국국제협력단", "First memorandum", "KazAID", "Date not known", "gov.kz"):
        assert words in shown
    for text in (listed, shown):
        assert page("add") not in text
        assert page("change", one.key) not in text


def test_names_stand_in_the_readers_language(client):
    one = OrganisationFactory(name={"en": "KOICA", "ko": "한국국제협력단"}, country="KR")

    listed = client.get("/ko/partners/").content.decode()

    assert "한국국제협력단" in listed
    assert "대한민국" in listed
    assert f"/ko/partners/organisations/{one.key}/" in listed


def test_an_administrator_adds_and_changes(client, administrator):
    sent = {"name_0": "KazAID", "country": "KZ", "iati_identifier": "KZ-BIN-000000000000"}

    client.post(page("add"), {**sent, "key": "kazaid"})
    client.post(page("change", "kazaid"), {**sent, "name_1": "카자흐스탄 국제개발단"})

    added = Organisation.objects.get(key="kazaid")
    assert added.name.data == {"en": "KazAID", "ko": "카자흐스탄 국제개발단"}
    assert (added.country, added.iati_identifier) == ("KZ", "KZ-BIN-000000000000")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "taken"}, "key"),
        ({"key": "Not a key"}, "key"),
        ({"iati_identifier": "xm-dac-742-4"}, "iati_identifier"),
        ({"iati_identifier": "nobody"}, "iati_identifier"),
        ({"name_0": ""}, "name"),
        ({"country": "XX"}, "country"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, administrator, changes, field):
    OrganisationFactory(key="taken", iati_identifier="XM-DAC-742-4")
    sent = {"key": "fresh", "name_0": "Fresh", "country": "KZ"} | changes

    response = client.post(page("add"), sent)

    assert response.context["form"].errors.keys() == {field}
    assert not Organisation.objects.filter(key="fresh").exists()


def test_an_identifier_belongs_to_one_organisation(client, administrator):
    OrganisationFactory(iati_identifier="XM-DAC-742-4")
    other = OrganisationFactory()

    response = client.post(
        page("change", other.key),
        {"name_0": "Other", "country": "KR", "iati_identifier": "XM-DAC-742-4"},
    )

    assert "Another organisation has this identifier already." in response.content.decode()
    other.refresh_from_db()
    assert other.iati_identifier == ""


def test_an_administrator_enters_changes_and_removes_an_agreement(client, administrator):
    one, other = OrganisationFactory.create_batch(2)
    sent = {"kind": "memorandum", "title_0": "First", "parties": [one.pk, other.pk]}

    alone = client.post(page("add_agreement"), {**sent, "parties": [one.pk]})
    client.post(page("add_agreement"), {**sent, "signed_on": "2021-11-10"})
    entered = Agreement.objects.get()
    client.post(page("change_agreement", entered.pk), {**sent, "title_0": "Second"})
    entered.refresh_from_db()

    assert alone.context["form"].errors.keys() == {"parties"}
    assert (str(entered.title), entered.signed_on) == ("Second", None)
    assert client.get(page("remove_agreement", entered.pk)).status_code == 200
    assert Agreement.objects.exists()
    client.post(page("remove_agreement", entered.pk))
    assert not Agreement.objects.exists()


def test_others_change_nothing(client):
    one = OrganisationFactory()
    entered = agreement(one, OrganisationFactory())
    addresses = [
        page("add"),
        page("change", one.key),
        page("add_agreement"),
        page("change_agreement", entered.pk),
        page("remove_agreement", entered.pk),
    ]
    assert [client.get(address).status_code for address in addresses] == [302] * 5
    elsewhere = OrganisationRoleFactory(organisation=one, role="administrator").user
    for user in (UserFactory(), elsewhere):
        client.force_login(user)
        assert [client.post(address).status_code for address in addresses] == [403] * 5


def test_an_unknown_organisation_is_not_found(client, administrator):
    assert client.get(page("organisation", "nobody")).status_code == 404
    assert client.get(page("change", "nobody")).status_code == 404
    assert client.get(page("change_agreement", 10**6)).status_code == 404


def test_the_organisations_as_a_file(client):
    OrganisationFactory(name="=KOICA", country="KR", iati_identifier="XM-DAC-742-4")

    lines = b"".join(client.get(LIST, {"download": "csv"})).decode("utf-8-sig").splitlines()

    assert lines[1].endswith("'=KOICA,Republic of Korea,XM-DAC-742-4,0")
    assert b"".join(client.get(LIST, {"download": "xlsx"})).startswith(b"PK")
    assert client.get(LIST, {"download": "exe"}).status_code == 404


def test_the_list_costs_the_same_queries_however_long(client):
    OrganisationFactory()
    before = queries_of(client, LIST)
    for one in OrganisationFactory.create_batch(3):
        agreement(one, OrganisationFactory())

    assert queries_of(client, LIST) == before


def test_a_page_costs_the_same_queries_however_much_is_known(client):
    one = OrganisationFactory()
    agreement(one, OrganisationFactory())
    HistoryEvent.objects.create(kind="visit", title="A visit").partners.add(one)
    before = queries_of(client, page("organisation", one.key))
    for number in range(3):
        agreement(one, OrganisationFactory())
        HistoryEvent.objects.create(kind="visit", title=f"Visit {number}").partners.add(one)

    assert queries_of(client, page("organisation", one.key)) == before
