import pytest
from django.urls import reverse

from samgak.valueadded import phrases, queries, rules
from samgak.valueadded.models import ValueAnswer
from tests.costs import queries_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
)

pytestmark = pytest.mark.django_db
FULL = dict.fromkeys(rules.STATEMENTS, "4")


@pytest.fixture
def edition():
    return EditionFactory(state="evaluated")


def officer_of(edition, *sides):
    house = OrganisationFactory()
    for side in sides:
        PartnerRoleFactory(edition=edition, organisation=house, role=side)
    return OrganisationRoleFactory(organisation=house, role="programme_officer").user, house


def page(edition, key=""):
    if key:
        return reverse("valueadded:answer", args=[edition.code, key])
    return reverse("valueadded:overview", args=[edition.code])


def test_a_partner_with_two_roles_answers_for_each(client, edition):
    user, house = officer_of(edition, "pivotal", "beneficiary", "host")
    client.force_login(user)

    text = client.get(page(edition)).content.decode()
    for side in ("pivotal", "beneficiary"):
        assert page(edition, f"{side}-{house.key}") in text
        client.post(page(edition, f"{side}-{house.key}"), FULL | {"hand_in": "1"})

    assert set(ValueAnswer.objects.values_list("side", flat=True)) == {"pivotal", "beneficiary"}
    assert client.get(page(edition, f"facilitating-{house.key}")).status_code == 404


def test_a_focal_point_answers_for_its_country_alone(client, edition):
    for country in ("TJ", "KG"):
        PartnerRoleFactory(edition=edition, organisation=None, country=country, role="beneficiary")
    role = EditionRoleFactory(edition=edition, role="focal_point", country="TJ")
    client.force_login(role.user)

    client.post(page(edition, "beneficiary-TJ"), FULL | {"hand_in": "1"})

    assert ValueAnswer.objects.get().country == "TJ"
    assert client.post(page(edition, "beneficiary-KG"), FULL).status_code == 404


def test_what_is_missing_is_said_and_a_draft_is_kept(client, edition):
    user, house = officer_of(edition, "facilitating")
    client.force_login(user)
    address = page(edition, f"facilitating-{house.key}")

    refused = client.post(address, {"scope-1": "5", "hand_in": "1"}).content.decode()
    assert "Answer every statement" in refused
    assert not ValueAnswer.objects.exists()
    assert "valid choice" in client.post(address, {"scope-1": "9"}).content.decode()
    client.post(address, {"scope-1": "5", "scope-evidence": "<script>", "save": "1"})

    answer = ValueAnswer.objects.get()
    assert (answer.marks, answer.handed_in_at) == ({"scope-1": 5}, None)
    assert (
        "<script>" not in client.get(address).content.decode().split("<main")[1].split("</main")[0]
    )
    assert queries.overview(edition).answers == ()


def test_the_gap_between_the_sides_is_shown_and_exported(client, edition):
    for side, mark in (("facilitating", "5"), ("beneficiary", "2")):
        user, house = officer_of(edition, side)
        client.force_login(user)
        marks = FULL | {"ownership-1": mark, "ownership-2": mark, "hand_in": "1"}
        client.post(page(edition, f"{side}-{house.key}"), marks)

    text = client.get(page(edition)).content.decode()

    assert "The sides differ most on “Ownership and trust”, by 3.0 of 4 points." in text
    assert "<svg" in text
    file = client.get(page(edition) + "?download=csv")
    assert b"Ownership and trust" in b"".join(file.streaming_content)


def test_an_answer_is_corrected_not_doubled(client, edition):
    user, house = officer_of(edition, "pivotal")
    client.force_login(user)
    for mark in ("1", "3"):
        fields = FULL | {"scope-1": mark, "hand_in": "1"}
        client.post(page(edition, f"pivotal-{house.key}"), fields)

    assert ValueAnswer.objects.get().marks["scope-1"] == 3


@pytest.mark.parametrize("role", ["participant", "lecturer", "interpreter"])
def test_others_see_nothing(client, edition, role):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)

    assert client.get(page(edition)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_however_many_answer(client, edition, count):
    for _ in range(count):
        user, house = officer_of(edition, "pivotal")
        client.force_login(user)
        client.post(page(edition, f"pivotal-{house.key}"), FULL | {"hand_in": "1"})

    client.force_login(EditionRoleFactory(edition=edition, role="evaluation_officer").user)
    assert queries_of(client, page(edition)) == 12


def test_every_dimension_and_statement_has_words():
    assert set(phrases.DIMENSION_TEXTS) == set(rules.DIMENSIONS)
    assert set(phrases.STATEMENT_TEXTS) == set(rules.STATEMENTS)
