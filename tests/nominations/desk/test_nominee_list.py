"""The list of nominees as a page and as files."""

import csv
import io
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from samgak.nominations.models import Nomination, Selection, SelectionLine
from samgak.nominations.phrases.selections import reasons
from samgak.programmes.models import QuotaLine
from tests.factories import UserFactory
from tests.nominations.desk.pages import page, text_of
from tests.nominations.factories import NominationFactory

pytestmark = pytest.mark.django_db


def test_the_list_shows_who_is_eligible_and_why_not(client, edition, officer):
    NominationFactory(edition=edition, person__native_name="Оспанова Әсел")
    NominationFactory(edition=edition, years_in_service=1, person__native_name="Серіков Болат")

    everyone = text_of(client.get(page("nominees", edition)))
    not_eligible = text_of(client.get(page("nominees", edition), {"eligible": "no"}))

    assert "at least 2 years in service" in everyone
    assert "Оспанова Әсел" in everyone
    assert "Оспанова Әсел" not in not_eligible
    assert "Eligible: No" in not_eligible
    assert "1 row" in not_eligible


def test_filters_that_make_no_sense_are_no_fault(client, edition, officer):
    NominationFactory(edition=edition)

    assert "1 row" in text_of(
        client.get(page("nominees", edition), {"country": "??", "page": "x", "outcome": "1"})
    )


def test_the_csv_export_follows_the_filter_and_runs_no_formula(client, edition, officer):
    NominationFactory(edition=edition, person__family_name="=cmd()", organisation="@SUM(1)")
    NominationFactory(edition=edition, person__sex="M")

    response = client.get(page("export", edition, "csv"), {"sex": "F"})

    content = b"".join(response.streaming_content).decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(content))
    assert (line["Country"], line["Surname"], line["Organisation"]) == (
        "Kazakhstan", "'=cmd()", "'@SUM(1)",
    )  # fmt: skip
    assert line["Eligible"] == "Yes"


def test_the_xlsx_export_opens_and_keeps_text_text(client, edition, officer):
    NominationFactory(edition=edition, organisation="=1+1", rank=3)

    response = client.get(page("export", edition, "xlsx"))

    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert dict(zip(*rows, strict=True))["Organisation"] == "=1+1"
    assert sheet["H2"].data_type == "s"
    assert dict(zip(*rows, strict=True))["Rank"] == 3


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_costs_the_same_queries_however_long(
    client, edition, officer, kind, count_queries
):
    def fetch():
        response = client.get(page("export", edition, kind))
        return b"".join(response.streaming_content)

    NominationFactory(edition=edition)
    fetch()
    once = count_queries(fetch)
    NominationFactory.create_batch(2, edition=edition)

    assert count_queries(fetch) == once


@pytest.mark.parametrize(
    ("who", "name", "most"), [("officer", "nominees", 15), ("focal_point", "desk", 19)]
)
def test_a_page_costs_the_same_queries_however_long_its_list(who, name, most, request):
    client, edition = (request.getfixturevalue(one) for one in ("client", "edition"))
    request.getfixturevalue(who)

    def fetch():
        assert client.get(page(name, edition)).status_code == 200

    count_queries = request.getfixturevalue("count_queries")
    NominationFactory(edition=edition, country="KZ")
    fetch()
    once = count_queries(fetch)
    NominationFactory.create_batch(2, edition=edition, country="KZ")
    fetch()

    assert count_queries(fetch) == once <= most


def decided(edition, *, state):
    """Two nominees of Kazakhstan under a quota, one selected and one not."""
    QuotaLine.objects.create(call=edition.call, position=0, country="KZ", minimum=1, maximum=2)
    chosen = NominationFactory(edition=edition, person__native_name="Оспанова Әсел")
    left = NominationFactory(edition=edition, person__native_name="Серіков Болат")
    selection = Selection.objects.create(
        edition=edition,
        state=state,
        proposed_at=timezone.now(),
        proposed_by=UserFactory(),
        decided_at=timezone.now(),
        decided_by=UserFactory(),
        seats=1,
    )
    SelectionLine.objects.create(
        selection=selection, nomination=chosen, outcome="selected", score="175/2"
    )
    SelectionLine.objects.create(
        selection=selection, nomination=left, outcome="not_selected", score="70", reason="score"
    )


def test_beside_a_proposal_the_list_shows_score_decision_reason_and_quotas(
    client, edition, officer
):
    decided(edition, state=Selection.State.PROPOSED)
    [reason] = reasons(SelectionLine.objects.get(outcome="not_selected"))

    everyone = text_of(client.get(page("nominees", edition)))
    selected = text_of(client.get(page("nominees", edition), {"outcome": "selected"}))

    assert "87.500000" in everyone
    assert reason in everyone
    assert "1, from 1 to 2 wanted" in everyone
    assert "Оспанова Әсел" in selected
    assert "Серіков Болат" not in selected


@pytest.mark.parametrize(
    ("state", "is_shown"), [(Selection.State.PROPOSED, False), (Selection.State.APPROVED, True)]
)
def test_a_focal_point_sees_the_decision_only_once_it_is_approved(
    client, edition, focal_point, state, is_shown
):
    decided(edition, state=state)
    nomination = Nomination.objects.first()

    for address in (page("nominees", edition), page("nomination", edition, nomination.pk)):
        assert ("Selected" in text_of(client.get(address))) == is_shown
    exported = client.get(page("export", edition, "csv"))
    assert (b"Selected" in b"".join(exported.streaming_content)) == is_shown
