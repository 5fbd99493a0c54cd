"""Who is refused, and what a list costs."""

import pytest

from tests.factories import UserFactory
from tests.nominations.desk.pages import page, signed_in, text_of
from tests.nominations.factories import NominationFactory, WorkbookImportFactory

pytestmark = pytest.mark.django_db


PAGES = ("nominees", "desk", "nominate", "imports", "template", "list_to_sign")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["lecturer", "interpreter", "participant", "reporting_officer"])
def test_other_roles_are_refused(client, edition, name, role):
    signed_in(client, edition, role)

    assert client.get(page(name, edition)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_somebody_without_a_role_is_refused_and_an_anonymous_visitor_asked_to_sign_in(
    client, edition, name
):
    assert client.get(page(name, edition)).status_code == 302
    client.force_login(UserFactory())
    assert client.get(page(name, edition)).status_code == 403


@pytest.mark.parametrize("role", ["screener", "approver"])
def test_screeners_and_approvers_look_and_do_not_nominate(client, edition, role):
    signed_in(client, edition, role)
    nomination = NominationFactory(edition=edition)

    assert client.get(page("nominees", edition)).status_code == 200
    assert client.get(page("nomination", edition, nomination.pk)).status_code == 200
    for name in ("change", "withdraw"):
        assert client.get(page(name, edition, nomination.pk)).status_code == 403


def test_nothing_of_another_country_is_there_for_a_focal_point(client, edition, focal_point):
    nomination = NominationFactory(edition=edition, country="KG")
    book = WorkbookImportFactory(edition=edition, country="KG", state="previewed")

    for name in ("nomination", "change", "withdraw", "replace", "history"):
        assert client.get(page(name, edition, nomination.pk)).status_code == 404
    for name in ("import", "mapping", "undo"):
        assert client.get(page(name, edition, book.pk)).status_code == 404
    assert client.post(page("confirm", edition, book.pk)).status_code == 404
    pages = ("desk", "nominate", "template", "list_to_sign", "invite", "questions", "hand_over")
    for name in pages:
        assert client.get(page(name, edition), {"country": "KG"}).status_code == 404
    assert "0 rows" in text_of(client.get(page("nominees", edition), {"country": "KG"}))


def test_a_focal_point_merges_nobody(client, edition, focal_point):
    one, other = NominationFactory.create_batch(2, edition=edition)

    assert client.get(page("merge", edition, one.pk, other.pk)).status_code == 403


@pytest.mark.parametrize("name", ["nominees", "desk", "imports"])
def test_a_list_costs_the_same_queries_however_long(client, edition, officer, name, count_queries):
    counted = []
    for more in (1, 2):
        for _ in range(more):
            NominationFactory(edition=edition)
            WorkbookImportFactory(edition=edition, state="previewed", uploaded_by=UserFactory())
        client.get(page(name, edition))  # what is remembered for a minute is so now
        counted.append(count_queries(lambda: client.get(page(name, edition))))

    assert counted[0] == counted[1]
