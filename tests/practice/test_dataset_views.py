import json
from io import BytesIO

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samgak.practice.models import Dataset, Team
from samgak.practice.services import datasets as services
from samgak.standards.dcat import validate
from tests.factories import EditionRoleFactory, PartnerRoleFactory
from tests.practice.dataset_factories import (
    AT,
    PEOPLE,
    VISITS,
    dataset_of,
    described,
    member_of,
    published,
    team_of,
)

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def at(name, team, **more):
    return reverse(f"practice:{name}", kwargs={"code": team.edition.code, **more})


@pytest.fixture
def team():
    return team_of()


@pytest.fixture
def member(client, team):
    user = member_of(team)
    client.force_login(user)
    return user


def words(response):
    return response.content.decode()


def test_a_member_uploads_a_table_and_sees_what_is_in_it(client, team, member):
    file = SimpleUploadedFile("people.csv", PEOPLE)

    response = client.post(at("add_dataset", team), {"file": file, "team": "one"}, follow=True)

    said = words(response)
    assert "Passport numbers" in said
    assert "N1••••••0" in said
    assert "N12345670" not in said
    assert Dataset.objects.get().saved_by == member


def test_a_broken_file_gets_a_sentence(client, team, member):
    file = SimpleUploadedFile("people.csv", b'a,b\n"' + b"x" * 3000)

    response = client.post(at("add_dataset", team), {"file": file, "team": "one"})

    assert "Perhaps a quotation mark opens and never closes." in words(response)
    assert not Dataset.objects.exists()


class Unread(BytesIO):
    def read(self, *_):
        raise AssertionError("the body was read")


def test_two_hundred_megabytes_are_refused_before_they_are_read(client, team, member):
    response = client.generic(
        "POST",
        at("add_dataset", team),
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": "200000000"},
    )

    assert response.status_code == 413
    assert "The file is too large." in words(response)


def test_uploads_still_need_their_token(team):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(member_of(team))
    file = SimpleUploadedFile("visits.csv", VISITS)

    response = client.post(at("add_dataset", team), {"file": file, "team": "one"})

    assert response.status_code == 403
    assert not Dataset.objects.exists()


def test_the_datasets_of_another_team_do_not_exist_for_a_member(client, team, member):
    other = dataset_of(team_of(team.edition, key="two"))
    foreign = dataset_of(team_of())

    for name in (
        "dataset",
        "about_dataset",
        "replace_dataset",
        "publish_dataset",
        "withdraw_dataset",
    ):
        for one in (other, foreign):
            assert client.get(at(name, team, dataset_id=one.pk)).status_code == 404
    assert (
        client.post(at("change_dataset", team, dataset_id=other.pk), {"change": "undo"}).status_code
        == 404
    )


def test_a_file_cannot_be_sent_to_another_team(client, team, member):
    team_of(team.edition, key="two")
    file = SimpleUploadedFile("visits.csv", VISITS)

    client.post(at("add_dataset", team), {"file": file, "team": "two"})

    assert not Dataset.objects.exists()


def test_a_lecturer_works_in_every_team(client, team):
    dataset = dataset_of(team)
    client.force_login(EditionRoleFactory(edition=team.edition, role="lecturer").user)

    assert client.get(at("dataset", team, dataset_id=dataset.pk)).status_code == 200


def test_whoever_is_in_no_team_learns_what_to_do(client, team):
    client.force_login(EditionRoleFactory(edition=team.edition, role="participant").user)

    assert "You are in no team yet" in words(client.get(at("datasets", team)))


def test_a_column_is_changed_and_the_change_undone(client, team, member):
    dataset = dataset_of(team, PEOPLE)
    page = at("column", team, dataset_id=dataset.pk, position=1)
    assert "N12345670" in words(client.get(page))

    said = words(client.post(page, {"code": "pseudonymise", "seen": 1}, follow=True))

    assert "Replace each value with a code that cannot be guessed" in said
    assert Dataset.objects.get().fixes[0]["value"] not in said
    client.post(at("change_dataset", team, dataset_id=dataset.pk), {"change": "undo", "seen": 2})
    assert Dataset.objects.get().fixes == []


def test_a_change_without_its_value_keeps_what_was_typed(client, team, member):
    dataset = dataset_of(team)
    page = at("column", team, dataset_id=dataset.pk, position=0)

    said = words(client.post(page, {"code": "rename", "value": "Visits", "seen": 1}))

    assert "Another column has this name." in said
    assert 'value="Visits"' in said


def test_a_column_that_is_not_there_is_not_found(client, team, member):
    dataset = dataset_of(team)

    assert client.get(at("column", team, dataset_id=dataset.pk, position=9)).status_code == 404


def test_changes_of_the_whole_table(client, team, member):
    dataset = dataset_of(team, b"a,b\n1,2\n1,2\n")
    page = at("change_dataset", team, dataset_id=dataset.pk)

    client.post(page, {"change": "duplicates", "seen": "1"})

    assert Dataset.objects.get().profile["rows"] == 1
    said = words(client.post(page, {"change": "burn"}, follow=True))
    assert "Choose one of the changes offered." in said
    said = words(client.post(page, {"change": "duplicates", "seen": "1"}, follow=True))
    assert "Somebody else has changed this" in said


def test_the_description_is_kept_in_several_languages(client, team, member):
    for country in ("KZ", "KG"):
        PartnerRoleFactory(edition=team.edition, organisation=None, country=country)
    dataset = dataset_of(team)
    page = at("about_dataset", team, dataset_id=dataset.pk)
    assert client.get(page).status_code == 200
    data = {
        "title_0": "Visits",
        "description_0": "Each row is a day.",
        "licence": "cc0-1.0",
        "countries": ["KZ", "KG"],
        "covers_from": "2024-01-01",
        "covers_until": "2023-01-01",
        "seen": 1,
    }

    assert "The last day is before the first." in words(client.post(page, data))
    client.post(page, data | {"covers_until": "2024-12-31"})

    kept = Dataset.objects.get()
    assert (str(kept.title), kept.licence, kept.countries) == ("Visits", "cc0-1.0", ["KZ", "KG"])
    again = client.post(page, data | {"covers_until": "", "title_0": "Other"})
    assert "Somebody else has changed this" in words(again)
    assert 'value="Other"' in words(again)


def test_what_is_lacking_is_said_before_publishing(client, team, member):
    dataset = dataset_of(team)

    said = words(client.get(at("publish_dataset", team, dataset_id=dataset.pk)))

    assert "Give the dataset a title first." in said
    assert "No star" in said


def test_a_described_dataset_is_published_and_seen_by_the_edition(client, team, member):
    dataset = described(team)

    said = words(
        client.post(at("publish_dataset", team, dataset_id=dataset.pk), {"seen": 2}, follow=True)
    )

    assert "The dataset is on the practice portal." in said
    assert "<svg" in said
    assert "Only the people of this edition see what is published here." in said
    client.force_login(EditionRoleFactory(edition=team.edition, role="interpreter").user)
    assert "Visits" in words(client.get(at("portal", team), {"q": "ПОСЕЩЕНИЯ"}))
    assert "Nothing was found" in words(client.get(at("portal", team), {"q": "\x00zebra"}))


def test_people_in_a_table_ask_for_a_reason(client, team, member):
    dataset = described(team, PEOPLE)
    page = at("publish_dataset", team, dataset_id=dataset.pk)

    said = words(client.post(page, {"seen": 2, "reason": "no"}))

    assert "The table shows who somebody is." in said
    assert client.get(at("published", team, dataset_id=dataset.pk)).status_code == 404


def test_strangers_do_not_see_the_portal(client, team):
    dataset = published(team)
    pages = [
        at("portal", team),
        at("published", team, dataset_id=dataset.pk),
        at("rows", team, dataset_id=dataset.pk),
        at("file", team, dataset_id=dataset.pk, kind="csv"),
        at("catalogue", team, form="ttl"),
    ]

    assert {client.get(page).status_code for page in pages} == {302}
    client.force_login(EditionRoleFactory().user)
    assert {client.get(page).status_code for page in pages} == {403}


def test_another_edition_does_not_show_the_dataset(client, team):
    dataset = published(team)
    other = team_of()
    client.force_login(EditionRoleFactory(edition=other.edition, role="lecturer").user)

    assert client.get(at("published", other, dataset_id=dataset.pk)).status_code == 404
    assert client.get(at("rows", other, dataset_id=dataset.pk)).status_code == 404


def test_the_files_hold_the_whole_table(client, team, member, tmp_path):
    dataset = published(team)

    def get(kind):
        response = client.get(at("file", team, dataset_id=dataset.pk, kind=kind))
        return b"".join(response.streaming_content) if response.streaming else response.content

    head, first, *_ = get("csv").decode("utf-8-sig").splitlines()
    assert head.startswith("Office,Service,Visits,Day,")
    assert "invented" in head
    assert first == "Office 0,Разрешение,100,2024-01-01,"
    said = json.loads(get("json"))
    assert said["note"]["en"] == "Invented for practice: no real data."
    assert said["rows"][0] == {
        "Office": "Office 0",
        "Service": "Разрешение",
        "Visits": 100,
        "Day": "2024-01-01",
    }
    path = tmp_path / "x.parquet"
    path.write_bytes(get("parquet"))
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT count(*), sum(Visits), max(Day) FROM read_parquet(?)", [str(path)]
        ).fetchone()
        notes = connection.execute("FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    assert (found[0], found[1], str(found[2])) == (30, 3435, "2024-01-28")
    assert any(b"Invented for practice" in value for _, _, value in notes)


def test_a_formula_leaves_as_text(client, team, member):
    dataset = described(team, b"a,b\n=1+1,@x\n")
    services.publish(dataset, by=None, at=AT)

    response = client.get(at("file", team, dataset_id=dataset.pk, kind="csv"))

    assert b"'=1+1,'@x" in b"".join(response.streaming_content)


def test_rows_by_portions_and_by_value(client, team, member):
    dataset = published(team)
    page = at("rows", team, dataset_id=dataset.pk)

    first = client.get(page, {"limit": 2, "Service": "permit"}).json()

    assert (first["total"], len(first["rows"]), first["rows"][0]["Visits"]) == (15, 2, 101)
    second = client.get(first["next"]).json()
    assert second["rows"][0]["Visits"] == 105
    assert client.get(page, {"offset": 100}).json()["rows"] == []
    assert client.get(page, {"offset": 28, "limit": 5}).json()["next"] is None


@pytest.mark.parametrize(
    "asked",
    [{"limit": "1001"}, {"limit": "-1"}, {"offset": "x"}, {"offset": "9" * 30}, {"nowhere": "1"}],
)
def test_a_question_that_cannot_be_answered_gets_a_sentence(client, team, member, asked):
    dataset = published(team)

    response = client.get(at("rows", team, dataset_id=dataset.pk), asked)

    assert response.status_code == 400
    assert response.json()["error"]


def test_the_interface_is_described(client, team, member):
    published(team)

    said = client.get(at("openapi", team)).json()

    assert said["openapi"] == "3.1.0"
    assert list(said["paths"]) == [
        f"/ru/editions/{team.edition.code}/practice/data/{{dataset}}/rows/"
    ]
    assert "?limit=10" in words(client.get(at("api", team)))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("form", "name"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_the_catalogue_is_valid_under_the_official_shapes(client, team, member, form, name):
    from rdflib import Graph

    published(team)
    published(team, licence="odbl-1.0", theme="", countries=[], languages=[], frequency="")

    response = client.get(at("catalogue", team, form=form))

    assert validate.breaches(Graph().parse(data=response.content, format=name)) == []


def test_an_empty_catalogue_is_valid_too(client, team, member):
    from rdflib import Graph

    response = client.get(at("catalogue", team, form="ttl"))

    assert validate.breaches(Graph().parse(data=response.content, format="turtle")) == []


def test_script_in_every_field_stays_text(client, team, member):
    content = f"{SCRIPT},b\n{SCRIPT},{SCRIPT}\nx,y\n".encode()
    about = {
        "title": {"en": SCRIPT},
        "description": {"en": SCRIPT},
        "keywords": {"en": SCRIPT},
        "publisher": {"en": SCRIPT},
        "contact_name": SCRIPT,
    }
    dataset = described(team, content, **about)
    services.publish(dataset, by=None, at=AT)

    for page in [
        at("portal", team),
        at("api", team),
        at("datasets", team),
        *(
            at(name, team, dataset_id=dataset.pk)
            for name in (
                "published",
                "dataset",
                "about_dataset",
                "publish_dataset",
                "withdraw_dataset",
            )
        ),
        at("column", team, dataset_id=dataset.pk, position=0),
    ]:
        response = client.get(page)
        assert response.status_code == 200
        assert SCRIPT not in words(response)


def test_a_dataset_is_taken_back_and_deleted_after_a_question(client, team, member):
    dataset = published(team)
    page = at("withdraw_dataset", team, dataset_id=dataset.pk)
    assert "Take the dataset from the portal?" in words(client.get(page))

    client.post(page)

    assert "Delete the dataset?" in words(client.get(page))
    client.post(page, {"delete": "1"})
    assert not Dataset.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["portal", "datasets", "api"])
def test_lists_cost_the_same_queries_however_long_they_are(
    client, member, name, count, django_assert_num_queries
):
    team = Team.objects.get()
    for _ in range(count):
        published(team)
    client.get(at(name, team))

    with django_assert_num_queries({"portal": 6, "datasets": 6, "api": 5}[name]):
        client.get(at(name, team))


@pytest.mark.parametrize(
    "content",
    [
        b"name,n\nA,9999999999999999999999999999999999999\nB,-1\nA,1e400\n",
        "name,n\n\u202eA\u0085,0.0000000001\n<b>'\\,NaN\n".encode(),
        "имя,n\nA,−5\nB,0\n".encode(),
        ("q,n\n" + "".join(f'"a ""{n % 5}""\n2",{n}\n' for n in range(20))).encode(),
    ],
)
def test_odd_tables_are_shown_drawn_and_sent(client, team, member, content):
    dataset = described(team, content)
    services.publish(dataset, reason="Invented names, for practice only.", by=None, at=AT)

    pages = [
        at("published", team, dataset_id=dataset.pk) + "?by=name&of=n",
        at("dataset", team, dataset_id=dataset.pk),
        at("rows", team, dataset_id=dataset.pk),
        *(
            at("file", team, dataset_id=dataset.pk, kind=kind)
            for kind in ("csv", "json", "parquet")
        ),
        at("catalogue", team, form="jsonld"),
    ]
    assert {client.get(page).status_code for page in pages} == {200}


def test_nul_in_a_text_gets_a_sentence_or_is_left_out(client, team, member):
    dataset = dataset_of(team)
    data = {"title_0": "a\x00b", "description_0": "c\x00", "contact_name": "d\x00", "seen": 1}

    assert client.post(at("about_dataset", team, dataset_id=dataset.pk), data).status_code == 200
    page = at("column", team, dataset_id=dataset.pk, position=0)
    assert client.post(page, {"code": "fill", "value": "\x00"}).status_code == 200
    file = SimpleUploadedFile("a\x00.csv", b"a,b\n1,\x002\n")
    assert client.post(at("add_dataset", team), {"file": file, "team": "one"}).status_code == 200
