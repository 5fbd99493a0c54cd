"""The list of nominees: whom it shows, what it costs, what leaves as a file."""

from datetime import date
from decimal import Decimal

import pytest

from samgak.nominations import queries
from samgak.nominations.models import Nomination
from samgak.nominations.queries import Filters, counts
from samgak.nominations.queries.nominees import is_eligible
from samgak.planning.selection.rules import eligible_from
from samgak.programmes.permissions import Access, Held
from tests.factories import CallFactory
from tests.nominations.factories import NominationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return CallFactory(
        minimum_years_in_service=2,
        years_since_training_abroad=3,
        language_code="ru",
        language_at_least="fair",
    ).edition


def officer_of(edition):
    return Access(user_id=1, edition=edition, held=(Held("programme_officer"),))


def shown(edition, access=None, **filters):
    found = queries.nominees(
        edition,
        access=access or officer_of(edition),
        filters=Filters(**filters),
        call=edition.call,
    )
    return [nomination.person.given_name for nomination in found]


def test_a_focal_point_sees_its_own_country_only(edition):
    NominationFactory(edition=edition, country="KZ", person__given_name="Assel")
    NominationFactory(edition=edition, country="KG", person__given_name="Bermet")
    focal_point = Access(user_id=1, edition=edition, held=(Held("focal_point", "KG"),))

    assert shown(edition) == ["Bermet", "Assel"]
    assert shown(edition, focal_point) == ["Bermet"]
    assert shown(edition, focal_point, country="KZ") == []


@pytest.mark.parametrize("asked", ["ASSEL", "әсел", "Оспанова ӘСЕЛ", "ospan", "assel ospanova"])
def test_a_name_is_found_in_any_script_case_and_order(edition, asked):
    person = {"person__given_name": "Assel", "person__family_name": "Ospanova"}
    NominationFactory(edition=edition, person__native_name="Оспанова Әсел", **person)
    NominationFactory(edition=edition, person__given_name="Bolat", person__native_name="Серіков",
                      person__family_name="Serikov")  # fmt: skip

    assert shown(edition, name=asked) == ["Assel"]


def test_filters_by_sex_and_withdrawn(edition):
    NominationFactory(edition=edition, person__given_name="Assel")
    NominationFactory(edition=edition, person__given_name="Bolat", person__sex="M")
    NominationFactory(
        edition=edition,
        person__given_name="Gone",
        state=Nomination.State.WITHDRAWN,
        state_changed_at="2029-11-20T00:00Z",
        state_reason="Ill",
    )

    assert shown(edition, sex="M") == ["Bolat"]
    assert shown(edition, outcome="withdrawn") == ["Gone"]


SPOKEN = [{}, {"ru": {"said": "?", "level": None}}, {"ru": {"said": "A2", "level": "poor"}},
          {"ru": {"said": "B1", "level": "fair"}}, {"ru": {"said": "C1", "level": "excellent"}}]  # fmt: skip


def test_the_database_and_the_rules_agree_on_who_is_eligible(edition):
    for years in ("1.99", "2", "30"):
        for trained_on in (None, date(2026, 1, 14), date(2027, 1, 14), date(2027, 1, 15)):
            for languages in SPOKEN:
                NominationFactory(
                    edition=edition,
                    years_in_service=Decimal(years),
                    last_training_on=trained_on,
                    languages=languages,
                )

    found = {row.nomination.pk: not row.missed for row in listed(edition)}
    condition = is_eligible(edition.call, on=edition.starts_on)

    eligible = set(Nomination.objects.filter(condition).values_list("pk", flat=True))
    others = set(Nomination.objects.filter(~condition).values_list("pk", flat=True))
    assert eligible == {pk for pk, is_one in found.items() if is_one}
    assert others == set(found) - eligible
    assert len(eligible) == 2 * 3 * 2


@pytest.mark.parametrize("starts_on", [date(2028, 2, 28), date(2028, 2, 29), date(2027, 2, 28),
                                       date(2027, 3, 1), date(2028, 3, 1)])  # fmt: skip
@pytest.mark.parametrize("years", [1, 3, 4])
def test_29_february_counts_as_1_march_in_the_database_too(edition, starts_on, years):
    edition.call.years_since_training_abroad = years
    days = [
        date(starts_on.year - years, 2, 27), date(starts_on.year - years, 2, 28),
        date(starts_on.year - years, 3, 1), date(starts_on.year - years, 3, 2),
    ]  # fmt: skip
    if (starts_on.year - years) % 4 == 0:
        days.append(date(starts_on.year - years, 2, 29))
    for day in days:
        NominationFactory(edition=edition, last_training_on=day)

    found = Nomination.objects.filter(is_eligible(edition.call, on=starts_on))

    assert {one.last_training_on for one in found} == {
        day for day in days if eligible_from(day, years) <= starts_on
    }


def listed(edition):
    found = queries.nominees(
        edition, access=officer_of(edition), filters=Filters(), call=edition.call
    ).select_related("person")
    return queries.listed(found, edition=edition, selection=None, call=edition.call)


def test_a_short_list_is_counted_anew_and_a_long_one_remembered(edition, monkeypatch):
    monkeypatch.setattr(counts, "COUNTED_EXACTLY", 2)
    found = Nomination.objects.filter(edition=edition)
    NominationFactory.create_batch(2, edition=edition)
    assert counts.count_of(found, edition=edition, question="all") == 2
    NominationFactory.create_batch(2, edition=edition)
    assert counts.count_of(found, edition=edition, question="all") == 4
    NominationFactory(edition=edition)
    assert counts.count_of(found, edition=edition, question="all") == 4
    assert counts.count_of(found, edition=edition, question="others") == 5
