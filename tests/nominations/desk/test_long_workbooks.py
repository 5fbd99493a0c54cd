"""Workbooks of more rows than are in memory together."""

import gc
import itertools

import pytest

from samgak.nominations import services
from samgak.nominations.models import Nomination, OtherSpelling, WorkbookRow
from samgak.nominations.queries.plans import BATCH
from samgak.nominations.rules.nominees import NomineeRow
from samgak.nominations.rules.planning import MOST_QUESTIONS, MOST_ROWS_NAMED
from samgak.nominations.rules.plans import PlannedRow
from samgak.participants.models import Person
from tests.factories import CallFactory, EditionRoleFactory
from tests.nominations.desk.acts import imported, outcomes, uploaded
from tests.nominations.desk.sheets import ASEL, row, workbook
from tests.nominations.factories import WHILE_OPEN

pytestmark = pytest.mark.django_db

LETTERS = "bcdfghjklm"


@pytest.fixture
def edition():
    return CallFactory(edition__state="call_open", nominations_per_country_max=None).edition


@pytest.fixture
def officer(edition):
    return EditionRoleFactory(edition=edition, role="programme_officer").user


def people(count, **values):
    """Rows of people who have nothing in common."""
    return [
        row(
            rank=str(n + 1),
            surname="Xo" + "".join(LETTERS[int(digit)] * 2 for digit in f"{n:04}"),
            native_name="",
            email=f"p{n}@example.kz",
            date_of_birth=f"{1 + n % 28:02}.{1 + n // 28 % 12:02}.{1960 + n // 336}",
            **values,
        )
        for n in range(count)
    ]


def finding_codes(book, number):
    return [finding["code"] for finding in book.rows.get(row=number).findings]


def test_rows_are_in_memory_a_batch_at_a_time_and_the_progress_is_told(edition, officer):
    alive, told = [], []

    def progress(done, total):
        told.append((done, total))
        alive.append(sum(type(one) in (NomineeRow, PlannedRow) for one in gc.get_objects()))

    count = 3 * BATCH
    book = uploaded(edition, workbook(*people(count)), by=officer)
    acts = (
        lambda: services.preview(book, at=WHILE_OPEN, progress=progress),
        lambda: services.import_workbook(book, by=officer, at=WHILE_OPEN, progress=progress),
        lambda: services.undo_import(book, by=officer, at=WHILE_OPEN, progress=progress),
    )
    for act, left in zip(acts, (0, count, 0), strict=True):
        told.clear()
        act()

        done = [done for done, _ in told]
        assert done == sorted(done)
        assert len(set(done)) >= 3
        assert told[-1][0] == told[-1][1]
        # As many as the sheet has rows, its heading too.
        assert told[-1][1] in (count, count + 1)
        assert len({total for _, total in told}) == 1
        assert Nomination.objects.count() == Person.objects.count() == left
    # Of one batch the rows as they are read, planned and settled.
    assert 0 < max(alive) <= 4 * BATCH


def test_what_one_batch_writes_is_no_news_to_the_next(edition, officer):
    rows = people(BATCH + 3)
    again = {**rows[0], "Rank": "900", "Email": "other@example.kz"}
    almost = {**rows[1], "Surname": rows[1]["Surname"] + "a", "Rank": "901", "Email": "a@b.kz"}
    book = imported(edition, workbook(*rows, again, almost), by=officer)

    assert outcomes(book)[-2:] == [
        (BATCH + 5, "reported", "duplicate"), (BATCH + 6, "created", ""),
    ]  # fmt: skip
    assert finding_codes(book, BATCH + 6) == ["possible-duplicate"]
    assert book.rows.get(row=BATCH + 6).findings[0]["params"] == {"row": 3}
    assert not WorkbookRow.objects.filter(
        findings__contains=[{"code": "possible-duplicate-of-known"}]
    ).exists()


def test_the_ranks_of_all_batches_say_who_has_a_place(edition, officer):
    edition.call.nominations_per_country_max = 2
    edition.call.save()
    rows = people(BATCH + 1)
    rows[-1]["Rank"], rows[0]["Rank"] = "1", "999"

    book = imported(edition, workbook(*rows), by=officer)

    created = book.rows.filter(outcome="created").values_list("row", flat=True)
    assert list(created) == [3, BATCH + 2]
    assert book.rows.filter(code="too-many").count() == BATCH - 1


def test_nominees_who_may_be_the_same_person_are_named_whatever_they_share(edition, officer):
    imported(edition, workbook(ASEL), by=officer)
    born = ASEL["Date of birth"]
    person = Person.objects.get()
    OtherSpelling.objects.create(
        person=person, country="KZ", name_key="turdakunaida", born_on="1970-03-04"
    )

    book = imported(
        edition,
        workbook(
            row(surname="Osspanova", email="a@example.kz", rank="2"),
            row(date_of_birth=born[:-1] + "9", email="b@example.kz", rank="3"),
            row(surname="Turdakun", given_names="Ayda", date_of_birth="04.03.1970",
                native_name="", email="c@example.kz", rank="4"),
            row(surname="Nobody", given_names="Known", date_of_birth="01.01.1980",
                native_name="", email="d@example.kz", rank="5"),
        ),
        by=officer,
    )  # fmt: skip

    known = "possible-duplicate-of-known"
    assert [known in finding_codes(book, number) for number in (2, 3, 4, 5)] == [
        True, True, True, False,
    ]  # fmt: skip


def test_words_nobody_knows_are_asked_about_until_they_are_too_many(edition, officer):
    rows = people(MOST_QUESTIONS + 20)
    words = itertools.product("qwxz", repeat=4)
    for one, word in zip(rows, words, strict=False):
        one["Russian"] = "".join(word)
    many = people(BATCH)[MOST_QUESTIONS + 20 :]
    for one in many:
        one["Russian"] = "qqqq"

    book = services.preview(uploaded(edition, workbook(*rows, *many), by=officer), at=WHILE_OPEN)

    asked = book.sheet["questions"]
    assert len(asked) == MOST_QUESTIONS
    assert [len(question["rows"]) for question in asked[:2]] == [MOST_ROWS_NAMED, 1]
