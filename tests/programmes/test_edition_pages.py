from datetime import UTC, date, datetime
from decimal import Decimal

import pghistory.models
import pytest
from django.apps import apps
from django.urls import reverse

from samgak.exchange import queries as files
from samgak.exchange import services as exchange
from samgak.partners.models import Organisation
from samgak.programmes.models import (
    Claim,
    Edition,
    EditionRole,
    PartnerRole,
    QuotaLine,
    ScorePart,
)
from samgak.programmes.phrases import quota_sentence
from samgak.programmes.views.editions import SECTIONS
from tests.exchange.editions import EDITIONS
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
)
from tests.sent_forms import sent

pytestmark = pytest.mark.django_db
BEGIN = "/en/editions/new/by-hand/"


def page_of(edition, section):
    return reverse(f"programmes:change_{section}", kwargs={"code": edition.code})


def officer_of(edition):
    return EditionRoleFactory(edition=edition).user


def versions_kept() -> int:
    kept = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return sum(model.objects.count() for model in kept)


def changed(client, edition, section, **fields):
    """Change some fields of a section as it stands, and send it."""
    address = page_of(edition, section)
    return client.post(address, sent(client.get(address)) | fields)


@pytest.fixture
def edition(client):
    made = EditionFactory(sectors=[{"code": "15110", "percent": "100"}])
    client.force_login(officer_of(made))
    return made


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: file.parent.name)
def test_a_section_sent_as_it_stands_changes_nothing(client, file):
    edition = exchange.load(file.read_text(encoding="utf-8")).edition
    client.force_login(officer_of(edition))
    before, dumped = versions_kept(), files.dump(edition)

    for name in SECTIONS:
        response = changed(client, edition, name)
        assert response.status_code == 302, name

    edition.refresh_from_db()
    assert files.dump(edition) == dumped
    assert versions_kept() == before


def test_an_officer_begins_an_edition_and_looks_after_it(client):
    officer = OrganisationRoleFactory().user
    client.force_login(officer)
    fields = sent(client.get(BEGIN)) | {
        "code": "osh-2031",
        "title_0": "A course in Osh",
        "title_4": "Оштогу курс",
        "kind": "course",
        "programme_code": "mountain-services",
        "working_language": "ky",
        "starts_on": "2031-05-05",
        "ends_on": "2031-05-07",
        "venue_name_0": "Town hall",
        "venue_city_0": "Osh",
        "venue_country": "KG",
        "venue_timezone": "Asia/Bishkek",
    }

    response = client.post(BEGIN, fields)

    made = Edition.objects.get(code="osh-2031")
    assert response["Location"] == reverse("programmes:change", kwargs={"code": "osh-2031"})
    assert made.state == "demand"
    assert made.title.data == {"en": "A course in Osh", "ky": "Оштогу курс"}
    assert made.programme.code == "mountain-services"
    assert made.sectors == [{"code": "15110", "percent": "100"}]
    assert EditionRole.objects.get(edition=made).user == officer


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("code", "Osh 2031", "Write codes with small letters"),
        ("code", "edition-taken", "There is an edition with the code edition-taken already"),
        ("ends_on", "2031-05-04", "The last day can&#x27;t be before the first."),
        ("starts_on", "5 May", "Enter a valid date."),
        ("title_0", "", "This field is required."),
        ("venue_timezone", "Mars/Olympus", "Select a valid choice"),
        ("programme_code", "No Code", "Write codes with small letters"),
    ],
)
def test_a_form_that_is_not_sound_says_what_to_do_and_begins_nothing(client, field, value, says):
    EditionFactory(code="edition-taken")
    client.force_login(OrganisationRoleFactory().user)
    fields = {
        "code": "osh-2031",
        "title_0": "A course",
        "kind": "course",
        "working_language": "ky",
        "starts_on": "2031-05-05",
        "ends_on": "2031-05-07",
        "venue_name_0": "Hall",
        "venue_city_0": "Osh",
        "venue_country": "KG",
        "venue_timezone": "Asia/Bishkek",
    }

    response = client.post(BEGIN, fields | {field: value})

    assert says in response.content.decode()
    assert not Edition.objects.filter(code="osh-2031").exists()


def test_only_programme_officers_begin_editions(client):
    assert client.get(BEGIN)["Location"].startswith("/en/account/login/")
    client.force_login(EditionRoleFactory(role="screener").user)
    assert client.get(BEGIN).status_code == 403


@pytest.mark.parametrize("role", ["screener", "approver", "lecturer", "reporting_officer"])
def test_other_roles_change_nothing(client, role):
    edition = EditionFactory()
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)
    addresses = [page_of(edition, name) for name in SECTIONS]
    addresses.append(reverse("programmes:add_organisation", kwargs={"code": edition.code}))
    overview = reverse("programmes:change", kwargs={"code": edition.code})

    for address in addresses:
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403
    assert client.get(overview).status_code == 403


def test_the_name_and_the_days_are_changed(client, edition):
    response = changed(client, edition, "basics", title_1="A better course", ends_on="2030-01-20")

    edition.refresh_from_db()
    assert response["Location"] == reverse("programmes:change", kwargs={"code": edition.code})
    assert edition.title.data == {"ru": "A course on one-stop services", "en": "A better course"}
    assert edition.ends_on == date(2030, 1, 20)


def test_objectives_are_written_in_several_languages_and_taken_away(client, edition):
    changed(
        client, edition, "texts", **{"objectives-0-text_0": "Цель", "objectives-0-text_1": "Aim"}
    )
    changed(
        client, edition, "texts", **{"objectives-1-text_1": "Second", "offered_languages": ["ru"]}
    )
    edition.refresh_from_db()
    assert edition.objectives == [{"ru": "Цель", "en": "Aim"}, {"en": "Second"}]
    assert edition.offered_languages == ["ru"]

    changed(client, edition, "texts", **{"objectives-0-DELETE": "on"})

    edition.refresh_from_db()
    assert edition.objectives == [{"en": "Second"}]


def test_partners_are_added_changed_and_taken_away(client, edition):
    kept = PartnerRoleFactory(edition=edition, position=0)
    gone = PartnerRoleFactory(edition=edition, position=1, role="host")
    other = OrganisationFactory()
    response = changed(
        client,
        edition,
        "partners",
        **{
            "partners-0-role": "pivotal",
            "partners-0-last_day": "2030-12-31",
            "partners-0-iati_roles": ["funding", "extending"],
            "partners-1-DELETE": "on",
            "partners-2-organisation": other.pk,
            "partners-2-role": "beneficiary",
            "more": "1",
        },
    )

    first, second = PartnerRole.objects.filter(edition=edition)
    assert response["Location"] == page_of(edition, "partners")
    assert (first.pk, first.role, first.held_until) == (kept.pk, "pivotal", date(2031, 1, 1))
    assert first.iati_roles == ["funding", "extending"]
    assert (second.organisation, second.role, second.position) == (other, "beneficiary", 1)
    assert not PartnerRole.objects.filter(pk=gone.pk).exists()
    assert other in edition.organisations.all()


def test_rows_of_another_edition_can_not_be_reached(client, edition):
    foreign = PartnerRoleFactory(role="host")
    PartnerRoleFactory(edition=edition)

    changed(
        client, edition, "partners", **{"partners-0-pk": foreign.pk, "partners-0-role": "pivotal"}
    )

    foreign.refresh_from_db()
    assert foreign.role == "host"
    assert PartnerRole.objects.get(edition=edition).role == "pivotal"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"partners-0-country": "KZ"}, "either an organisation or a country"),
        ({"partners-0-organisation": ""}, "either an organisation or a country"),
        ({"partners-0-role": "boss"}, "Select a valid choice"),
        (
            {"partners-0-held_from": "2030-02-02", "partners-0-last_day": "2030-02-01"},
            "last day can&#x27;t be before its first",
        ),
    ],
)
def test_partners_that_are_not_sound_are_refused_with_a_sentence(client, edition, fields, says):
    PartnerRoleFactory(edition=edition)

    response = changed(client, edition, "partners", **fields)

    assert says in response.content.decode()
    assert "<title>Error:" in response.content.decode()
    assert PartnerRole.objects.get(edition=edition).role == "facilitating"


def test_the_call_is_read_by_the_clock_of_the_venue(client, edition):
    PartnerRoleFactory(edition=edition, organisation=None, country="TJ", role="beneficiary")
    response = changed(
        client,
        edition,
        "call",
        **{
            "opens_at": "2029-11-01T09:00",
            "closes_at": "2029-12-01T18:00",
            "seats": "20",
            "language_code": "ru",
            "language_at_least": "fair",
            "quotas-0-country": "TJ",
            "quotas-0-minimum": "3",
            "score-0-part": "years_in_service",
            "score-0-weight": "30",
            "score-0-full_at": "10",
        },
    )

    edition.refresh_from_db()
    line, part = QuotaLine.objects.get(), ScorePart.objects.get()
    assert response.status_code == 302
    assert edition.call.closes_at == datetime(2029, 12, 1, 13, tzinfo=UTC)
    assert (edition.call.tie_seed, edition.call.seats) == (edition.code, 20)
    assert (line.name, line.minimum, line.maximum) == ("country=TJ", 3, None)
    assert (part.weight, part.full_at) == (Decimal(30), Decimal(10))
    again = sent(client.get(page_of(edition, "call")))
    assert again["closes_at"] == ["2029-12-01T18:00"]
    assert again["score-0-weight"] == ["30"]


def test_a_wish_for_a_level_of_diversity_is_entered_by_the_form(client, edition):
    response = changed(
        client,
        edition,
        "call",
        **{
            "seats": "20",
            "quotas-0-region": "143",
            "quotas-0-level": "local",
            "quotas-0-first_timer": "yes",
            "quotas-0-minimum": "2",
            "quotas-0-weight": "1.5",
        },
    )

    line = QuotaLine.objects.get()
    assert response.status_code == 302
    assert line.name == "first_timer=yes+level=local+region=143"
    assert (line.minimum, line.weight) == (2, Decimal("1.5"))
    assert quota_sentence(line) == (
        "Wish: Central Asia, Local government, No training abroad before: at least 2 seats."
        " Each person too few or too many costs 1.5 points."
    )
    assert sent(client.get(page_of(edition, "call")))["quotas-0-weight"] == ["1.5"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"closes_at": "2029-10-01T09:00"}, "must close after it opens"),
        ({"seats": "0"}, "greater than or equal to 1"),
        ({"language_code": "ru"}, "Choose both the language and its level"),
        ({"quotas-0-minimum": "3"}, "must say whom it counts"),
        ({"quotas-0-sex": "F"}, "needs a least number"),
        ({"quotas-0-sex": "F", "quotas-0-minimum": "-1"}, "greater than or equal to 0"),
        ({"score-0-part": "language", "score-0-weight": "5"}, "needs the language"),
    ],
)
def test_a_call_that_is_not_sound_is_refused_with_a_sentence(client, edition, fields, says):
    call = CallFactory(edition=edition)

    response = changed(client, edition, "call", **fields)

    call.refresh_from_db()
    assert says in response.content.decode()
    assert call.seats == 2
    assert not QuotaLine.objects.exists()


def test_claims_are_kept_beside_each_other(client, edition):
    for value in ("2030-01-14", "2030-01-15"):
        count = Claim.objects.count()
        changed(
            client,
            edition,
            "claims",
            **{
                f"claims-{count}-about": "starts_on",
                f"claims-{count}-value": value,
                f"claims-{count}-source": "A newspaper",
            },
        )

    assert [claim.value for claim in Claim.objects.filter(edition=edition)] == [
        "2030-01-14",
        "2030-01-15",
    ]


def test_sectors_must_make_a_hundred_percent(client, edition):
    half = {"sectors-0-percent": "50"}
    response = changed(client, edition, "completion", **half, post_test_required="on")
    assert "must add up to 100" in response.content.decode()
    rest = {"sectors-1-code": "15113", "sectors-1-percent": "50"}

    changed(client, edition, "completion", **half, **rest, post_test_required="on")

    edition.refresh_from_db()
    assert edition.sectors == [
        {"code": "15110", "percent": "50"},
        {"code": "15113", "percent": "50"},
    ]
    assert edition.post_test_required


def test_an_organisation_that_was_not_known_is_added(client, edition):
    OrganisationFactory(key="village-agency")
    address = reverse("programmes:add_organisation", kwargs={"code": edition.code})
    fields = sent(client.get(address))

    response = client.post(address, fields | {"name_1": "Village agency", "country": "UZ"})

    made = Organisation.objects.get(country="UZ")
    assert response["Location"] == page_of(edition, "partners")
    assert (made.key, made.name.data) == ("village-agency-2", {"en": "Village agency"})
    assert made in edition.organisations.all()


@pytest.mark.parametrize("count", [1, 3])
def test_a_section_costs_the_same_queries_however_many_rows(
    client, edition, count, django_assert_max_num_queries
):
    PartnerRoleFactory.create_batch(count, edition=edition)

    with django_assert_max_num_queries(12):
        client.get(page_of(edition, "partners"))
