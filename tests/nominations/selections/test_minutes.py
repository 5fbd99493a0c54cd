"""Two proposals side by side, the minutes, and that another agency decides."""

import io

import docx
import pytest
from django.urls import reverse
from django.utils import translation

from samgak.core.errors import RuleBroken
from samgak.nominations import services
from tests.factories import OrganisationFactory, OrganisationRoleFactory, PartnerRoleFactory
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import AT, holder, propose, small, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return small()


def address(call, name="compare", **more):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code, **more})


def seat(call, name):
    services.override(
        call.people[name], kind="seat", reason="Runs the centre", by=call.screener, at=AT
    )


def test_two_proposals_are_compared_with_reasons_and_totals(client, call):
    first = propose(call)
    seat(call, "kz8")
    second = propose(call)
    client.force_login(call.screener)

    page = text(client.get(address(call)))
    entering, leaving = page.split("With a seat in the first proposal only")

    assert "The second proposal has 1.166667 points fewer." in page
    assert str(call.people["kz8"].person) in entering
    assert str(call.people["kz9"].person) in leaving
    assert "In the other proposal: Not selected." in leaving or "Reserve" in leaving
    turned = text(client.get(address(call), {"first": second.pk, "second": first.pk}))
    assert "1.166667 points more." in turned
    same = text(client.get(address(call), {"first": first.pk, "second": first.pk}))
    assert "Both proposals have the same total score." in same


def test_one_proposal_has_nothing_beside_it(client, call):
    propose(call)
    client.force_login(call.screener)

    assert "There are no two proposals yet" in text(client.get(address(call)))


@pytest.mark.parametrize("first", ["0", "x", "9" * 40, ""])
def test_a_proposal_that_is_not_of_the_edition_can_not_be_compared(client, call, first):
    propose(call)
    own = propose(call)
    client.force_login(call.screener)

    assert "govuk-error-message" in text(
        client.get(address(call), {"first": first, "second": own.pk})
    )
    foreign = propose(small())
    page = text(client.get(address(call), {"first": foreign.pk, "second": own.pk}))
    assert "govuk-error-message" in page
    assert client.get(address(call, "minutes", pk=foreign.pk, kind="pdf")).status_code == 404
    assert client.get(address(call, "minutes", pk=own.pk, kind="exe")).status_code == 404


@pytest.mark.parametrize("role", ["participant", "lecturer", "reporting_officer"])
def test_neither_is_for_everybody(client, call, role):
    selection = propose(call)
    client.force_login(holder(call.edition, role))

    assert client.get(address(call)).status_code == 403
    assert client.get(address(call, "minutes", pk=selection.pk, kind="pdf")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same_queries(client, call, count, django_assert_num_queries):
    NominationFactory.create_batch(count, edition=call.edition)
    propose(call)
    propose(call)
    client.force_login(call.screener)

    with django_assert_num_queries(11):
        client.get(address(call))


def words_of(response):
    assert response.status_code == 200
    paper = docx.Document(io.BytesIO(response.content))
    cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
    return "\n".join([p.text for p in paper.paragraphs] + cells)


def test_the_minutes_say_what_was_asked_found_and_decided(client, call):
    seat(call, "kz8")
    selection = propose(call)
    services.approve(selection, by=call.approver, at=AT, reason="A balanced group")
    client.force_login(call.screener)

    words = words_of(client.get(address(call, "minutes", pk=selection.pk, kind="docx")))

    for told in (
        "Minutes of the selection",
        "2 seats",
        "Years in service: at least 2.",
        "Kazakhstan: at most 1 seat",
        "Proved: no better cohort exists.",
        call.people["kz8"].person.passport_name,
        "Reserve, place 1",
        "Seated by an exception: Runs the centre",
        f"Approved by {call.approver}",
        "A balanced group",
        "Approver: signature and date",
    ):
        assert told in words
    pdf = client.get(address(call, "minutes", pk=selection.pk, kind="pdf"))
    assert pdf.content.startswith(b"%PDF")


def test_letters_that_no_pdf_can_show_are_told(client, call):
    person = call.people["kz9"].person
    person.native_name = "\u05d0\u05d1"
    person.save()
    selection = propose(call)
    client.force_login(call.screener)

    pdf = client.get(address(call, "minutes", pk=selection.pk, kind="pdf"), follow=True)

    assert "It holds letters that no PDF of ours can show." in text(pdf)
    assert words_of(client.get(address(call, "minutes", pk=selection.pk, kind="docx")))


@pytest.mark.parametrize("language", ["ko", "kk", "tg"])
def test_the_minutes_are_written_in_the_readers_language(client, call, language):
    selection = propose(call)
    client.force_login(call.screener)

    with translation.override(language):
        where = address(call, "minutes", pk=selection.pk, kind="docx")
    assert "Minutes of the selection" not in words_of(client.get(where))


@pytest.fixture
def agencies(call):
    found = OrganisationFactory.create_batch(2)
    for organisation in found:
        PartnerRoleFactory(edition=call.edition, organisation=organisation)
    role = {"user": call.screener, "role": "screener"}
    OrganisationRoleFactory(organisation=found[0], **role)
    return found


def test_an_approver_of_the_proposers_agency_is_refused(client, call, agencies):
    OrganisationRoleFactory(organisation=agencies[0], user=call.approver, role="approver")
    selection = propose(call)

    with pytest.raises(RuleBroken, match="same_agency_may_not_decide"):
        services.approve(selection, by=call.approver, at=AT)
    with pytest.raises(RuleBroken, match="same_agency_may_not_decide"):
        services.reject(selection, by=call.approver, at=AT, reason="No")
    client.force_login(call.approver)
    page = text(client.get(address(call, "selection")))
    assert "an approver of another agency decides on it" in page
    assert "Approve the cohort" not in page


def test_an_approver_of_another_agency_decides(call, agencies):
    OrganisationRoleFactory(organisation=agencies[1], user=call.approver, role="approver")

    assert services.approve(propose(call), by=call.approver, at=AT).state == "approved"


def test_where_one_agency_runs_the_edition_alone_it_decides(call, agencies):
    call.edition.partner_roles.filter(organisation=agencies[1]).delete()
    OrganisationRoleFactory(organisation=agencies[0], user=call.approver, role="approver")

    assert services.approve(propose(call), by=call.approver, at=AT).state == "approved"
