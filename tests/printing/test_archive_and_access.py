"""What every document promises: it can be archived, read aloud, and is the same everywhere."""

import threading

import pytest

from samgak.printing import typeface
from samgak.printing.agendas import agenda, agenda_list
from samgak.printing.certificates import certificate
from samgak.printing.letters import letter
from samgak.printing.nominations import nomination_list
from tests.printing.reading import metadata_of, opened, structure_of
from tests.printing.samples import (
    agenda_of,
    certificate_of,
    day_of,
    letter_of,
    nomination_list_of,
    session_at,
)

DOCUMENTS = {
    "certificate": (lambda: certificate(certificate_of()), "ru", "Сертификат"),
    "agenda": (lambda: agenda(agenda_of(day_of(0, session_at("09:00")))), "ru", "Расписание"),
    "list": (lambda: agenda_list(agenda_of(day_of(0, session_at("09:00")))), "ru", "Расписание"),
    "nominees": (lambda: nomination_list(nomination_list_of(3)), "tg", "Номзадҳои Тоҷикистон"),
    "letter": (lambda: letter(letter_of()), "ko", "디지털"),
}


@pytest.fixture(params=DOCUMENTS, scope="module")
def document(request):
    printed, language, title = DOCUMENTS[request.param]
    return printed(), language, title


def test_a_document_claims_pdf_a_3a_and_pdf_ua_1(document):
    metadata = metadata_of(document[0])

    for claim in (
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert claim in metadata


def test_a_document_is_tagged_and_names_its_title_author_and_language(document):
    pdf, language, title = document
    root = opened(pdf).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert opened(pdf).metadata.title.startswith(title)
    assert opened(pdf).metadata.author


def test_a_document_has_one_main_heading_and_describes_every_picture(document):
    structure = structure_of(document[0])

    assert [kind for kind, _ in structure].count("/H1") == 1
    assert all(alternative for kind, alternative in structure if kind == "/Figure")


def test_a_document_embeds_the_one_typeface_and_no_other(document):
    names = {
        str(font.get_object()["/BaseFont"])
        for page in opened(document[0]).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert names
    assert all("Pretendard" in name for name in names)


def test_the_typeface_has_all_letters_of_all_eight_languages():
    letters = (
        "ӘәҒғҚқҢңӨөҰұҮүҺһІі"  # Kazakh, and Kyrgyz with it
        "ӢӣӮӯҲҳҶҷЪъЁё"  # Tajik, Russian
        "ʻʼ’‘"  # Uzbek
        "ÇçÄäŇňÖöŞşÜüÝýŽž"  # Turkmen
        "가각힣ㄱㅏ"  # Korean
        "–—«»„“”…№·→₸₩"
    )

    assert {c for c in letters if ord(c) not in typeface.characters_of(typeface.folder())} == set()


def test_a_folder_without_the_typeface_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMGAK_FONTS", str(tmp_path))

    with pytest.raises(typeface.FontsMissing) as missing:
        typeface.folder()

    assert (missing.value.folder, missing.value.missing) == (tmp_path, typeface.FILES)


def test_a_document_is_the_same_from_another_thread():
    printed = []
    threads = [
        threading.Thread(target=lambda: printed.append(certificate(certificate_of())))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert printed == [certificate(certificate_of())] * 3
