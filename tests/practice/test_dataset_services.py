import io

import pytest

from samgak.core.errors import RuleBroken
from samgak.practice.models import Dataset, Release
from samgak.practice.queries import datasets as queries
from samgak.practice.services import datasets as services
from samgak.spreadsheets import Column, write_xlsx
from tests.factories import EditionFactory
from tests.practice.dataset_factories import (
    AT,
    PEOPLE,
    VISITS,
    dataset_of,
    described,
    published,
    team_of,
)

pytestmark = pytest.mark.django_db
REASON = "The law on registers makes these names public."


def fix(dataset, code, column="", value="", **more):
    return services.fix(dataset, code=code, column=column, value=value, by=None, at=AT, **more)


def test_a_table_is_kept_as_it_was_sent_and_looked_at():
    dataset = Dataset.objects.get(pk=dataset_of(team_of()).pk)

    assert bytes(dataset.original) == VISITS
    assert (dataset.profile["rows"], dataset.profile["risk"]) == (30, "low")
    assert [one["kind"] for one in dataset.profile["columns"]] == [
        "text",
        "text",
        "integer",
        "date",
    ]


def test_a_workbook_is_a_table_too():
    target = io.BytesIO()
    write_xlsx(target, [Column("a"), Column("b")], [["x", 1], ["=1+1", 2.5]], title="T")

    dataset = dataset_of(team_of(), target.getvalue(), "table.xlsx")

    assert queries.table_of(dataset).rows == (("x", "1"), ("=1+1", "2.5"))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"PK\x03\x04", "wrong-type"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.csv", b"a,b\n", "table-has-no-rows"),
        ("a.csv", b"a,b\n" + b"1,2\n" * 20_050, "too-many-rows"),
        ("a.csv", b"x" * 5_000_001, "too-large"),
        ("a.csv", b'a,b\n"' + b"x,y\n" * 1000, "cell-too-long"),
        ("a.csv", b"\xff\xfe\xd8\x00\x00\xdc", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(name, content, code):
    team = team_of()

    with pytest.raises(RuleBroken, match=code):
        dataset_of(team, content, name)

    assert not team.datasets.exists()


def test_a_team_keeps_a_limited_number_of_tables(monkeypatch):
    monkeypatch.setattr(services, "MOST_DATASETS_OF_A_TEAM", 1)
    team = team_of()
    dataset_of(team)

    with pytest.raises(RuleBroken, match="too_many_datasets"):
        dataset_of(team)


def test_fixes_are_written_down_counted_and_undone_one_after_the_other():
    dataset = dataset_of(team_of(), PEOPLE)
    before = queries.table_of(dataset)
    dataset = fix(dataset, "pseudonymise", "Паспорт")
    dataset = fix(dataset, "drop", "ФИО")

    assert [(one["code"], one["changed"], one["rows"]) for one in dataset.fixes] == [
        ("pseudonymise", 6, 6),
        ("drop", 6, 6),
    ]
    assert dataset.profile["risk"] == "low"
    dataset = services.undo(dataset, by=None, at=AT)
    assert dataset.profile["risk"] == "high"
    dataset = services.undo(dataset, by=None, at=AT)
    assert queries.table_of(dataset) == before
    assert bytes(dataset.original) == PEOPLE
    with pytest.raises(RuleBroken, match="nothing_to_undo"):
        services.undo(dataset, by=None, at=AT)


def test_two_windows_do_not_change_one_table_twice():
    dataset = dataset_of(team_of())
    fix(dataset, "rename", "Visits", "Count", seen=1)

    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        fix(dataset, "rename", "Count", "Number", seen=1)


def test_a_newer_file_gets_the_fixes_that_fit():
    dataset = fix(dataset_of(team_of()), "rename", "Visits", "Count")
    dataset = fix(dataset, "drop", "Service")

    dataset = services.replace(
        dataset, file_name="new.csv", content=b"Office,Visits\nA,5\n", by=None, at=AT
    )

    assert queries.table_of(dataset).columns == ("Office", "Count")
    assert [one["code"] for one in dataset.fixes] == ["rename"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": {}}, "dataset_needs_title"),
        ({"description": {}}, "dataset_needs_description"),
        ({"licence": ""}, "dataset_needs_licence"),
    ],
)
def test_what_readers_need_must_be_there(changes, code):
    dataset = described(team_of(), **changes)

    with pytest.raises(RuleBroken, match=code):
        services.publish(dataset, by=None, at=AT)


def test_passport_numbers_are_not_published_without_a_fix_or_a_reason():
    dataset = described(team_of(), PEOPLE)

    for reason in ("", "because", " " * 30):
        with pytest.raises(RuleBroken, match="dataset_shows_people"):
            services.publish(dataset, reason=reason, by=None, at=AT)

    assert services.publish(dataset, reason=REASON, by=None, at=AT).reason == REASON
    dataset = fix(fix(dataset, "drop", "ФИО"), "drop", "Паспорт")
    assert services.publish(dataset, by=None, at=AT).reason == ""


def test_a_new_version_takes_the_place_of_the_old_one():
    dataset = published(team_of())
    dataset = fix(dataset, "drop", "Day")

    assert (
        queries.table_of(queries.release_of(dataset.team.edition, dataset_id=dataset.pk)).columns[
            -1
        ]
        == "Day"
    )
    services.publish(dataset, by=None, at=AT)

    assert [one.number for one in queries.on_portal(dataset.team.edition)] == [2]
    assert Release.objects.filter(dataset=dataset).count() == 2


def test_a_dataset_taken_from_the_portal_can_be_published_again_or_deleted():
    dataset = published(team_of())
    with pytest.raises(RuleBroken, match="still_on_portal"):
        services.remove(dataset)

    services.withdraw(dataset, at=AT)
    with pytest.raises(RuleBroken, match="not_on_portal"):
        services.withdraw(dataset, at=AT)

    assert not queries.on_portal(dataset.team.edition).exists()
    services.remove(dataset)
    assert not Release.objects.exists()


@pytest.mark.parametrize("words", ["ПОСЕЩЕНИЯ", "visits offices", "  ", "Вымышленных", "service"])
def test_the_search_finds_in_any_script(words):
    dataset = published(team_of())

    assert queries.search(dataset.team.edition, words).count() == 1


def test_the_search_leaves_out_what_does_not_match_and_other_editions():
    dataset = published(team_of())

    assert not queries.search(dataset.team.edition, "%").exists()
    assert not queries.search(dataset.team.edition, "visits 서비스").exists()
    assert not queries.search(EditionFactory(), "").exists()
