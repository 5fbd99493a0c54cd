"""A folder of lessons is loaded whole or refused whole, with every fault and its place."""

import io

import pytest
from django.core.management import call_command
from PIL import Image

from samgak.exchange.rules.lessons import Around, LessonRefused, read
from samgak.learning.models import Lesson, LessonUse
from tests.factories import EditionFactory, SessionFactory
from tests.learning.factories import ProgrammeFactory

AROUND = Around("ru", frozenset({"service"}), frozenset({"journeys", "once-only"}))
GOOD = """
title: {en: Journeys, ru: Пути}
summary: Кратко
sessions: [service]
order: 20
tasks:
  - {en: Count.}
competencies: [unesco-data, digcomp-5]
sources:
  - {title: A book, reference: page 5, on: 2022-05}
  - {title: A site, url: "https://example.org/a"}
files:
  - file: map.png
    alt: {en: A map}
"""


def picture():
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    return target.getvalue()


def folder(description=GOOD, **bodies):
    texts = bodies or {"en": "![A map](map.png) [once](lesson:once-only)"}
    files = {f"{language}.md": text.encode() for language, text in texts.items()}
    return {"lesson.yaml": description.encode(), "map.png": picture(), **files}


def faults(held, key="journeys"):
    with pytest.raises(LessonRefused) as refused:
        read(key, held, AROUND)
    return [(one.file, one.fault.path, one.fault.code) for one in refused.value.faults]


def test_a_good_folder_is_a_lesson():
    found = read("journeys", folder(), AROUND)

    assert found.title == {"en": "Journeys", "ru": "Пути"}
    assert found.summary == {"ru": "Кратко"}
    assert (found.sessions, found.order) == (("service",), 20)
    assert [source.on for source in found.sources] == ["2022-05", ""]
    assert found.files[0].content == picture()
    assert set(found.bodies) == {"en"}


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("summary: x", ("lesson.yaml", "title", "missing_key")),
        ("title: x\nteacher: y", ("lesson.yaml", "teacher", "unknown_key")),
        ("title: x\nsessions: [nowhere]", ("lesson.yaml", "sessions[0]", "unknown_reference")),
        ("title: x\ncompetencies: [magic]", ("lesson.yaml", "competencies[0]", "not_a_choice")),
        ("title: {fr: x}", ("lesson.yaml", "title", "not_a_choice")),
        (f"title: {'x' * 151}", ("lesson.yaml", "title", "too_long")),
        ("title: x\nsources: [{title: y}]", ("lesson.yaml", "sources[0]", "source_leads_nowhere")),
        (
            "title: x\nsources: [{title: y, url: 'javascript:alert(1)'}]",
            ("lesson.yaml", "sources[0].url", "not_web_address"),
        ),
        ("title: x\nfiles: [{file: no.pdf}]", ("lesson.yaml", "files[0]", "lesson_file_missing")),
        ("title: x\nfiles: [{file: map.png}]", ("lesson.yaml", "files[0]", "missing_key")),
        ("title: [", ("lesson.yaml", "", "not_yaml")),
        ("title: &a x", ("lesson.yaml", "", "alias_not_allowed")),
    ],
)
def test_a_fault_is_named_with_its_place(description, expected):
    assert expected in faults(folder(description))


def test_bodies_and_files_are_checked_too():
    held = folder(en="fine\n\n<https://ok.example> [x](javascript:alert(1))", fr="bonjour")
    held |= {"map.png": b"<svg/>", "stray.txt": b"x", "ru.md": b"\xff"}

    assert faults(held) == [
        ("fr.md", "", "not_a_choice"),
        ("lesson.yaml", "files[0].file", "file_is_not_what_it_says"),
        ("ru.md", "", "not_utf8"),
    ]
    held |= {"map.png": picture(), "ru.md": b"ok"}
    del held["fr.md"]
    assert faults(held) == [("en.md", "", "link-not-allowed"), ("stray.txt", "", "file_not_named")]


def test_a_folder_needs_its_description_and_a_key():
    assert faults({}, key="No Key") == [
        ("lesson.yaml", "", "not_edition_code"),
        ("lesson.yaml", "", "lesson_file_missing"),
    ]


@pytest.mark.django_db
def test_the_command_loads_the_good_and_refuses_the_others(tmp_path, capsys):
    edition = EditionFactory(code="astana", programme=ProgrammeFactory())
    SessionFactory(edition=edition, code="service")
    for key, description in (("journeys", GOOD), ("broken", "title: [")):
        place = tmp_path / "lessons" / key
        place.mkdir(parents=True)
        for name, content in folder(description, en="![A map](map.png)").items():
            (place / name).write_bytes(content)

    for _again in range(2):
        with pytest.raises(SystemExit) as stopped:
            call_command("load_companions", "astana", str(tmp_path))
        assert stopped.value.code == 2

    said = capsys.readouterr()
    assert "1 made, 0 changed, 0 as they were, 1 refused" in said.out
    assert "0 made, 0 changed, 1 as they were, 1 refused" in said.out
    assert "lessons/broken/lesson.yaml:1:" in said.err
    assert Lesson.objects.get().key == "journeys"
    assert LessonUse.objects.get().position == 20
