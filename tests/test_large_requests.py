"""200 MB sent to every form that takes a file: refused with a sentence, kept neither in memory nor on disk."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samgak.actionplans.models import Evidence
from samgak.core.uploading import LARGEST
from samgak.learning.models import LessonFile
from samgak.nominations.models import WorkbookImport
from samgak.practice.models import Dataset, ServiceStep
from tests.actionplans.test_year import asked, page
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db
SENT = 200_000_000
BOUNDARY = "x"
FIELD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="%s"'
# Of one request: what is kept of a file before it is let go, and a piece of the stream.
MOST_MEMORY = 12_000_000


class Stream(io.RawIOBase):
    """A form with a file of 200 MB, made while it is read."""

    def __init__(self, *, name: str, fields: dict[str, str]) -> None:
        head = "".join(f"{FIELD % key}\r\n\r\n{value}\r\n" for key, value in fields.items())
        head += f'{FIELD % "file"}; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
        self.head, self.tail = head.encode(), f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(self.head) + SENT + len(self.tail)
        self.pieces, self.left = self._made(), b""

    def _made(self) -> Iterator[bytes]:
        yield self.head
        line = b"1,2,3\n" * 10_000
        for _at in range(SENT // len(line)):
            yield line
        yield line[: SENT % len(line)] + self.tail

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "the whole body was asked for at once"
        while len(self.left) < size and (piece := next(self.pieces, None)) is not None:
            self.left += piece
        given, self.left = self.left[:size], self.left[size:]
        return given


def send(client, address, name, **fields):
    """Send the file; the answer, and the most memory that was held meanwhile."""
    stream = Stream(name=name, fields=fields)
    tracemalloc.start()
    try:
        response = client.generic(
            "POST",
            address,
            **{
                "wsgi.input": stream,
                "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
                "CONTENT_LENGTH": str(stream.length),
            },
        )
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return response, most


def officer(client, edition, role="programme_officer"):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)
    return edition


def a_workbook(client):
    edition = officer(client, CallFactory(edition__state="call_open").edition)
    return reverse("nominations:imports", kwargs={"code": edition.code}), "nominations-kz.csv"


def a_lesson_file(client):
    from tests.learning.factories import LessonFactory, ProgrammeFactory

    edition = officer(client, EditionFactory(programme=ProgrammeFactory()))
    lesson = LessonFactory(programme=edition.programme)
    address = reverse("learning:add_file", kwargs={"code": edition.code, "key": lesson.key})
    return address, "notes.txt"


def a_dataset(client):
    from tests.practice.dataset_factories import member_of, team_of

    team = team_of()
    client.force_login(member_of(team))
    return reverse("practice:add_dataset", kwargs={"code": team.edition.code}), "visits.csv"


def a_newer_dataset(client):
    from tests.practice.dataset_factories import dataset_of, member_of, team_of

    team = team_of()
    client.force_login(member_of(team))
    dataset = dataset_of(team)
    values = {"code": team.edition.code, "dataset_id": dataset.pk}
    return reverse("practice:replace_dataset", kwargs=values), "visits.csv"


def evidence(client):
    from tests.actionplans.factories import ActionPlanFactory

    edition = EditionFactory(
        state="following_up", starts_on=date(2030, 1, 29), ends_on=date(2030, 1, 31)
    )
    seat = ParticipantFactory(edition=edition, person__email="aigerim@example.org")
    return page(asked(ActionPlanFactory(participant=seat, state="submitted")).pk), "proof.pdf"


def steps(client):
    from tests.practice.factories import licence_service

    service = licence_service()
    officer(client, service.team.edition)
    values = {"code": service.team.edition.code, "service_id": service.pk}
    return reverse("practice:upload_steps", kwargs=values), "steps.csv"


def questions(client):
    edition = officer(client, EditionFactory())
    return reverse("surveys:load", kwargs={"code": edition.code}), "test.json"


def indicators(client):
    edition = officer(client, EditionFactory())
    return reverse("learning:indicators", kwargs={"code": edition.code}), "indicators.csv"


def an_edition_file(client):
    client.force_login(OrganisationRoleFactory().user)
    return reverse("exchange:upload"), "edition.yaml"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (a_workbook, "the file may have at most"),
        (a_lesson_file, "the file may have at most"),
        (a_dataset, "The file is too large."),
        (a_newer_dataset, "The file is too large."),
        (evidence, "the file may have at most"),
        (steps, "the file may have at most"),
        (questions, "the file may have at most"),
        (indicators, "the file may have at most"),
        (an_edition_file, "the file may have at most"),
    ],
)
def test_two_hundred_megabytes_get_a_sentence_and_no_memory(client, form, sentence):
    address, name = form(client)
    kept = [model.objects.count() for model in (Dataset, Evidence, LessonFile, WorkbookImport)]
    rows = ServiceStep.objects.count()

    response, most = send(client, address, name, status="on_track", language="en")

    assert response.status_code in (200, 413)
    assert sentence in response.content.decode()
    assert most < MOST_MEMORY
    models = (Dataset, Evidence, LessonFile, WorkbookImport)
    assert [model.objects.count() for model in models] == kept
    assert ServiceStep.objects.count() == rows


def test_of_a_large_file_little_reaches_the_disk(client, monkeypatch):
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    written = []
    keep = TemporaryFileUploadHandler.receive_data_chunk

    def watched(handler, data, start):
        written.append(len(data))
        return keep(handler, data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", watched)
    address, name = a_lesson_file(client)

    send(client, address, name)

    assert 0 < sum(written) <= LARGEST


def test_many_files_in_one_request_count_together(client):
    address, name = a_workbook(client)
    files = [SimpleUploadedFile(name, b"0" * 9_000_000) for _at in range(3)]

    response = client.post(address, {"file": files})

    assert "the file may have at most" in response.content.decode()
    assert not WorkbookImport.objects.exists()


def test_two_hundred_megabytes_of_text_are_not_read(client):
    class Unread(io.BytesIO):
        def read(self, *_sizes):
            raise AssertionError("the body was read")

    edition = officer(client, EditionFactory(state="running"), role="participant")
    seat = ParticipantFactory(edition=edition)
    seat.person.user_id = client.session["_auth_user_id"]
    seat.person.save()

    response = client.generic(
        "POST",
        reverse("actionplans:my_plan", kwargs={"code": edition.code}),
        **{
            "wsgi.input": Unread(),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(SENT),
        },
    )

    assert response.status_code == 400
    assert "The address or form can't be read" in response.content.decode()
