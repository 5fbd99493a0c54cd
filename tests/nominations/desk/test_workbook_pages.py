"""Workbooks on their pages: upload, preview, columns, report, mending, undoing."""

from functools import partial

import pytest

from samgak.core import jobs
from samgak.nominations.models import Nomination, WorkbookImport
from tests.nominations.desk.pages import page, sent, text_of, uploaded
from tests.nominations.desk.sheets import ASEL, BOLAT, HEADINGS, VALUES, row, workbook
from tests.nominations.factories import NominationFactory

pytestmark = pytest.mark.django_db


def test_from_the_upload_over_the_preview_to_the_report(client, edition, focal_point):
    book = uploaded(client, edition, workbook(ASEL, row(BOLAT, email="nowhere")))
    preview = text_of(client.get(page("import", edition, book.pk)))
    assert "1 person will be nominated." in preview
    assert "“nowhere” is no mail address." in preview
    assert not Nomination.objects.exists()

    client.post(page("confirm", edition, book.pk))
    jobs.work_off()

    report = text_of(client.get(page("import", edition, book.pk)))
    assert "1 person was nominated." in report
    assert "1 row was not imported." in report
    assert Nomination.objects.get().person.native_name in report


def test_the_work_leads_on_to_the_preview(client, edition, focal_point):
    response = sent(client, edition, workbook(ASEL))
    jobs.work_off()

    after = client.get(response.url)

    book = WorkbookImport.objects.get()
    assert page("import", edition, book.pk) in (after.url if after.status_code == 302 else
                                                after.content.decode())  # fmt: skip


def test_the_same_file_again_says_that_nothing_was_changed(client, edition, focal_point):
    for _ in range(2):
        book = uploaded(client, edition, workbook(ASEL))
        client.post(page("confirm", edition, book.pk))
        jobs.work_off()

    assert "Nothing was changed." in text_of(client.get(page("import", edition, book.pk)))


@pytest.mark.usefixtures("focal_point")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.pdf", b"%PDF-1.7", "only files of these kinds are taken"),
        ("nominations-kz.csv", b"", "the file is empty"),
        ("nominations-kz.csv", b"x" * 20_000_001, "at most 20 MB"),
        ("nominations-kg.csv", workbook(ASEL), "says a country that isn&#x27;t yours"),
    ],
)
def test_a_file_that_can_not_be_taken_says_why(client, edition, name, content, sentence):
    assert sentence in text_of(sent(client, edition, content, name=name))
    assert not WorkbookImport.objects.exists()


def test_a_file_without_a_country_in_its_name_is_asked_about(client, edition, officer):
    assert "Choose the country" in text_of(sent(client, edition, workbook(ASEL), name="list.csv"))


def test_the_country_chosen_must_be_that_of_the_name(client, edition, officer):
    NominationFactory(edition=edition, country="KG")

    answer = sent(client, edition, workbook(ASEL), country="KG")

    assert "The name of the file says another country." in text_of(answer)


def test_a_damaged_file_is_refused_on_its_page(client, edition, officer):
    answer = sent(client, edition, b"PK\x03\x04 broken", name="nominations-kz.xlsx")

    assert "the file is damaged" in text_of(answer)


def test_columns_and_levels_are_asked_about_on_a_page(client, edition, officer):
    headings = [*HEADINGS[:6], "Dwelling of the desk", *HEADINGS[7:]]
    typed = {**row(russian="so-so"), "Dwelling of the desk": "Office of examples"}
    book = uploaded(client, edition, workbook(typed, headings=headings))
    asked = page("mapping", edition, book.pk)
    assert "Dwelling of the desk" in text_of(client.get(asked))

    client.post(asked, {"column_6": "organisation"})
    jobs.work_off()
    assert "so-so" in text_of(client.get(asked))
    client.post(asked, {"column_6": "organisation", "word_0": "fair"})
    jobs.work_off()
    client.post(page("confirm", edition, book.pk))
    jobs.work_off()

    nomination = Nomination.objects.get()
    assert nomination.organisation == "Office of examples"
    assert nomination.languages["ru"]["level"] == "fair"


def test_two_columns_can_not_hold_the_same(client, edition, officer):
    headings = [*HEADINGS[:10], "One", "Two"]
    typed = {**ASEL, "One": "a", "Two": "b"}
    book = uploaded(client, edition, workbook(typed, headings=headings))

    answer = client.post(
        page("mapping", edition, book.pk), {"column_10": "native", "column_11": "native"}
    )

    assert "Two columns can&#x27;t hold the same." in text_of(answer)


def test_a_reported_row_is_mended_on_its_page(client, edition, focal_point):
    book = uploaded(client, edition, workbook(row(email="nowhere")))
    client.post(page("confirm", edition, book.pk))
    jobs.work_off()
    assert "1 row of nominations-kz.csv was not imported" in text_of(
        client.get(page("desk", edition))
    )
    mend = page("mend", edition, book.pk, book.rows.get().pk)
    assert 'value="nowhere"' in text_of(client.get(mend))

    assert "is no mail address" in text_of(client.post(mend, VALUES | {"email": "nowhere"}))
    client.post(mend, VALUES)

    assert Nomination.objects.get().person.email == "assel@example.kz"
    assert "Mended" in text_of(client.get(page("import", edition, book.pk)))


def test_an_import_is_undone_on_its_page(client, edition, focal_point):
    book = uploaded(client, edition, workbook(ASEL))
    client.post(page("confirm", edition, book.pk))
    jobs.work_off()
    undo = page("undo", edition, book.pk)
    assert "1 nomination is taken back." in text_of(client.get(undo))

    client.post(undo)
    jobs.work_off()

    assert "Undone" in text_of(client.get(page("import", edition, book.pk)))
    assert not Nomination.objects.exists()


def test_undoing_what_was_built_on_says_why_not(client, edition, focal_point):
    book = uploaded(client, edition, workbook(ASEL))
    client.post(page("confirm", edition, book.pk))
    jobs.work_off()
    nomination = Nomination.objects.get()
    client.post(page("change", edition, nomination.pk), VALUES | {"position": "Director"})

    work = client.post(page("undo", edition, book.pk)).url
    jobs.work_off()

    assert "Ospanova Assel was changed since" in text_of(client.get(work))
    assert Nomination.objects.get().position_held == "Director"


def test_a_workbook_of_many_rows_costs_as_much_as_one_of_few(
    client, edition, officer, count_queries
):
    counted = []
    for people in (1, 3):
        rows = [row(surname="Os" + "ab" * n, email=f"p{n}@example.kz") for n in range(people)]
        book = uploaded(client, edition, workbook(*rows))
        address = page("import", edition, book.pk)
        counted.append(count_queries(partial(client.get, address)))

    assert counted[0] == counted[1]
