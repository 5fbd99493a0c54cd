from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from samgak.accounts import links
from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes import queries_people as queries
from samgak.programmes import rules_people as rules
from samgak.programmes import services
from samgak.programmes.models import EditionRole
from samgak.programmes.permissions import access_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 10, 9, tzinfo=UTC)
TODAY = AT.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def officer():
    return EditionRoleFactory(role=Role.PROGRAMME_OFFICER)


def give(by, edition=None, **more):
    values = {"email": "new@example.org", "role": Role.SCREENER, "by": by.user, "at": AT}
    return services.give_role(edition or by.edition, **values | more)


def test_an_officer_gives_a_role_and_an_account_is_made(officer):
    given = give(officer, name="Yoon", language="ko")

    assert (given.user.name, given.user.language) == ("Yoon", "ko")
    assert not given.user.has_usable_password()
    assert access_of(given.user, officer.edition, on=TODAY).roles == {Role.SCREENER}


def test_whoever_has_an_account_keeps_it(officer):
    known = UserFactory(name="Known")

    given = give(officer, email=known.email.upper(), name="Other")

    assert given.user == known
    known.refresh_from_db()
    assert known.name == "Known"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_an_officer_gives_every_role_but_the_administrators(officer, role):
    country = "KZ" if role == Role.FOCAL_POINT else ""

    assert give(officer, role=role, country=country).role == role


def test_an_officer_does_not_make_an_administrator(officer):
    with pytest.raises(RuleBroken, match="may_not_give_role"):
        give(officer, role=Role.ADMINISTRATOR)

    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize(
    "role", sorted(set(Role.values) - {Role.ADMINISTRATOR, Role.PROGRAMME_OFFICER})
)
def test_the_other_roles_give_none(role):
    holder = EditionRoleFactory(role=role, country="KZ" if role == Role.FOCAL_POINT else "")

    with pytest.raises(RuleBroken, match="may_not_give_role"):
        give(holder)


def test_an_officer_gives_no_role_on_the_edition_of_others(officer):
    with pytest.raises(RuleBroken, match="may_not_give_role"):
        give(officer, edition=EditionFactory())


def test_an_officer_whose_role_has_ended_gives_none(officer):
    officer.held_until = TODAY
    officer.save()

    with pytest.raises(RuleBroken, match="may_not_give_role"):
        give(officer)


def test_a_focal_point_needs_a_country(officer):
    with pytest.raises(RuleBroken, match="country_missing"):
        give(officer, role=Role.FOCAL_POINT)


def test_only_focal_points_have_a_country(officer):
    with pytest.raises(RuleBroken, match="country_not_for_this_role"):
        give(officer, role=Role.SCREENER, country="KZ")


def test_screener_and_approver_may_be_one_person(officer):
    give(officer, role=Role.SCREENER)

    give(officer, role=Role.APPROVER)

    user = User.objects.get(email="new@example.org")
    assert access_of(user, officer.edition, on=TODAY).roles == {Role.SCREENER, Role.APPROVER}


def test_the_same_role_is_not_given_twice_for_the_same_days(officer):
    give(officer)

    with pytest.raises(RuleBroken, match="role_held_already"):
        give(officer, held_from=TOMORROW)


def test_a_focal_point_may_serve_two_countries(officer):
    give(officer, role=Role.FOCAL_POINT, country="KZ")

    assert give(officer, role=Role.FOCAL_POINT, country="KG").country == "KG"


def test_a_role_counts_from_its_first_to_its_last_day(officer):
    given = give(officer, held_from=TOMORROW, held_until=TOMORROW + timedelta(days=1))

    roles = [
        access_of(given.user, officer.edition, on=TODAY + timedelta(days=days)).roles
        for days in range(3)
    ]
    assert roles == [frozenset(), {Role.SCREENER}, frozenset()]


def test_a_period_does_not_run_backwards(officer):
    with pytest.raises(RuleBroken, match="ends_before_it_begins"):
        give(officer, held_from=TOMORROW, held_until=TODAY)


def test_a_role_ends_today_and_is_kept(officer):
    given = give(officer, held_from=TODAY - timedelta(days=3))

    services.end_role(given, by=officer.user, at=AT, reason="moved on")

    kept = EditionRole.objects.get(pk=given.pk)
    assert kept.held_until == TODAY
    assert not access_of(given.user, officer.edition, on=TODAY).roles


def test_a_role_given_by_mistake_ends_at_once_and_may_be_given_again(officer):
    given = give(officer)
    services.end_role(given, by=officer.user, at=AT)
    assert not access_of(given.user, officer.edition, on=TODAY).roles

    again = give(officer)

    assert again.pk == given.pk
    assert access_of(given.user, officer.edition, on=TODAY).roles == {Role.SCREENER}


def test_a_role_ends_once(officer):
    given = give(officer)
    services.end_role(given, by=officer.user, at=AT)

    with pytest.raises(RuleBroken, match="role_ended_already"):
        services.end_role(given, by=officer.user, at=AT)


def test_nobody_ends_what_is_above_them(officer):
    administrator = EditionRoleFactory(edition=officer.edition, role=Role.ADMINISTRATOR)

    with pytest.raises(RuleBroken, match="may_not_give_role"):
        services.end_role(administrator, by=officer.user, at=AT)


def test_the_last_administrator_of_an_edition_stays():
    first = EditionRoleFactory(role=Role.ADMINISTRATOR)

    with pytest.raises(RuleBroken, match="last_administrator"):
        services.end_role(first, by=first.user, at=AT)

    EditionRoleFactory(edition=first.edition, role=Role.ADMINISTRATOR)
    services.end_role(first, by=first.user, at=AT)


@pytest.mark.parametrize(
    "other",
    [
        {"held_from": TOMORROW},
        {"held_until": TOMORROW},
        {"user__is_active": False},
    ],
)
def test_an_administrator_for_later_for_today_or_closed_is_no_other_administrator(other):
    first = OrganisationRoleFactory(role=Role.ADMINISTRATOR)
    OrganisationRoleFactory(organisation=first.organisation, role=Role.ADMINISTRATOR, **other)

    with pytest.raises(RuleBroken, match="last_administrator"):
        services.end_house_role(first, by=first.user, at=AT)


def test_an_administrator_of_a_partner_suffices_for_an_edition():
    first = EditionRoleFactory(role=Role.ADMINISTRATOR)
    house = OrganisationRoleFactory(role=Role.ADMINISTRATOR)
    PartnerRoleFactory(edition=first.edition, organisation=house.organisation)

    assert services.end_role(first, by=first.user, at=AT).held_until == TODAY


def test_an_administrator_gives_roles_at_the_own_organisation_alone():
    admin = OrganisationRoleFactory(role=Role.ADMINISTRATOR)
    values = {"email": "new@example.org", "role": Role.APPROVER, "by": admin.user, "at": AT}

    assert services.give_house_role(admin.organisation, **values).role == Role.APPROVER
    with pytest.raises(RuleBroken, match="may_not_give_role"):
        services.give_house_role(OrganisationFactory(), **values)


def test_administrators_of_the_site_give_roles_at_every_organisation():
    admin = OrganisationRoleFactory(role=Role.ADMINISTRATOR, organisation__operates_site=True)

    assert queries.administers(admin.user, OrganisationFactory(), on=TODAY)


def test_an_officer_of_an_organisation_gives_no_role_there():
    officer = OrganisationRoleFactory(role=Role.PROGRAMME_OFFICER)

    with pytest.raises(RuleBroken, match="may_not_give_role"):
        services.give_house_role(
            officer.organisation,
            email="new@example.org",
            role=Role.SCREENER,
            by=officer.user,
            at=AT,
        )


def test_a_focal_point_is_one_on_an_edition_not_at_an_organisation():
    admin = OrganisationRoleFactory(role=Role.ADMINISTRATOR)

    with pytest.raises(RuleBroken, match="role_not_at_an_organisation"):
        services.give_house_role(
            admin.organisation, email="a@example.org", role=Role.FOCAL_POINT, by=admin.user, at=AT
        )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((None, None), (None, None), True),
        ((date(2030, 1, 1), date(2030, 2, 1)), (date(2030, 2, 1), None), False),
        ((date(2030, 1, 1), date(2030, 2, 1)), (date(2030, 1, 31), None), True),
        ((None, date(2030, 1, 1)), (date(2029, 1, 1), date(2029, 1, 2)), True),
        ((date(2030, 1, 1), date(2030, 1, 1)), (None, None), False),
        ((date(2030, 3, 1), None), (None, date(2030, 3, 1)), False),
    ],
)
def test_periods_overlap_when_they_share_a_day(first, second, expected):
    assert rules.overlap(first, second) is expected
    assert rules.overlap(second, first) is expected


def run(capsys, *words):
    call_command("create_administrator", *words)
    return capsys.readouterr().out


def test_the_first_administrator_gets_a_link_that_works(capsys, settings):
    house = OrganisationFactory(key="koica")

    printed = run(capsys, "han@koica.example", "--organisation", "koica", "--name", "Han")

    given = OrganisationRole.objects.get(organisation=house, role=Role.ADMINISTRATOR)
    assert (given.user.email, given.user.name) == ("han@koica.example", "Han")
    token = printed.strip().splitlines()[-1].rstrip("/").rsplit("/", 1)[1]
    assert links.holder_of(token, purpose=links.Purpose.WELCOME) == given.user
    house.refresh_from_db()
    assert house.operates_site


def test_the_command_again_prints_another_link_and_changes_nothing(capsys):
    OrganisationFactory(key="koica")
    run(capsys, "han@koica.example", "--organisation", "koica")

    run(capsys, "han@koica.example", "--organisation", "koica")

    assert OrganisationRole.objects.count() == User.objects.count() == 1


def test_a_second_organisation_does_not_look_after_the_site(capsys):
    OrganisationFactory(key="koica", operates_site=True)
    OrganisationFactory(key="kazaid")

    run(capsys, "dana@kazaid.example", "--organisation", "kazaid")

    assert not Organisation.objects.get(key="kazaid").operates_site


def test_the_command_names_the_organisations_it_knows():
    OrganisationFactory(key="koica")

    with pytest.raises(CommandError, match=r"kazaid.*known: koica"):
        call_command("create_administrator", "a@example.org", "--organisation", "kazaid")


def test_the_command_makes_an_organisation_on_an_empty_site(capsys):
    run(
        capsys,
        *("a@example.org", "--organisation", "koica"),
        *("--organisation-name", "KOICA", "--country", "kr"),
    )

    assert Organisation.objects.get(key="koica").country == "KR"


def test_the_command_refuses_what_is_no_address():
    OrganisationFactory(key="koica")

    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("create_administrator", "somebody", "--organisation", "koica")
