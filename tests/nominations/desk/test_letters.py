"""The signed letter of a country: handed in, told by its content, seen by its country and the officers."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from samgak.nominations.models import EndorsementLetter
from tests.nominations.desk.pages import page, signed_in, text_of
from tests.nominations.factories import NominationFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def picture(kind="PNG"):
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, kind)
    return target.getvalue()


def hand_in(client, edition, name, content):
    file = SimpleUploadedFile(name, content)
    return client.post(page("letter", edition), {"file": file}, follow=True)


def test_a_signed_letter_is_kept_and_the_desk_says_when_the_list_has_changed(
    client, edition, focal_point
):
    NominationFactory(edition=edition)
    assert "The signed letter is missing." in text_of(client.get(page("desk", edition)))

    assert "The signed letter is kept." in text_of(hand_in(client, edition, "scan.pdf", PDF))

    letter = EndorsementLetter.objects.get()
    answer = client.get(page("signed_letter", edition, letter.pk))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert "attachment" in answer["Content-Disposition"]
    assert "The list has changed since." not in text_of(client.get(page("desk", edition)))
    NominationFactory(edition=edition)
    assert "The list has changed since." in text_of(client.get(page("desk", edition)))


def test_officers_see_who_sent_none_and_another_country_sees_no_letter(client, edition, officer):
    NominationFactory(edition=edition)
    assert "Countries that sent no signed letter: Kazakhstan" in text_of(
        client.get(page("nominees", edition))
    )
    signed_in(client, edition, "focal_point", "KZ")
    hand_in(client, edition, "scan.png", picture())
    letter = EndorsementLetter.objects.get()

    client.force_login(officer)
    assert "Countries that sent no" not in text_of(client.get(page("nominees", edition)))
    assert client.get(page("signed_letter", edition, letter.pk)).status_code == 200
    signed_in(client, edition, "focal_point", "KG")
    assert client.get(page("signed_letter", edition, letter.pk)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", b"MZ\x90\x00"),
        ("letter.pdf", b"%PDF-1.7 cut off"),
        ("letter.png", picture("JPEG")),
        ("letter.exe", PDF),
        ("letter", PDF),
        ("letter.pdf", b""),
        ("letter.jpg", picture("JPEG")[:40]),
        ("letter.pdf", PDF + b" " * 10_000_000),
    ],
)
def test_what_is_no_scan_is_refused(client, edition, focal_point, name, content):
    assert "There is a problem" in text_of(hand_in(client, edition, name, content))
    assert not EndorsementLetter.objects.exists()


def test_a_scan_gets_a_harmless_name_and_says_what_it_is(client, edition, focal_point):
    hand_in(client, edition, "..\\..\\a.JPEG", picture("JPEG"))

    kept = EndorsementLetter.objects.get()
    assert kept.kind == "jpg"
    assert not set(kept.file_name) & set('\\/"\r\n')
