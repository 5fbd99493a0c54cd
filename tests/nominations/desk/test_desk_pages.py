"""A focal point at its desk: nominate, order, withdraw; what it prints and fills in."""

from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from samgak import spreadsheets
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import lists
from tests.applications.factories import ApplicationFactory
from tests.nominations.desk.pages import page, text_of
from tests.nominations.desk.sheets import VALUES
from tests.nominations.factories import NominationFactory
from tests.nominations.rules.readings import read_workbook

pytestmark = pytest.mark.django_db


def test_a_focal_point_nominates_by_form(client, edition, focal_point):
    form = page("nominate", edition)
    assert 'value="1"' in text_of(client.get(form))

    assert "isn’t in the calendar" in text_of(
        client.post(form, VALUES | {"born_on": "31.02.1985"})
    ).replace("&#x27;", "’")
    assert "is not understood as a level" in text_of(
        client.post(form, VALUES | {"language_ru": "so-so"})
    )
    answer = client.post(form, VALUES, follow=True)

    assert "Ospanova Assel is nominated." in text_of(answer)


def test_a_look_alike_is_pointed_out_after_nominating(client, edition, focal_point):
    client.post(page("nominate", edition), VALUES)

    answer = client.post(
        page("nominate", edition), VALUES | {"family": "Osspanova", "rank": "2"}, follow=True
    )

    assert "may be the same person as Ospanova Assel (rank 1)" in text_of(answer)


def test_a_rank_used_twice_is_pointed_out(client, edition, focal_point):
    NominationFactory(edition=edition, rank=1, person__family_name="Serikova")

    answer = client.post(page("nominate", edition), VALUES, follow=True)

    assert "Serikova Aigerim has rank 1 too." in text_of(answer)


def test_an_officer_of_an_edition_without_countries_is_led_to_the_list(client, edition, officer):
    assert client.get(page("desk", edition)).url == page("nominees", edition)


def test_a_nomination_is_withdrawn_with_a_reason(client, edition, focal_point):
    nomination = NominationFactory(edition=edition)
    withdraw = page("withdraw", edition, nomination.pk)

    assert "There is a problem" in text_of(client.post(withdraw, {"reason": ""}))
    answer = client.post(withdraw, {"reason": "Moved to another office"}, follow=True)

    assert "is withdrawn." in text_of(answer)
    assert "Moved to another office" in text_of(client.get(page("desk", edition)))


def test_a_closed_call_says_so_and_offers_nothing(client, edition, focal_point):
    edition.state = "call_closed"
    edition.save()
    NominationFactory(edition=edition)

    desk = text_of(client.get(page("desk", edition)))

    assert "The call is not open" in desk
    assert page("nominate", edition) not in desk
    assert "The call is not open" in text_of(client.post(page("nominate", edition), VALUES))


def test_two_records_are_merged_on_a_page(client, edition, officer):
    one = NominationFactory(edition=edition, person__family_name="Ospanova", rank=1)
    other = NominationFactory(edition=edition, person__family_name="Osspanova", rank=2)
    detail = text_of(client.get(page("nomination", edition, one.pk)))
    merge = page("merge", edition, one.pk, other.pk)
    assert merge in detail
    compared = text_of(client.get(merge))
    assert "Osspanova" in compared

    chosen = {"family": "duplicate", "rank": "kept", "email": "duplicate"}
    answer = client.post(merge, chosen, follow=True)

    assert "The two records are one now." in text_of(answer)
    nomination = Nomination.objects.get()
    assert (nomination.rank, nomination.person.family_name) == (1, "Osspanova")


@pytest.mark.parametrize("reader", ["en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"])
def test_the_blank_workbook_is_read_back_and_its_example_is_nobody(edition, reader):
    with translation.override(reader):
        content = lists.blank_workbook(edition, country="KZ", languages=["en", "ru"])

    book = openpyxl.load_workbook(BytesIO(content))
    empty = read(content)
    assert (empty.nominees, empty.reported, empty.findings, empty.unrecognised) == ((), (), (), ())
    values = {"family": "Ospanova", "given": "Assel", "native": "Оспанова Әсел", "sex": "F",
              "born_on": "22.10.1985", "organisation": "Office", "position": "Head", "rank": 1,
              "years_in_service": 9, "email": "a@example.kz", "last_training_on": "",
              "language_en": "B1", "language_ru": "C1"}  # fmt: skip
    for column, name in empty.header.fields.items():
        book.active.cell(5, column + 1, values.pop(name))
    assert values == {}
    target = BytesIO()
    book.save(target)
    [nominee] = read(target.getvalue()).nominees
    assert (nominee.family, nominee.languages["ru"].level) == ("Ospanova", "excellent")
    assert nominee.findings == ()


def read(content):
    sheets = spreadsheets.read(content, name="nominations-kz.xlsx")
    return read_workbook(sheets, country="KZ", known=frozenset(), today=timezone.now().date())


def test_the_blank_workbook_is_named_after_the_country(client, edition, focal_point):
    response = client.get(page("template", edition))

    assert "nominations-kz.xlsx" in response["Content-Disposition"]
    assert response.content.startswith(b"PK")


def test_the_list_to_sign_has_every_standing_nominee(client, edition, focal_point):
    NominationFactory(edition=edition, person__family_name="Ospanova", person__given_name="Assel")

    response = client.get(page("list_to_sign", edition))

    said = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert "Ospanova Assel" in said
    assert "Nominees of Kazakhstan" in said


def test_the_desk_shows_each_application_and_leads_to_those_that_wait_for_the_focal_point(
    client, edition, focal_point, count_queries
):
    people = [NominationFactory(edition=edition, rank=rank).person for rank in (1, 2, 3)]
    assert "Application</th>" not in text_of(client.get(page("desk", edition)))
    waiting = ApplicationFactory(
        edition=edition, person=people[0], submitted=True, state="supervisor_endorsed"
    )
    few = count_queries(lambda: client.get(page("desk", edition)))
    draft = ApplicationFactory(edition=edition, person=people[1])

    answer = text_of(client.get(page("desk", edition)))

    assert f'href="/en/editions/{edition.code}/applications/{waiting.pk}/"' in answer
    assert f"applications/{draft.pk}/" not in answer
    assert "Endorsed by the supervisor" in answer
    assert count_queries(lambda: client.get(page("desk", edition))) == few
