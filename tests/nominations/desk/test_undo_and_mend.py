"""An import taken back, a reported row put right, a nominee left withdrawn."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import samgak.exchange
from samgak.core.errors import RuleBroken
from samgak.nominations import queries, services
from samgak.nominations.models import (
    Nomination,
    Selection,
    SelectionLine,
    WorkbookImport,
)
from samgak.participants.models import Person
from tests.factories import CallFactory, EditionRoleFactory
from tests.nominations.desk.acts import imported, outcomes
from tests.nominations.desk.sheets import ASEL, BOLAT, row, workbook
from tests.nominations.factories import WHILE_OPEN

pytestmark = pytest.mark.django_db

ASTANA = Path(samgak.exchange.__file__).parent / "demonstration" / "astana-2025"
TRUTH = Path(__file__).parents[2] / "data" / "astana-2025" / "truth.csv"
IN_JULY = datetime(2025, 7, 20, 6, tzinfo=UTC)


@pytest.fixture
def edition():
    return CallFactory(edition__state="call_open", nominations_per_country_max=None).edition


@pytest.fixture
def officer(edition):
    return EditionRoleFactory(edition=edition, role="programme_officer").user


@pytest.fixture
def focal_point(edition):
    return EditionRoleFactory(edition=edition, role="focal_point", country="KZ").user


def test_undo_takes_back_people_and_changes(edition, officer):
    imported(edition, workbook(ASEL), by=officer)
    before = Nomination.objects.values("organisation", "languages", "rank").get()
    second = imported(
        edition, workbook(row(organisation="Elsewhere", russian="B1", rank="3"), BOLAT), by=officer
    )

    undone = services.undo_import(second, by=officer, at=WHILE_OPEN)

    assert undone.state == WorkbookImport.State.UNDONE
    assert Nomination.objects.values("organisation", "languages", "rank").get() == before
    assert [p.given_name for p in Person.objects.all()] == ["Assel"]


def test_undo_leaves_a_person_known_from_elsewhere_as_it_was(edition, officer):
    imported(edition, workbook(ASEL), by=officer)
    other = CallFactory(edition__state="call_open").edition
    second = imported(other, workbook(row(email="new@example.kz")), by=None)

    services.undo_import(second, by=None, at=WHILE_OPEN)

    assert Person.objects.get().email == "assel.ospanova@example.kz"
    assert Nomination.objects.get().edition == edition


def test_an_undone_file_can_be_imported_again(edition, officer):
    first = imported(edition, workbook(ASEL), by=officer)
    services.undo_import(first, by=officer, at=WHILE_OPEN)

    assert outcomes(imported(edition, workbook(ASEL), by=officer)) == [(2, "created", "")]


def test_undo_is_refused_after_a_change_by_hand(edition, officer):
    book = imported(edition, workbook(ASEL, BOLAT), by=officer)
    services.move_up(Nomination.objects.get(rank=2), by=officer, at=WHILE_OPEN)

    with pytest.raises(RuleBroken, match="import_is_built_on"):
        services.undo_import(book, by=officer, at=WHILE_OPEN)
    assert Nomination.objects.count() == 2


def test_undo_is_refused_once_a_selection_speaks_of_its_people(edition, officer):
    book = imported(edition, workbook(ASEL), by=officer)
    selection = Selection.objects.create(
        edition=edition, state="proposed", proposed_at=WHILE_OPEN, proposed_by=officer, seats=1
    )
    SelectionLine.objects.create(
        selection=selection, nomination=Nomination.objects.get(), outcome="selected"
    )

    with pytest.raises(RuleBroken) as refusal:
        services.undo_import(book, by=officer, at=WHILE_OPEN)

    assert refusal.value.params["why"] == "a_selection"


def test_a_reported_row_is_mended_and_stays_mended(edition, officer):
    content = workbook(ASEL, row(BOLAT, email="nowhere"))
    book = imported(edition, content, by=officer)
    reported = book.rows.get(row=3)

    nomination = services.mend(
        reported, values={**reported.values, "email": "b@example.kz"}, by=officer, at=WHILE_OPEN
    )
    again = imported(edition, content, by=officer)

    assert nomination.person.email == "b@example.kz"
    assert list(queries.reported_rows(edition)) == []
    assert outcomes(again) == [(2, "unchanged", ""), (3, "unchanged", "")]


def test_mending_with_values_as_bad_as_before_is_refused(edition, officer):
    book = imported(edition, workbook(row(email="nowhere")), by=officer)
    reported = book.rows.get()

    with pytest.raises(RuleBroken, match="values_are_impossible"):
        services.mend(reported, values=reported.values, by=officer, at=WHILE_OPEN)


def test_an_import_whose_row_was_mended_is_not_undone(edition, officer):
    book = imported(edition, workbook(row(email="nowhere")), by=officer)
    reported = book.rows.get()
    services.mend(
        reported, values={**reported.values, "email": "b@example.kz"}, by=officer, at=WHILE_OPEN
    )

    with pytest.raises(RuleBroken, match="import_is_built_on"):
        services.undo_import(book, by=officer, at=WHILE_OPEN)


def test_a_withdrawn_nominee_is_left_withdrawn_by_a_new_file(edition, officer):
    imported(edition, workbook(ASEL), by=officer)
    services.withdraw(Nomination.objects.get(), reason="Moved", by=officer, at=WHILE_OPEN)

    book = imported(edition, workbook(row(position="Director")), by=officer)

    assert outcomes(book) == [(2, "unchanged", "")]
    assert [f["code"] for f in book.rows.get().findings] == ["withdrawn-before"]
    assert Nomination.objects.get().state == "withdrawn"
