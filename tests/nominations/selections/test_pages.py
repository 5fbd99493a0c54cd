import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse

from samgak.core import jobs
from samgak.core.models import Work
from samgak.nominations import services
from samgak.nominations.models import Override, Selection
from tests.factories import UserFactory
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import AT, holder, propose, small, text

pytestmark = pytest.mark.django_db
HOUSE = ["programme_officer", "administrator", "screener", "approver", "evaluation_officer"]
OTHERS = ["participant", "lecturer", "interpreter", "reporting_officer"]


@pytest.fixture
def call():
    return small()


def address(call, name="selection", **more):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code, **more})


def approve(call):
    return services.approve(propose(call), by=call.approver, at=AT)


@pytest.mark.parametrize("role", HOUSE)
def test_officers_see_the_page_before_and_after_a_proposal(client, call, role):
    client.force_login(holder(call.edition, role))
    page = text(client.get(address(call)))
    assert "No cohort has been proposed yet" in page
    assert "Kazakhstan: at most 1 seat" in page

    propose(call)
    page = text(client.get(address(call)))
    assert "Proved: no better cohort exists" in page
    assert "15.166667" in page
    assert "9.333333" in page
    assert "The call asks for at least 2 years in service; the nomination states 0." in page
    assert "Nobody who was selected by score has a lower one." in page
    assert "Reserve, place 1" in page
    assert "1 of 1" in page  # the quota of Kazakhstan


@pytest.mark.parametrize("role", [*OTHERS, "focal_point"])
def test_others_see_nothing_of_it(client, call, role):
    more = {"country": "KZ"} if role == "focal_point" else {}
    client.force_login(holder(call.edition, role, **more))
    selection = propose(call)

    for name, arguments in (
        ("selection", {}),
        ("approve", {"pk": selection.pk}),
        ("reject", {"pk": selection.pk}),
        ("override", {"pk": call.people["kz8"].pk}),
        ("selection_file", {"part": "cohort", "kind": "csv"}),
    ):
        assert client.get(address(call, name, **arguments)).status_code == 403
    assert client.post(address(call, "propose")).status_code == 403


def test_a_screener_of_another_edition_and_a_stranger_are_refused(client, call):
    client.force_login(small().screener)
    assert client.get(address(call)).status_code == 403

    client.logout()
    assert client.get(address(call)).status_code == 302


@pytest.mark.parametrize(
    ("role", "may"),
    [("screener", {"propose"}), ("approver", {"approve"}), ("programme_officer", set())],
)
def test_each_power_sees_its_own_button(client, call, role, may):
    propose(call)
    client.force_login(holder(call.edition, role))

    page = text(client.get(address(call)))

    assert {word for word in ("propose", "approve") if f"/{word}/" in page} == may


def test_screener_proposes_and_another_person_approves_by_buttons_alone(client, call):
    client.force_login(call.screener)
    response = client.post(address(call, "propose"))
    work = Work.objects.get()
    assert response.url == reverse("portal:work", kwargs={"pk": work.pk})
    jobs.work_off()
    work.refresh_from_db()
    assert (work.state, work.result_path) == ("done", address(call))

    selection = Selection.objects.get()
    client.force_login(call.approver)
    confirm = text(client.get(address(call, "approve", pk=selection.pk)))
    assert "2 people get a seat." in confirm
    client.post(address(call, "approve", pk=selection.pk), {"reason": "Balanced"})
    jobs.work_off()

    selection.refresh_from_db()
    assert (selection.state, selection.decision_reason) == ("approved", "Balanced")
    page = text(client.get(address(call)))
    assert "Balanced" in page
    assert "Approve the cohort" not in page


def test_the_proposer_is_told_why_the_approval_failed(client, call):
    selection = propose(call)
    both = call.screener
    call.edition.people.create(user=both, role="approver")
    client.force_login(both)
    assert "another person decides on it" in text(client.get(address(call)))

    client.post(address(call, "approve", pk=selection.pk))
    jobs.work_off()

    work = Work.objects.get()
    assert work.state == "failed"
    assert "Another person has to." in jobs.fault(work)
    selection.refresh_from_db()
    assert selection.state == "proposed"


def test_a_proposal_is_sent_back_with_a_reason(client, call):
    selection = propose(call)
    client.force_login(call.approver)
    where = address(call, "reject", pk=selection.pk)

    assert "There is a problem" in text(client.post(where, {"reason": " "}))
    client.post(where, {"reason": "Too few women"})

    page = text(client.get(address(call)))
    assert "Sent back" in page
    assert "Too few women" in page


def test_only_the_latest_proposal_can_be_decided_on(client, call):
    old = propose(call)
    propose(call)
    client.force_login(call.approver)

    assert client.get(address(call, "approve", pk=old.pk)).status_code == 404


def test_an_exception_is_made_changed_and_taken_back_by_forms(client, call):
    propose(call)
    client.force_login(call.screener)
    where = address(call, "override", pk=call.people["kz8"].pk)

    assert "There is a problem" in text(client.post(where, {"kind": "seat", "reason": ""}))
    assert "There is a problem" in text(client.post(where, {"kind": "promote", "reason": "x"}))
    page = text(client.post(where, {"kind": "seat", "reason": "Runs the centre"}, follow=True))
    assert "Runs the centre" in page
    assert "To be made anew" in page
    propose(call)
    assert "Seated by an exception: Runs the centre" in text(client.get(address(call)))
    assert "Runs the centre" in text(client.get(where))

    client.post(address(call, "remove_override", pk=call.people["kz8"].pk))
    assert not Override.objects.exists()


def test_an_exception_for_a_nominee_of_another_edition_is_not_found(client, call):
    client.force_login(call.screener)

    foreign = small().people["kz8"]
    assert client.get(address(call, "override", pk=foreign.pk)).status_code == 404


def test_quotas_that_can_not_hold_are_explained(client):
    call = small(seats=4)
    propose(call)
    client.force_login(call.screener)

    page = text(client.get(address(call)))

    assert "No cohort is possible" in page
    assert "Kazakhstan: at most 1 seat" in page
    assert "Allowing up to 2 seats here would free them." in page
    assert "4 seats for eligible people" in page
    assert "A cohort of 3 people would free them." in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("country=TJ", {"tj4", "tj3"}),
        ("outcome=selected", {"kz9", "tj4"}),
        ("name=new", {"new0"}),
        ("sex=M", set()),
        ("country=XX", {"kz9", "kz8", "tj4", "tj3", "new0"}),
    ],
)
def test_filters_stay_in_the_address(client, call, query, seen):
    propose(call)
    client.force_login(call.screener)

    page = text(client.get(f"{address(call)}?{query}"))

    assert {name for name, n in call.people.items() if n.person.family_name in page} == seen


@pytest.mark.parametrize(
    ("sort", "first"), [("score", "kz9"), ("-score", "new0"), ("country", "kz9"), ("wrong", "kz9")]
)
def test_the_table_sorts_by_its_headings(client, call, sort, first):
    propose(call)
    client.force_login(call.screener)

    page = text(client.get(f"{address(call)}?sort={sort}"))

    places = {name: page.index(n.person.family_name) for name, n in call.people.items()}
    assert min(places, key=places.get) == first


@pytest.mark.parametrize("is_proposed", [False, True])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_however_long_the_list(
    client, call, count, is_proposed, django_assert_num_queries
):
    nominations = NominationFactory.create_batch(count, edition=call.edition)
    for nomination in nominations:
        services.override(nomination, kind="leave_out", reason="No", by=call.approver, at=AT)
    if is_proposed:
        propose(call)
    client.force_login(call.screener)

    with django_assert_num_queries(13 if is_proposed else 11):
        client.get(address(call))


@pytest.mark.parametrize("country", ["KZ", "TJ"])
def test_a_focal_point_sees_the_own_country_and_only_after_the_approval(client, call, country):
    client.force_login(holder(call.edition, "focal_point", country=country))
    selection = propose(call)
    page = text(client.get(address(call, "outcome")))
    assert "Not decided yet" in page
    assert not any(n.person.family_name in page for n in call.people.values())

    services.approve(selection, by=call.approver, at=AT)
    page = text(client.get(address(call, "outcome")))
    assert {name for name, n in call.people.items() if n.person.family_name in page} == {
        name for name, n in call.people.items() if n.country == country
    }


@pytest.mark.parametrize("role", OTHERS)
def test_the_outcome_is_not_for_everyone(client, call, role):
    approve(call)
    client.force_login(holder(call.edition, role))

    assert client.get(address(call, "outcome")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_outcome_costs_the_same_queries_however_long(
    client, call, count, django_assert_num_queries
):
    NominationFactory.create_batch(count, edition=call.edition)
    approve(call)
    client.force_login(holder(call.edition, "focal_point", country="KZ"))

    with django_assert_num_queries(8):
        client.get(address(call, "outcome"))


def download(client, call, part, kind):
    response = client.get(address(call, "selection_file", part=part, kind=kind))
    assert response.status_code == 200
    assert f'{call.edition.code}-{part}.{kind}"' in response["Content-Disposition"]
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("part", ["cohort", "reserves", "not-selected"])
def test_files_parse_back_and_never_run_a_formula(client, call, part):
    for nomination in call.people.values():
        nomination.person.family_name = f"=cmd|{nomination.pk}"
        nomination.person.save()
    propose(call)
    client.force_login(call.screener)

    lines = list(csv.reader(StringIO(download(client, call, part, "csv").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(BytesIO(download(client, call, part, "xlsx"))).active
    cells = [list(row) for row in sheet.iter_rows()]

    assert lines[0] == [cell.value for cell in cells[0]]
    assert len(lines) == len(cells) == {"cohort": 3, "reserves": 3, "not-selected": 4}[part]
    family = lines[0].index("family")
    assert all(line[family].startswith("'=cmd") for line in lines[1:])
    assert all(row[family].data_type == "s" for row in cells[1:])
    if part == "cohort":
        assert [line[lines[0].index("score")] for line in lines[1:]] == ["10.500000", "4.666667"]


@pytest.mark.parametrize(("part", "kind"), [("money", "csv"), ("cohort", "pdf")])
def test_other_files_are_not_found(client, call, part, kind):
    propose(call)
    client.force_login(call.screener)

    where = address(call, "selection_file", part=part, kind=kind)
    assert client.get(where).status_code == 404


def test_somebody_without_any_role_is_refused(client, call):
    client.force_login(UserFactory())

    assert client.get(address(call)).status_code == 403
