"""`samgak import-nominations`: the same services, a report of lines."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import samgak.exchange
from samgak.exchange.services import load
from samgak.nominations.models import Nomination, WorkbookImport
from tests.factories import CallFactory
from tests.nominations.desk.sheets import ASEL, row, workbook

ASTANA = Path(samgak.exchange.__file__).parent / "demonstration" / "astana-2025"
EDITIONS = Path(__file__).parents[2] / "editions"
pytestmark = pytest.mark.django_db
DEMAND = "demand"  # as an edition is that has just been loaded


@pytest.fixture
def edition():
    return CallFactory(edition__state=DEMAND).edition


def written(folder: Path, content: bytes, name="nominations-kz.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def run(edition, *words, capsys):
    try:
        call_command("import_nominations", edition.code, *map(str, words))
        code = 0
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_report_names_file_row_code_and_sentence(edition, tmp_path, capsys):
    path = written(tmp_path, workbook(ASEL, row(ASEL), row(surname="Serikova", email="nowhere")))

    code, out, _ = run(edition, path, capsys=capsys)

    assert code == 0
    assert f"{path}:3 duplicate The same person stands in row 2 already" in out
    assert f"{path}:4 impossible Mail address: “nowhere” is no mail address." in out
    assert f"{path}: 1 person was nominated." in out
    assert Nomination.objects.count() == 1


def test_a_dry_run_says_the_same_and_does_nothing(edition, tmp_path, capsys):
    path = written(tmp_path, workbook(ASEL))

    code, out, _ = run(edition, path, "--dry-run", capsys=capsys)

    assert (code, "1 person will be nominated." in out) == (0, True)
    assert not Nomination.objects.exists()
    assert not WorkbookImport.objects.exists()


def test_the_same_file_again_changes_nothing_and_says_so(edition, tmp_path, capsys):
    path = written(tmp_path, workbook(ASEL))
    run(edition, path, capsys=capsys)

    code, out, _ = run(edition, path, capsys=capsys)

    assert (code, "Nothing was changed." in out) == (0, True)
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (("nominations-kz.xlsx", b"no workbook"), "wrong-type The file can't be opened"),
        (("list.csv", workbook(ASEL)), "does not say the country"),
        (("nominations-kz.csv", b"a,b\nc,d\n"), "No row has headings that are known."),
    ],
)
def test_a_file_that_can_not_be_read_ends_with_2_and_the_others_are_imported(
    edition, tmp_path, capsys, sent, sentence
):
    name, content = sent
    bad = tmp_path / "bad"
    bad.mkdir()
    path = written(bad, content, name)
    good = written(tmp_path, workbook(ASEL))

    code, _, err = run(edition, path, good, capsys=capsys)

    assert (code, sentence in err) == (2, True)
    assert Nomination.objects.count() == 1
    assert WorkbookImport.objects.count() == 1


def test_a_file_that_is_not_there_ends_with_2(edition, tmp_path, capsys):
    code, _, err = run(edition, tmp_path / "nominations-kz.csv", capsys=capsys)

    assert (code, "nominations-kz.csv can't be read" in err) == (2, True)


def test_an_edition_that_is_not_there_ends_with_2(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("import_nominations", "nowhere-2030", str(tmp_path / "nominations-kz.csv"))

    assert refusal.value.returncode == 2


def test_a_finished_edition_takes_no_workbook(edition, tmp_path, capsys):
    edition.state = "closed"
    edition.save()

    code, _, err = run(edition, written(tmp_path, workbook(ASEL)), capsys=capsys)

    assert (code, "can no longer be changed" in err) == (2, True)


def test_the_demonstration_workbooks_are_read_by_the_command(edition, capsys):
    code, out, _ = run(edition, *sorted(ASTANA.glob("*.xlsx")), capsys=capsys)

    assert code == 0
    assert Nomination.objects.count() == 70
    assert out.count(" duplicate The same person") == 5
    assert out.count("2 rows were not imported.") == 5


@pytest.mark.parametrize(
    ("code", "people"),
    [("incheon-2026", 12), ("windhoek-2027", 12), ("hanoi-2026", 11), ("cusco-2026", 13)],
)
def test_other_editions_are_read_too_whatever_their_countries_formats_and_headings(
    capsys, code, people
):
    folder = EDITIONS / code
    edition = load((folder / "edition.yaml").read_text(encoding="utf-8")).edition

    ended, out, _ = run(edition, *sorted(folder.glob("nominations-*")), capsys=capsys)

    assert ended == 0
    assert Nomination.objects.filter(edition=edition).count() == people, out
