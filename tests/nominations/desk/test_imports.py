"""A workbook from the letter box to the nominees, and back."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import samgak.exchange
from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.exchange.services import load
from samgak.nominations import queries, services
from samgak.nominations.models import (
    Nomination,
    WorkbookImport,
)
from samgak.nominations.rules.rows import country_of
from samgak.participants.models import Person
from tests.factories import CallFactory, EditionFactory, EditionRoleFactory, UserFactory
from tests.nominations.desk.acts import imported, outcomes, uploaded
from tests.nominations.desk.sheets import ASEL, BOLAT, HEADINGS, row, workbook
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


def astana():
    edition = load((ASTANA / "edition.yaml").read_text(encoding="utf-8")).edition
    for path in sorted(ASTANA.glob("*.xlsx")):
        imported(
            edition,
            path.read_bytes(),
            by=None,
            at=IN_JULY,
            country=country_of(path.name),
            name=path.name,
        )
    return edition


def as_truth(nomination):
    person = nomination.person
    return {
        "country": nomination.country,
        "rank": str(nomination.rank),
        "family": person.family_name,
        "given": person.given_name,
        "native": person.native_name,
        "sex": person.sex,
        "born": person.born_on.isoformat(),
        "org": nomination.organisation,
        "position": nomination.position_held,
        "years": f"{nomination.years_in_service:f}".removesuffix(".00"),
        "email": person.email,
        "en": nomination.languages["en"]["said"],
        "ru": nomination.languages["ru"]["said"],
        "last": nomination.last_training_on.isoformat() if nomination.last_training_on else "",
    }


def test_the_five_workbooks_of_astana_are_imported_as_the_truth_says():
    edition = astana()

    with TRUTH.open(encoding="utf-8", newline="") as stream:
        truth = sorted(
            csv.DictReader(stream), key=lambda line: (line["country"], int(line["rank"]))
        )
    nominations = Nomination.objects.filter(edition=edition).select_related("person")
    assert [as_truth(nomination) for nomination in nominations] == truth
    reported = list(queries.reported_rows(edition))
    assert len(reported) == 10
    assert [code for _, _, code, _ in reported] == ["duplicate", "impossible"] * 5
    assert reported[0] == ("nominations-kg.xlsx", 21, "duplicate", "duplicate (row=4)")


def test_all_five_again_change_nothing():
    edition = astana()
    before = list(Nomination.objects.order_by("pk").values())
    people = list(Person.objects.order_by("pk").values())

    for path in sorted(ASTANA.glob("*.xlsx")):
        again = imported(
            edition, path.read_bytes(), by=None, at=IN_JULY, country=country_of(path.name),
            name=path.name,
        )  # fmt: skip
        assert {r.outcome for r in again.rows.all()} == {"unchanged", "reported"}

    assert list(Nomination.objects.order_by("pk").values()) == before
    assert list(Person.objects.order_by("pk").values()) == people


def test_a_preview_says_what_would_happen_and_writes_nobody_down(edition, officer):
    imported(edition, workbook(ASEL), by=officer)

    book = uploaded(
        edition,
        workbook(row(position="Director"), BOLAT, row(BOLAT, email="nowhere", rank="3")),
        by=officer,
    )
    book = services.preview(book, at=WHILE_OPEN)

    assert book.state == WorkbookImport.State.PREVIEWED
    assert outcomes(book) == [
        (2, "changed", ""), (3, "created", ""), (4, "reported", "impossible"),
    ]  # fmt: skip
    assert book.rows.get(row=2).changes == {"position": ["Head of unit", "Director"]}
    assert Nomination.objects.count() == 1
    assert Nomination.objects.get().position_held == "Head of unit"


def test_the_same_file_again_does_not_take_back_what_was_changed_by_hand(edition, officer):
    imported(edition, workbook(ASEL), by=officer)
    nomination = Nomination.objects.get()
    values = {**queries.stored_facts(nomination.person, nomination), "position": "Director"}
    services.change(nomination, values=values, by=officer, at=WHILE_OPEN)

    again = imported(edition, workbook(ASEL), by=officer)

    assert outcomes(again) == [(2, "unchanged", "")]
    assert Nomination.objects.get().position_held == "Director"


def test_importing_one_upload_twice_is_one_import(edition, officer):
    book = imported(edition, workbook(ASEL), by=officer)
    later = datetime(2029, 11, 16, tzinfo=UTC)

    again = services.import_workbook(book, by=officer, at=later)

    assert again.imported_at == WHILE_OPEN
    assert Nomination.objects.get().version == 1


def test_a_new_file_changes_only_the_columns_it_has(edition, officer):
    imported(edition, workbook(row(last_training_abroad="2019")), by=officer)
    without = [name for name in HEADINGS if name not in ("Native name", "Last training abroad")]

    imported(edition, workbook(row(organisation="Another office"), headings=without), by=officer)

    nomination = Nomination.objects.select_related("person").get()
    assert nomination.organisation == "Another office"
    assert nomination.last_training_on == date(2019, 1, 1)
    assert nomination.person.native_name == "Оспанова Әсел"


def test_an_emptied_cell_empties_the_fact(edition, officer):
    imported(edition, workbook(row(last_training_abroad="2019", russian="C1")), by=officer)

    imported(edition, workbook(row(last_training_abroad="", russian="")), by=officer)

    nomination = Nomination.objects.get()
    assert (nomination.last_training_on, nomination.languages) == (None, {})


def test_more_than_the_country_may_nominate_are_reported_the_last_ranks_first(edition, officer):
    edition.call.nominations_per_country_max = 1
    edition.call.save()

    book = imported(edition, workbook(row(BOLAT), ASEL), by=officer)

    assert outcomes(book) == [(2, "reported", "too-many"), (3, "created", "")]
    assert [f["params"] for f in book.rows.get(row=2).findings] == [{"most": 1}]
    assert [n.person.given_name for n in Nomination.objects.all()] == ["Assel"]


def test_rows_left_out_for_want_of_room_come_in_when_there_is_room(edition, officer):
    edition.call.nominations_per_country_max = 1
    edition.call.save()
    imported(edition, workbook(ASEL, BOLAT), by=officer)
    edition.call.nominations_per_country_max = 2
    edition.call.save()

    again = imported(edition, workbook(ASEL, BOLAT), by=officer)

    assert outcomes(again) == [(2, "unchanged", ""), (3, "created", "")]


def test_a_person_typed_another_way_is_imported_and_both_rows_are_named(edition, officer):
    book = imported(
        edition,
        workbook(ASEL, row(surname="Osspanova", rank="2", email="other@example.kz")),
        by=officer,
    )

    assert [(f["code"], f["params"]) for f in book.rows.get(row=3).findings] == [
        ("possible-duplicate", {"row": 2})
    ]
    assert Nomination.objects.count() == 2


def test_a_person_of_another_edition_stays_one_record(edition, officer):
    imported(edition, workbook(ASEL), by=officer)
    next_edition = CallFactory(edition__state="call_open").edition

    book = imported(next_edition, workbook(row(email="new@example.kz")), by=None)

    assert book.rows.get().changes == {"email": ["assel.ospanova@example.kz", "new@example.kz"]}
    assert Person.objects.get().email == "new@example.kz"
    assert Nomination.objects.count() == 2


def test_a_heading_nobody_knows_is_mapped_by_a_person(edition, officer):
    headings = [*HEADINGS[:6], "Dwelling of the desk", *HEADINGS[7:]]
    typed = {**ASEL, "Dwelling of the desk": "Office of examples"}
    book = services.preview(uploaded(edition, workbook(typed, headings=headings), by=officer),
                            at=WHILE_OPEN)  # fmt: skip
    assert book.sheet["unrecognised"] == [[6, "Dwelling of the desk"]]
    assert outcomes(book) == [(2, "reported", "missing-value")]

    services.set_mapping(book, mapping={6: "organisation"})
    book = services.import_workbook(book, by=officer, at=WHILE_OPEN)

    assert outcomes(book) == [(2, "created", "")]
    assert Nomination.objects.get().organisation == "Office of examples"


def test_a_word_for_a_level_is_asked_about_and_the_answer_counts(edition, officer):
    book = services.preview(
        uploaded(edition, workbook(row(russian="so-so")), by=officer), at=WHILE_OPEN
    )
    assert book.sheet["questions"] == [{"field": "language_ru", "value": "so-so", "rows": [2]}]

    services.set_mapping(book, mapping={}, answers={"so-so": "fair"})
    services.import_workbook(book, by=officer, at=WHILE_OPEN)

    assert Nomination.objects.get().languages == {"ru": {"said": "so-so", "level": "fair"}}


def test_a_later_answer_changes_the_level_of_those_imported_without(edition, officer):
    imported(edition, workbook(row(russian="so-so")), by=officer)
    book = uploaded(edition, workbook(row(russian="so-so")), by=officer)
    services.set_mapping(book, mapping={}, answers={"so-so": "fair"})

    book = services.import_workbook(book, by=officer, at=WHILE_OPEN)

    assert book.rows.get().changes == {"level_ru": ["", "fair"]}
    assert Nomination.objects.get().languages["ru"]["level"] == "fair"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("nominations-kz.xlsx", b"no workbook", "wrong-type"),
        ("nominations-kz.csv", b"", "empty"),
        ("nominations-kz.pdf", b"%PDF-1.7", "wrong-type"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_with_a_reason(
    edition, officer, name, content, code
):
    book = services.preview(uploaded(edition, content, by=officer, name=name), at=WHILE_OPEN)

    assert (book.state, book.fault_code) == (WorkbookImport.State.REFUSED, code)
    with pytest.raises(RuleBroken, match=code):
        services.import_workbook(book, by=officer, at=WHILE_OPEN)


def test_a_file_without_any_known_heading_is_not_imported(edition, officer):
    book = services.preview(uploaded(edition, b"a,b\nc,d\n", by=officer), at=WHILE_OPEN)

    assert [f["code"] for f in book.sheet["findings"]] == ["no-header"]
    with pytest.raises(RuleBroken, match="no_header"):
        services.import_workbook(book, by=officer, at=WHILE_OPEN)


def test_a_file_too_large_is_not_taken_in(edition, officer):
    with pytest.raises(RuleBroken, match="too-large"):
        uploaded(edition, b"x" * 20_000_001, by=officer)


def test_the_focal_point_gets_one_receipt_with_the_number_of_today(edition, focal_point):
    imported(edition, workbook(ASEL), by=focal_point)
    imported(edition, workbook(ASEL, BOLAT), by=focal_point)

    [letter] = Letter.objects.filter(kind="receipt", state="draft")
    assert letter.address == focal_point.email
    assert "2 people" in letter.body


def test_a_focal_point_imports_for_its_own_country_only(edition, focal_point):
    with pytest.raises(RuleBroken, match="not_your_country"):
        uploaded(edition, workbook(ASEL), by=focal_point, country="KG")


def test_a_stranger_imports_nothing(edition):
    with pytest.raises(RuleBroken, match="not_your_country"):
        uploaded(edition, workbook(ASEL), by=UserFactory())


@pytest.mark.parametrize("state", ["ci_published", "call_closed", "selecting"])
def test_only_officers_import_outside_the_open_call(edition, officer, focal_point, state):
    edition.state = state
    edition.save()

    with pytest.raises(RuleBroken, match="call_is_not_open"):
        uploaded(edition, workbook(ASEL), by=focal_point)
    assert imported(edition, workbook(ASEL), by=officer).state == "imported"


def test_focal_points_are_refused_after_the_deadline(edition, focal_point):
    book = uploaded(edition, workbook(ASEL), by=focal_point)

    with pytest.raises(RuleBroken, match="call_is_not_open"):
        services.import_workbook(book, by=focal_point, at=datetime(2029, 12, 2, tzinfo=UTC))


@pytest.mark.parametrize("state", ["selection_approved", "running", "closed"])
def test_nobody_imports_once_the_cohort_is_approved(edition, officer, state):
    edition.state = state
    edition.save()

    for person in (officer, None):
        with pytest.raises(RuleBroken, match="nominations_are_past"):
            uploaded(edition, workbook(ASEL), by=person)


@pytest.mark.parametrize("people", [3, 30])
def test_an_import_costs_the_same_queries_however_many_rows(
    edition, officer, people, django_assert_max_num_queries
):
    rows = [
        row(rank=str(n), surname=f"Person{'abcdefghij'[n % 10]}{'abcdefghij'[n // 10]}",
            email=f"p{n}@example.kz", given_names="Xx" + "ab" * n)
        for n in range(1, people + 1)
    ]  # fmt: skip
    book = uploaded(edition, workbook(*rows), by=officer)

    with django_assert_max_num_queries(45):
        services.import_workbook(book, by=officer, at=WHILE_OPEN)

    assert Nomination.objects.count() == people


def test_an_edition_without_a_call_takes_workbooks_from_officers(officer):
    edition = EditionFactory(state="ci_published")
    EditionRoleFactory(edition=edition, user=officer)

    assert imported(edition, workbook(ASEL), by=officer).state == "imported"
