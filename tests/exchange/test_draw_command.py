import json

import pytest
from django.core.management import CommandError, call_command

POOL = {
    "seats": 2,
    "people": [
        {"number": "1", "sex": "F"},
        {"number": "2", "sex": "M"},
        {"number": "3", "sex": "M"},
    ],
    "quotas": [{"where": {"sex": "F"}, "min": 1, "max": 1}],
}


@pytest.fixture
def files(tmp_path):
    pool, publication = tmp_path / "pool.json", tmp_path / "draw.json"
    pool.write_text(json.dumps(POOL))
    return pool, publication


def make(files):
    call_command("draw", "make", str(files[0]), "--out", str(files[1]), "--seed-source", "lottery")


def refused(capsys, *words):
    with pytest.raises(SystemExit) as left:
        call_command("draw", *map(str, words))
    return left.value.code, capsys.readouterr().err


def test_a_draw_is_made_cast_and_verified(files, capsys):
    make(files)
    assert "People: 3; the least probability: 1/2" in capsys.readouterr().out

    call_command("draw", "cast", str(files[1]), "--seed", "12 34 56")
    call_command("draw", "verify", str(files[1]))

    told = capsys.readouterr().out
    assert "proven in whole numbers" in told
    assert "Drawn by the seed “12 34 56”: 1, " in told


def test_a_draw_is_cast_once(files, capsys):
    make(files)
    call_command("draw", "cast", str(files[1]), "--seed", "first")

    code, told = refused(capsys, "cast", files[1], "--seed", "second")

    assert (code, "once" in told) == (2, True)
    assert json.loads(files[1].read_text())["drawn"]["seed"] == "first"


def test_a_changed_file_is_told_in_a_sentence(files, capsys):
    make(files)
    files[1].write_text(files[1].read_text().replace("1/2", "1/3"))

    code, told = refused(capsys, "verify", files[1])

    assert (code, "The digest differs" in told) == (1, True)


def test_a_pool_without_a_cohort_names_the_lines_that_clash(files, capsys):
    files[0].write_text(json.dumps(POOL | {"seats": 9}))
    words = ["make", files[0], "--out", files[1], "--seed-source", "lottery"]

    code, told = refused(capsys, *words)

    assert (code, "can't hold together: seats" in told) == (2, True)


def test_a_pool_in_csv_is_drawn_from(tmp_path, capsys):
    people, quotas, out = (tmp_path / n for n in ("people.csv", "quotas.csv", "draw.json"))
    people.write_text("number,sex\n1,F\n2,M\n")
    quotas.write_text("attribute,value,min,max\nsex,M,,1\n")
    words = ["make", people, "--out", out, "--seed-source", "lottery", "--quotas", quotas]

    with pytest.raises(CommandError, match="--seats"):
        call_command("draw", *map(str, words))
    call_command("draw", *map(str, words), "--seats", "1")

    assert "People: 2" in capsys.readouterr().out


def test_files_that_are_not_there_are_told_in_a_sentence(tmp_path, files):
    with pytest.raises(CommandError, match="can't be read"):
        call_command("draw", "verify", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="can't be written"):
        make((files[0], tmp_path / "none" / "draw.json"))
