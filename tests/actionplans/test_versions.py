"""Two versions of a plan side by side: for the owner and the officers, word by word."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samgak.actionplans import services
from samgak.core.comparison import ADDED, REMOVED, SAME, compare
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 16, 9, tzinfo=UTC)


def submitted(seat, text, **parts):
    return services.submit(seat, title="One window", text=text, language="en", at=AT, parts=parts)


@pytest.fixture
def seat():
    edition = EditionFactory(state="certifying")
    one = ParticipantFactory(edition=edition, person__user=UserFactory())
    EditionRoleFactory(edition=edition, role="participant", user=one.person.user)
    submitted(one, "Four visits <b>today</b>.", supervisor_email="head@example.org")
    return one


@pytest.fixture
def twice(seat):
    services.take_back(seat, is_certified=False)
    submitted(
        seat,
        "One visit <b>today</b>.",
        activities=[{"what": "List", "who": "I", "month": "2030-02"}],
        supervisor_email="chief@example.org",
    )
    return seat


def mine(seat):
    return reverse("actionplans:my_versions", kwargs={"code": seat.edition.code})


def of(seat):
    values = {"code": seat.edition.code, "participant_id": seat.pk}
    return reverse("actionplans:versions", kwargs=values)


def test_words_are_compared_and_nothing_of_them_is_lost():
    found = compare("We need four visits.", "We need one visit.")

    assert [(one.kind, one.text) for one in found.older] == [
        (SAME, "We need "),
        (REMOVED, "four"),
        (SAME, " "),
        (REMOVED, "visits."),
    ]
    assert [one.text for one in found.newer if one.kind == ADDED] == ["one", "visit."]


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_the_pieces_make_the_texts_again(older, newer):
    found = compare(older, newer)

    assert "".join(one.text for one in found.older) == older
    assert "".join(one.text for one in found.newer) == newer
    assert found.is_same == (older == newer)


def test_the_owner_sees_what_changed_for_eyes_and_ears(client, twice):
    client.force_login(twice.person.user)

    said = client.get(mine(twice)).content.decode()

    assert '<del><span class="govuk-visually-hidden">Removed: </span>Four</del>' in said
    assert '<ins><span class="govuk-visually-hidden">Added: </span>One</ins>' in said
    assert "&lt;b&gt;today&lt;/b&gt;." in said
    assert "2030-02" in said
    assert "example.org" not in said


def test_versions_are_chosen_by_number_and_wrong_numbers_do_no_harm(client, twice):
    client.force_login(EditionRoleFactory(edition=twice.edition).user)

    same = client.get(of(twice), {"older": "2", "newer": "2"}).content.decode()
    assert "The two versions do not differ." in same
    for wrong in ("0", "x", "9" * 50, "<script>"):
        response = client.get(of(twice), {"older": wrong, "newer": wrong})
        assert response.status_code == 200
        assert b"<del>" in response.content


def test_one_version_is_told_and_no_plan_is_not_found(client, seat):
    client.force_login(seat.person.user)
    assert b"There is only one version" in client.get(mine(seat)).content

    other = ParticipantFactory(edition=seat.edition, person__user=UserFactory())
    EditionRoleFactory(edition=seat.edition, role="participant", user=other.person.user)
    client.force_login(other.person.user)
    assert client.get(mine(seat)).status_code == 404


def test_peers_lecturers_and_other_editions_do_not_compare(client, twice):
    for role in ("participant", "lecturer"):
        client.force_login(EditionRoleFactory(edition=twice.edition, role=role).user)
        assert client.get(of(twice)).status_code == 403
    elsewhere = EditionFactory()
    client.force_login(EditionRoleFactory(edition=elsewhere).user)
    values = {"code": elsewhere.code, "participant_id": twice.pk}
    assert client.get(reverse("actionplans:versions", kwargs=values)).status_code == 404
