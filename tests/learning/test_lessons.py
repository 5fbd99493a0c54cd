"""Lessons are read, marked, written and taken along."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from samgak.core.errors import RuleBroken
from samgak.learning import queries, services
from samgak.learning.models import Lesson, LessonFile, LessonUse, ReadingMark
from samgak.learning.rules.content import Content, File, Source
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, SessionFactory
from tests.learning.factories import (
    LessonFactory,
    LessonUseFactory,
    ProgrammeFactory,
    ReadingMarkFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 10, tzinfo=UTC)


def picture():
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def edition():
    return EditionFactory(programme=ProgrammeFactory(), offered_languages=["en", "ru"])


@pytest.fixture
def lesson(edition):
    return LessonFactory(programme=edition.programme, key="once-only")


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    return user


@pytest.fixture
def seat(client, edition):
    role = EditionRoleFactory(edition=edition, role="participant")
    seat = ParticipantFactory(edition=edition, person__user=role.user)
    client.force_login(role.user)
    return seat


def address(name, edition, **more):
    return reverse(f"learning:{name}", kwargs={"code": edition.code, **more})


def content(**changes):
    return Content(
        **{
            "key": "journeys",
            "title": {"en": "Journeys"},
            "bodies": {"en": "![A map](map.png)"},
            "sources": (Source("A book", reference="page 5", on="2022"),),
            "files": (File("map.png", picture(), alt={"en": "A map"}),),
        }
        | changes
    )


def test_the_same_lesson_again_changes_nothing(edition):
    session = SessionFactory(edition=edition, code="first")
    told = content(sessions=("first",), order=7)

    first = services.load_lesson(edition, told, at=AT)
    again = services.load_lesson(edition, told, at=AT)

    assert (first.is_made, first.is_changed) == (True, True)
    assert (again.is_made, again.is_changed) == (False, False)
    assert LessonUse.objects.get().session == session
    assert LessonFile.objects.get().size_bytes == len(picture())


def test_a_changed_folder_takes_away_what_is_gone(edition):
    SessionFactory(edition=edition, code="first")
    services.load_lesson(edition, content(sessions=("first",)), at=AT)

    services.load_lesson(edition, content(files=(), bodies={}), at=AT)

    assert not LessonFile.objects.exists()
    assert not LessonUse.objects.exists()
    assert Lesson.objects.get().bodies == {}


def test_an_edition_without_a_programme_has_no_library():
    with pytest.raises(RuleBroken, match="edition_without_programme"):
        services.load_lesson(EditionFactory(), content(), at=AT)


def test_the_library_is_searched_in_any_script(edition, lesson):
    LessonFactory(programme=edition.programme, search_text="journeys")
    LessonFactory(search_text="only of another programme")

    assert [card.lesson for card in queries.library(edition, words="ТОЛЬКО раз")] == [lesson]
    assert len(queries.library(edition, competency="unesco-data")) == 2
    assert queries.library(edition, competency="digcomp-1") == ()


def test_a_participant_reads_and_marks(client, edition, lesson, seat):
    LessonUseFactory(session=SessionFactory(edition=edition), lesson=lesson)
    page = address("lesson", edition, key="once-only")

    shown = client.get(page).content.decode()
    client.post(address("mark", edition, key="once-only"))
    client.post(address("mark", edition, key="once-only"))

    assert "<h2>Why</h2>" in shown
    assert len(shown) < 100_000
    assert ReadingMark.objects.get().participant == seat
    assert "Take the mark back" in client.get(page).content.decode()
    client.post(address("mark", edition, key="once-only"), {"unread": "1"})
    assert not ReadingMark.objects.exists()


def test_the_page_says_which_language_is_shown(client, edition, lesson, seat):
    page = reverse("learning:lesson", kwargs={"code": edition.code, "key": "once-only"})

    in_korean = client.get(page.replace("/en/", "/ko/")).content.decode()
    in_english = client.get(page, {"read_in": "ru"}).content.decode()

    assert 'class="sg-lesson" lang="ru"' in in_korean
    assert "The text is shown in this language: Russian" in in_english


def test_a_lesson_of_another_programme_is_not_found(client, edition, seat):
    LessonFactory(key="elsewhere")

    assert client.get(address("lesson", edition, key="elsewhere")).status_code == 404


def test_a_stranger_reads_nothing(client, edition, lesson):
    client.force_login(EditionRoleFactory().user)

    assert client.get(address("lesson", edition, key="once-only")).status_code == 403


def test_files_are_served_with_harmless_headers(client, edition, lesson, seat):
    services.add_file(lesson, File("map.png", picture(), alt={"en": "A map"}))
    services.add_file(lesson, File("notes.txt", b"<script>alert(1)</script>"))

    shown = client.get(address("file", edition, key="once-only", file_name="map.png"))
    kept = client.get(address("file", edition, key="once-only", file_name="notes.txt"))

    assert shown["Content-Type"] == "image/png"
    assert kept["Content-Type"] == "text/plain"
    assert "sandbox" in kept["Content-Security-Policy"]
    assert kept["Content-Disposition"].startswith("attachment")
    assert {shown["X-Content-Type-Options"], kept["X-Content-Type-Options"]} == {"nosniff"}
    missing = client.get(address("file", edition, key="once-only", file_name="..%2Fsecret"))
    assert missing.status_code == 404


def test_a_writer_keeps_one_language_and_hears_of_faults(client, edition, lesson, officer):
    page = address("change", edition, key="once-only")
    version = queries.version_of(lesson)
    typed = {
        "title": "Once",
        "summary": "",
        "tasks": "Count.\nAsk.",
        "body": "# New",
        "seen": version,
    }

    refused = client.post(page, typed | {"body": "![](x.png)"}).content.decode()
    preview = client.post(page, typed | {"preview": "1"}).content.decode()
    done = client.post(page, typed)

    assert "is no picture of this lesson" in refused
    assert "<h2>New</h2>" in preview
    assert done.status_code == 302
    lesson.refresh_from_db()
    assert lesson.bodies == {"en": "# New", "ru": "# Зачем"}
    assert lesson.tasks == [{"en": "Count."}, {"en": "Ask."}]


def test_whoever_keeps_later_sees_what_the_other_wrote(client, edition, lesson, officer):
    page, old = address("change", edition, key="once-only"), queries.version_of(lesson)
    typed = {"title": "Mine", "body": "# Mine", "seen": old}
    Lesson.objects.update(bodies={"en": "# Theirs"})

    shown = client.post(page, typed).content.decode()

    assert "# Theirs" in shown
    assert "# Mine" in shown
    assert Lesson.objects.get().bodies == {"en": "# Theirs"}


def test_a_writer_begins_a_lesson(client, edition, officer):
    client.post(address("write", edition), {"key": "fresh", "title": "Fresh", "body": "Words"})

    assert Lesson.objects.get().bodies == {"en": "Words"}


def test_a_file_that_is_something_else_is_refused(client, edition, lesson, officer):
    page = address("add_file", edition, key="once-only")
    wrong = SimpleUploadedFile("map.png", b"<svg onload=alert(1)>")
    right = SimpleUploadedFile("map.png", picture())

    refused = client.post(page, {"file": wrong, "language": "en", "alt": "A map"})
    wordless = client.post(page, {"file": right, "language": "en"})

    assert "the content is not what the ending says" in refused.content.decode()
    assert "say in words what the picture shows" in wordless.content.decode()
    assert not LessonFile.objects.exists()


def test_sessions_of_a_lesson_are_chosen(client, edition, lesson, officer):
    first, second = SessionFactory.create_batch(2, edition=edition)
    LessonUseFactory(session=first, lesson=lesson)
    page = address("sessions", edition, key="once-only")

    client.post(page, {"sessions": [second.pk]})
    foreign = client.post(page, {"sessions": [SessionFactory().pk]})

    assert LessonUse.objects.get().session == second
    assert foreign.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(client, edition, seat, count, django_assert_num_queries):
    for lesson in LessonFactory.create_batch(count, programme=edition.programme):
        LessonUseFactory(session=SessionFactory(edition=edition), lesson=lesson)
        ReadingMarkFactory(participant=seat, lesson=lesson)
    client.get(address("library", edition))

    with django_assert_num_queries(10):
        client.get(address("library", edition))


def test_the_overview_counts_and_names_nobody(client, edition, lesson, officer):
    LessonUseFactory(session=SessionFactory(edition=edition), lesson=lesson)
    reader, _other = ParticipantFactory.create_batch(2, edition=edition)
    ReadingMarkFactory(participant=reader, lesson=lesson)

    shown = client.get(address("overview", edition)).content.decode()

    assert [(one.read, one.people) for one in queries.reading_of(edition)] == [(1, 2)]
    assert reader.person.native_name not in shown
    assert client.get(address("overview", edition), {"download": "csv"}).status_code == 200


def test_the_copy_without_network_holds_everything(client, edition, lesson, seat):
    services.add_file(lesson, File("map.png", picture(), alt={"en": "A map"}))
    lesson.bodies = {"en": "![A map](map.png) [again](lesson:once-only)"}
    lesson.save()
    LessonUseFactory(session=SessionFactory(edition=edition), lesson=lesson)

    response = client.get(address("offline", edition))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))

    page = packed.read("once-only.html").decode()
    assert 'src="files/once-only/map.png"' in page
    assert 'href="once-only.html"' in page
    assert "http" not in page
    assert packed.read("files/once-only/map.png") == picture()
    assert 'href="once-only.html"' in packed.read("index.html").decode()
