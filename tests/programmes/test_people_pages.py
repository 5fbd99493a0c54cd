from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from samgak.core import jobs
from samgak.correspondence.models import Letter
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes import queries_people as queries
from samgak.programmes.models import EditionRole
from samgak.programmes.permissions import PERMISSIONS, access_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    edition = EditionFactory()
    PartnerRoleFactory(edition=edition, organisation=None, country="KZ", role="beneficiary")
    return edition


@pytest.fixture
def officer(client, edition):
    role = EditionRoleFactory(edition=edition, user__name="The officer")
    client.force_login(role.user)
    return role.user


def page(name, edition, *rest):
    return reverse(f"programmes:{name}", args=[edition.code, *rest])


def today():
    return timezone.now().date()


def values(**more):
    return {
        "email": "new@example.org",
        "name": "Aigerim",
        "language": "kk",
        "role": "focal_point",
        "country": "KZ",
        "held_from": today().isoformat(),
    } | more


def test_giving_a_role_leads_to_the_invitation(client, edition, officer):
    response = client.post(page("give_role", edition), values())

    given = EditionRole.objects.get(role="focal_point")
    assert response.url == reverse("invitations:edition", args=[edition.code, given.pk])
    invitation = client.get(response.url).content.decode()
    assert "new@example.org" in invitation
    assert "/account/link/" not in invitation


def test_the_invitation_opens_the_account(client, edition, officer, settings):
    client.post(page("give_role", edition), values())
    given = EditionRole.objects.get(role="focal_point")

    client.post(reverse("invitations:edition", args=[edition.code, given.pk]))
    jobs.work_off()

    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    kept = Letter.objects.get()
    assert (kept.kind, kept.edition, kept.language, kept.state) == (
        "invitation",
        None,
        "kk",
        "sent",
    )
    address = next(word for word in letter.body.split() if "/kk/account/link/welcome/" in word)
    client.logout()
    client.post(address.removeprefix(settings.BASE_URL))
    assert client.session["_auth_user_id"] == str(given.user_id)


def test_the_last_day_is_the_last_on_which_it_counts(client, edition, officer):
    last = today() + timedelta(days=5)

    client.post(page("give_role", edition), values(last_day=last.isoformat()))

    given = EditionRole.objects.get(role="focal_point")
    assert given.held_until == last + timedelta(days=1)
    assert access_of(given.user, edition, on=last).countries == {"KZ"}


def test_what_may_not_be_given_is_said_on_the_form(client, edition, officer):
    response = client.post(page("give_role", edition), values(country=""))

    assert "Say for which country" in response.content.decode()


def test_the_form_offers_only_what_one_may_give(client, edition, officer):
    form = client.get(page("give_role", edition)).context["form"]

    assert "administrator" not in dict(form.fields["role"].choices)
    response = client.post(page("give_role", edition), values(role="administrator", country=""))
    assert response.context["form"].errors["role"]


def test_a_role_is_ended_after_a_question(client, edition, officer):
    given = EditionRoleFactory(edition=edition, role="screener", user__name="Yoon")
    address = page("end_role", edition, given.pk)

    assert "Yoon" in client.get(address).content.decode()
    given.refresh_from_db()
    assert given.held_until is None
    client.post(address, {"reason": "moved on"})
    given.refresh_from_db()
    assert given.held_until == today()
    assert given.events.last().pgh_context.metadata["reason"] == "moved on"


def test_a_role_of_another_edition_is_not_found(client, edition, officer):
    other = EditionRoleFactory()

    assert client.post(page("end_role", edition, other.pk)).status_code == 404
    invitation = reverse("invitations:edition", args=[edition.code, other.pk])
    assert client.post(invitation).status_code == 404


def test_the_list_shows_own_roles_and_those_through_organisations(client, edition, officer):
    house = OrganisationRoleFactory(role="approver", user__name="Nurlan")
    PartnerRoleFactory(edition=edition, organisation=house.organisation)
    OrganisationRoleFactory(role="approver", user__name="Somebody else entirely")
    EditionRoleFactory(edition=edition, role="screener", user__name="Yoon")

    found = client.get(page("people", edition)).content.decode()

    assert "Yoon" in found
    assert "Nurlan" in found
    assert "Somebody else entirely" not in found


def test_the_list_is_filtered_by_the_address(client, edition, officer):
    EditionRoleFactory(edition=edition, role="screener", user__name="Yoon")
    EditionRoleFactory(edition=edition, role="lecturer", user__name="Kwon", held_until="2020-01-01")

    def names(**filters):
        own = client.get(page("people", edition), filters).context["own"]
        return {post.user.name for post, _ in own}

    assert names(role="screener") == {"Yoon"}
    assert names(stand="ended") == {"Kwon"}
    assert names(stand="held") == {"Yoon", "The officer"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_along_as_a_file(client, edition, officer, kind):
    EditionRoleFactory(edition=edition, role="screener", user__name="=Yoon")

    response = client.get(page("people", edition), {"download": kind})

    content = b"".join(response.streaming_content)
    assert content
    if kind == "csv":
        assert b"The officer" in content
        assert b"'=Yoon" in content


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    client, edition, officer, count, django_assert_num_queries
):
    house = OrganisationRoleFactory()
    PartnerRoleFactory(edition=edition, organisation=house.organisation)
    EditionRoleFactory.create_batch(count, edition=edition, role="lecturer")
    OrganisationRoleFactory.create_batch(count, organisation=house.organisation, role="screener")
    client.get(page("people", edition))

    with django_assert_num_queries(8):
        client.get(page("people", edition))


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"administrator", "programme_officer"}))
@pytest.mark.parametrize("name", ["people", "give_role"])
def test_other_roles_do_not_see_who_holds_what(client, edition, role, name):
    country = "KZ" if role == "focal_point" else ""
    client.force_login(EditionRoleFactory(edition=edition, role=role, country=country).user)

    assert client.get(page(name, edition)).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client, edition):
    assert client.get(page("people", edition)).status_code == 302


def test_rights_are_explained_with_the_role_that_grants_them(client, edition, officer):
    house = OrganisationRoleFactory(role="approver", organisation__name="KazAID")
    PartnerRoleFactory(edition=edition, organisation=house.organisation)

    found = client.get(page("access", edition, house.user.pk))

    allowed = {right.name: right for right in found.context["allowed"]}
    (because,) = allowed["programmes.see_audit"].because
    assert (because.role, because.is_of_house) == ("approver", True)
    assert "KazAID" in found.content.decode()
    refused = {right.name: right for right in found.context["refused"]}
    assert refused["programmes.change_people"].roles == ("administrator", "programme_officer")


def test_every_permission_is_explained(client, edition, officer):
    found = client.get(page("access", edition, officer.pk)).context

    names = [right.name for right in (*found["allowed"], *found["refused"])]
    assert sorted(names) == sorted(PERMISSIONS)


def test_the_explanation_agrees_with_what_is_asked_elsewhere(edition):
    user = UserFactory()
    EditionRoleFactory(edition=edition, user=user, role="focal_point", country="KZ")
    EditionRoleFactory(edition=edition, user=user, role="lecturer", held_until="2020-01-01")
    house = OrganisationRoleFactory(user=user, role="screener")
    PartnerRoleFactory(edition=edition, organisation=house.organisation)
    OrganisationRoleFactory(user=user, role="participant", organisation=house.organisation)

    posts = queries.posts_of(user, edition, on=today())

    assert {post.held for post in posts} == set(access_of(user, edition, on=today()).held)


def test_one_sees_the_own_rights_but_not_those_of_others(client, edition):
    mine = EditionRoleFactory(edition=edition, role="participant")
    other = EditionRoleFactory(edition=edition, role="participant")
    client.force_login(mine.user)

    assert client.get(page("access", edition, mine.user.pk)).status_code == 200
    assert client.get(page("access", edition, other.user.pk)).status_code == 404


def test_an_officer_learns_nothing_of_people_without_a_role_here(client, edition, officer):
    assert client.get(page("access", edition, UserFactory().pk)).status_code == 404


def test_my_roles_lead_to_what_each_allows(client, edition):
    house = OrganisationRoleFactory()
    PartnerRoleFactory(edition=edition, organisation=house.organisation)
    EditionRoleFactory(user=house.user, role="lecturer", held_until="2020-01-01")
    client.force_login(house.user)

    found = client.get(reverse("roles:mine")).content.decode()

    assert page("access", edition, house.user.pk) in found
    assert "Lecturer" in found


def test_an_administrator_gives_and_ends_roles_at_the_organisation(client):
    admin = OrganisationRoleFactory(role="administrator")
    client.force_login(admin.user)
    address = reverse("roles:organisation", args=[admin.organisation.key])

    response = client.post(address, values(role="screener"))

    given = OrganisationRole.objects.get(role="screener")
    invitation = reverse("invitations:organisation", args=[admin.organisation.key, given.pk])
    assert response.url == invitation
    assert client.get(invitation).status_code == 200
    assert client.post(invitation).url == address
    client.post(reverse("roles:end", args=[admin.organisation.key, given.pk]))
    given.refresh_from_db()
    assert given.held_until == today()
    assert client.get(invitation).status_code == 404


def test_the_last_administrator_is_told_why_the_role_stays(client):
    admin = OrganisationRoleFactory(role="administrator")
    client.force_login(admin.user)

    response = client.post(
        reverse("roles:end", args=[admin.organisation.key, admin.pk]), follow=True
    )

    assert "last administrator" in response.content.decode()


def test_others_do_not_see_the_people_of_an_organisation(client):
    officer = OrganisationRoleFactory(role="programme_officer")
    given = OrganisationRoleFactory(organisation=officer.organisation)
    client.force_login(officer.user)
    key = officer.organisation.key

    for address in (
        reverse("roles:organisation", args=[key]),
        reverse("roles:end", args=[key, given.pk]),
        reverse("invitations:organisation", args=[key, given.pk]),
    ):
        assert client.get(address).status_code == 404


def test_an_invitation_to_an_administrator_is_not_an_officers_to_send(client, edition, officer):
    admin = EditionRoleFactory(edition=edition, role="administrator")

    address = reverse("invitations:edition", args=[edition.code, admin.pk])

    assert client.get(address).status_code == 404


def test_times_in_the_invitation_are_of_the_place(client, edition, officer):
    given = EditionRoleFactory(edition=edition, role="screener", user__last_login=datetime.now(UTC))

    shown = client.get(reverse("invitations:edition", args=[edition.code, given.pk]))

    assert "Almaty" in shown.content.decode()
