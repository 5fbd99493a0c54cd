"""The command as its user runs it, on whole editions; each run has a scratch database of its own."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from rdflib import Graph

from samgak.standards.dcat import validate

ROOT = Path(__file__).parents[2]
ASTANA = ROOT / "src/samgak/exchange/demonstration/astana-2025"
EDITIONS = ROOT / "tests/editions"

pytestmark = pytest.mark.django_db


def rehearse(folder, out):
    return subprocess.run(
        [sys.executable, "-m", "samgak.config", "rehearse", str(folder), "--out", str(out)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "samgak.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def summary_of(out):
    return json.loads((out / "summary.json").read_text("utf-8"))


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def astana(tmp_path_factory, django_db_setup, django_db_blocker):
    out = tmp_path_factory.mktemp("astana")
    with django_db_blocker.unblock():
        done = rehearse(ASTANA, out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_the_astana_edition_lives_its_whole_life(astana):
    summary = summary_of(astana)

    assert (summary["imported"], summary["reported_rows"], summary["selected"]) == (70, 10, 20)
    assert summary["proven"]
    assert all(summary["checks"].values())
    assert summary["timetable"]["proven"]


def test_every_file_of_two_duplicates_and_impossible_rows_is_reported(astana):
    by_file = {}
    for row in rows_of(astana / "reported-rows.csv"):
        by_file.setdefault(row["file"], []).append(row["code"])

    assert {file: sorted(codes) for file, codes in by_file.items()} == {
        f"nominations-{country}.xlsx": ["duplicate", "impossible"]
        for country in ("kg", "kz", "tj", "tm", "uz")
    }


def test_the_results_say_what_a_redesign_saves(astana):
    practice = json.loads((astana / "results.json").read_text("utf-8"))["practice"]

    found = practice["redesign"]
    assert found["after"]["visits"] < found["before"]["visits"]
    assert found["after"]["burden"] < found["before"]["burden"]
    low, high = found["saving_from_to"]
    assert 0 < low < found["saving_a_year"] < high


def test_a_result_of_the_practice_stands_in_a_plan(astana):
    plans = json.loads((astana / "results.json").read_text("utf-8"))["plans"]

    assert plans["practice_results"] == 1
    assert plans["versions"] == plans["submitted"] + 1


def test_the_secondment_lives_to_its_certificate(astana):
    found = json.loads((astana / "results.json").read_text("utf-8"))["secondment"]

    assert (found["weeks"], found["weeks_logged"], found["outputs"]) == (4, 4, 2)
    assert [one["difference"] for one in found["objectives"]] == [0, 1, -1]
    assert found["is_reported"]
    assert found["certificates"] == 1
    assert (astana / "secondment-report.docx").read_bytes()[:2] == b"PK"


def test_the_practice_catalogue_is_valid_and_says_what_came_of_the_table(astana):
    catalogue = Graph().parse(astana / "practice-catalogue.ttl", format="turtle")
    found = json.loads((astana / "results.json").read_text("utf-8"))["open_data"]

    assert validate.breaches(catalogue) == []
    assert found["refused_before_fixes"]
    assert (found["risk_before"], found["risk_after"]) == ("high", "low")
    assert (found["rows_before"], found["rows_after"]) == (325, 321)
    assert (found["stars"], found["shapes_broken"]) == (3, 0)
    assert found["faults_after"] < found["faults_before"]


def test_everyone_imported_is_selected_or_told_why_not(astana):
    cohort, others = rows_of(astana / "cohort.csv"), rows_of(astana / "not-selected.csv")

    assert len(cohort) + len(others) == 70
    assert all(row["reason"] for row in others)


def test_certificates_carry_both_spellings(astana):
    cohort = {
        f"{row['family']} {row['given']}": row["native"] for row in rows_of(astana / "cohort.csv")
    }
    printed = " ".join(
        page.extract_text()
        for file in sorted((astana / "certificates").glob("*.pdf"))
        for page in PdfReader(file).pages
    )

    found = [name for name, native in cohort.items() if name in printed and native in printed]
    assert len(found) == summary_of(astana)["certificates"] > 0


def test_each_payer_reports_only_its_own_money_and_links_to_the_other(astana):
    koica = (astana / "iati-koica.xml").read_text("utf-8")

    assert 'code="E01"' not in koica
    assert "3600000" not in koica
    assert 'ref="KZ-BIN-000000000000-astana-2025" type="4"' in koica


def test_quotas_that_clash_are_an_answer(tmp_path):
    done = rehearse(EDITIONS / "hanoi-2026", tmp_path)

    assert done.returncode == 3
    assert len(summary_of(tmp_path)["explanations"]) == 4
    assert summary_of(tmp_path)["explanations"][0] in done.stderr


def test_a_timetable_that_can_not_be_made_is_an_answer(tmp_path):
    done = rehearse(EDITIONS / "incheon-2026", tmp_path)

    assert done.returncode == 3
    assert (tmp_path / "cohort.csv").exists()
    assert "kr-1" in done.stderr


@pytest.mark.parametrize("code", ["windhoek-2027", "cusco-2026"])
def test_other_editions_live_too(tmp_path, code):
    done = rehearse(EDITIONS / code, tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr


def test_an_edition_with_applications_lives_too(tmp_path):
    done = rehearse(EDITIONS / "osh-2027", tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert summary_of(tmp_path)["checks"]["applications_follow_the_seats"]
    left_out = {row["family"]: row["reason"] for row in rows_of(tmp_path / "not-selected.csv")}
    assert left_out["Rahimov"] == "not-eligible/application_not_endorsed"


def test_a_course_of_eleven_countries_is_paid_and_held_in_korea(tmp_path):
    done = rehearse(EDITIONS / "seoul-2025", tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert len({row["country"] for row in rows_of(tmp_path / "cohort.csv")}) == 11
    transactions = (tmp_path / "iati-koica.xml").read_text("utf-8").split("<transaction>")[1:]
    assert len(transactions) == 2
    assert all('<aid-type code="E01"' in one for one in transactions)


def test_a_file_with_faults_is_refused_whole(tmp_path):
    folder = tmp_path / "edition"
    folder.mkdir()
    words = (ASTANA / "edition.yaml").read_text("utf-8").replace("seats: 20", "seats: many")
    (folder / "edition.yaml").write_text(words, "utf-8")

    done = rehearse(folder, tmp_path / "out")

    assert done.returncode == 2
    assert "call.seats" in done.stderr
    assert not (tmp_path / "out" / "cohort.csv").exists()
