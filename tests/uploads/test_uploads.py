import socket
import struct
import threading
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.uploads import MEDIA_TYPES, Policy, Refused, check, harmless, scan
from tests.uploads import made

EVERYTHING = Policy(
    kinds=tuple(MEDIA_TYPES), most_bytes=5_000_000, most_bytes_of_a_picture=2_000_000
)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def code_of(name, content, policy=EVERYTHING):
    try:
        check(name, content, policy)
    except Refused as fault:
        return fault.code
    return ""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", made.PDF, "pdf"),
        ("a.PNG", made.picture(), "png"),
        ("a.jpg", made.picture("JPEG"), "jpg"),
        ("a.jpeg", made.picture("JPEG"), "jpg"),
        ("a.webp", made.picture("WEBP"), "webp"),
        ("a.gif", made.picture("GIF"), "gif"),
        ("a.docx", made.office(), "docx"),
        ("a.xlsx", made.office("xlsx"), "xlsx"),
        ("a.pptx", made.office("pptx"), "pptx"),
        ("a.ods", made.open_document(), "ods"),
        ("a.odt", made.open_document("text"), "odt"),
        ("a.csv", "name;страна\n".encode("cp1251"), "csv"),
        ("a.csv", "이름,나라\n".encode("cp949"), "csv"),
        ("a.csv", "name,Қазақстан\n".encode("utf-16"), "csv"),
        ("a.yml", b"code: x\n", "yaml"),
    ],
)
def test_a_file_is_what_its_content_and_its_name_say_together(name, content, kind):
    kept = check(name, content, EVERYTHING)

    assert (kept.kind, kept.media_type, kept.size_bytes) == (kind, MEDIA_TYPES[kind], len(content))
    assert len(kept.sha256) == 64


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "file_type_refused"),
        ("a", made.PDF, "file_type_refused"),
        ("a.pdf.exe", made.PDF, "file_type_refused"),
        ("a.svg", b"<svg/>", "file_type_refused"),
        ("a.zip", made.packed({"a.txt": b"x"}), "file_type_refused"),
        ("a.pdf", b"", "empty_file"),
        ("a.csv", b" \r\n ", "empty_file"),
        ("a.pdf", b"MZ\x90\x00", "file_is_not_what_it_says"),
        ("a.png", made.picture("JPEG"), "file_is_not_what_it_says"),
        ("a.docx", made.office("xlsx"), "file_is_not_what_it_says"),
        ("a.docx", made.packed({"a.txt": b"x"}), "file_is_not_what_it_says"),
        ("a.docx", b"plain words", "file_is_not_what_it_says"),
        ("a.csv", made.office("xlsx"), "file_is_not_what_it_says"),
        ("a.csv", b"a,b\x00,c", "file_is_not_what_it_says"),
        ("a.csv", b"\xff\xfea\x00,\x00\x00\x00", "file_is_not_what_it_says"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1words", "file_is_not_what_it_says"),
        ("a.pdf", b"%PDF-1.7 cut off", "file_damaged"),
        ("a.pdf", made.PDF.replace(b"/Catalog", b"/JavaScript"), "file_has_macros"),
        ("a.png", made.picture()[:40], "file_damaged"),
        ("a.docx", b"PK\x03\x04 broken", "file_damaged"),
        ("a.docx", made.office(more={"../../evil": b"x"}), "file_damaged"),
        ("a.docx", made.office(more={"/evil": b"x"}), "file_damaged"),
        ("a.docx", made.office(more={"word/x.xml": b"<!DOCTYPE x []>"}), "file_damaged"),
        ("a.docx", made.office(more={"word/vbaProject.bin": b"x"}), "file_has_macros"),
        ("a.xlsx", made.office("xlsx", {"xl/macrosheets/1.xml": b"x"}), "file_has_macros"),
        ("a.docx", made.office(more={"word/embeddings/oleObject1.bin": b"x"}), "file_has_macros"),
        ("a.ods", made.open_document(more={"Basic/Standard/Module1.xml": b"x"}), "file_has_macros"),
        ("a.docx", made.office(more={"word/media/a.zip": made.office()}), "file_holds_an_archive"),
        ("a.docx", made.office(more={"word/media/a": b"Rar!\x1a\x07"}), "file_holds_an_archive"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_is_locked"),
        ("a.ods", made.open_document(more={"META-INF/manifest.xml": b"encryption-data"}), "file_is_locked"),
        ("a.png", made.huge_picture(), "picture_too_large"),
        ("a.pdf", b"%PDF-" + b"x" * 5_000_000, "file_too_large"),
        ("a.png", made.picture() + b"x" * 2_000_000, "file_too_large"),
        ("a.docx", made.office(more={"word/a.bin": b"0" * 6_000_000}), "file_unpacks_too_large"),
        ("a.docx", made.office(more={f"word/{n}": b"" for n in range(5_001)}), "file_unpacks_too_large"),
    ],
)  # fmt: skip
def test_what_may_not_be_kept_is_refused_with_its_reason(name, content, code):
    assert code_of(name, content) == code


def test_a_chart_with_its_table_is_no_archive_inside_a_document_but_a_second_one_is():
    chart = made.office("xlsx")
    nested = made.office("xlsx", {"xl/embeddings/again.xlsx": chart})

    assert code_of("a.docx", made.office(more={"word/embeddings/table.xlsx": chart})) == ""
    assert (
        code_of("a.docx", made.office(more={"word/embeddings/table.xlsx": nested}))
        == "file_holds_an_archive"
    )
    macros = made.office("xlsx", {"xl/vbaProject.bin": b"x"})
    assert (
        code_of("a.docx", made.office(more={"word/embeddings/table.xlsx": macros}))
        == "file_has_macros"
    )


def test_many_members_of_little_each_add_up():
    parts = {f"word/{n}": bytes([n]) * 900_000 for n in range(8)}
    small = Policy(kinds=("docx",), most_bytes=5_000_000, most_unpacked=5_000_000)

    assert code_of("a.docx", made.office(more=parts), small) == "file_unpacks_too_large"


def test_a_directory_that_lies_about_its_sizes_is_found_out():
    whole = made.office(more={"word/a.bin": bytes(range(256)) * 4_000})
    lying = whole.replace(struct.pack("<I", 1_024_000), struct.pack("<I", 1_000))

    assert lying != whole
    assert code_of("a.docx", lying) == "file_damaged"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\plan.pdf", "plan.pdf"),
        ("отчёт  2025.pdf", "отчёт 2025.pdf"),
        ("oʻquv-rejasi.docx", "oʻquv-rejasi.docx"),
        ("보고서.pdf", "보고서.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.tar.pdf", "_LPT1.tar.pdf"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("...", "file"),
        ('a"b;c.pdf', "a_b_c.pdf"),
    ],
)
def test_names_become_harmless(sent, kept):
    assert harmless(sent) == kept


@given(st.text(max_size=400))
def test_every_name_is_short_and_seen_and_stays_as_it_is(name):
    kept = harmless(name)

    assert 1 <= len(kept) <= 100
    assert len(kept.encode()) <= 200
    assert not set(kept) & set('/\\<>:"|?*\r\n\0')
    assert not any(unicodedata.category(one) in {"Cc", "Cf"} for one in kept)
    assert harmless(kept) == kept


@given(st.binary(max_size=300))
def test_no_content_is_more_than_refused(content):
    for kind in MEDIA_TYPES:
        code_of(f"a.{kind}", content)
        code_of(f"a.{kind}", b"PK\x03\x04" + content)


class Clamd(threading.Thread):
    """A daemon that speaks enough of clamd for one conversation."""

    def __init__(self, answer):
        super().__init__(daemon=True)
        self.answer, self.heard = answer, b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self):
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", stream.read(4))[0]:
                self.heard += stream.read(length)
            connection.sendall(self.answer(self.heard))
        self.listener.close()


def clamd(answer):
    daemon = Clamd(answer)
    daemon.start()
    return daemon


def verdict(content):
    found = b"Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"OK"
    return b"stream: " + found + b"\0"


def test_the_scanner_hears_the_whole_file_and_lets_a_clean_one_pass():
    daemon = clamd(verdict)
    scan(b"x" * 200_000, address=daemon.address)
    daemon.join(5)

    assert daemon.heard == b"x" * 200_000


def test_an_infected_file_is_refused_by_its_name():
    with pytest.raises(Refused) as refused:
        scan(b"..." + EICAR, address=clamd(verdict).address)

    assert (refused.value.code, refused.value.params) == (
        "file_infected",
        {"found": "Win.Test.EICAR_HDB-1"},
    )


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK FOR NOW\0", b"x" * 9_000]
)
def test_whatever_is_not_clean_is_not_let_through(answer):
    with pytest.raises(Refused, match="scanner_unreachable"):
        scan(b"x", address=clamd(lambda _: answer).address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl", "127.0.0.1:clamd"])
def test_a_scanner_that_does_not_answer_lets_nothing_through(address):
    with pytest.raises(Refused, match="scanner_unreachable"):
        scan(b"x", address=address)


def test_a_scanner_that_is_silent_is_given_up():
    begun = time.monotonic()
    with pytest.raises(Refused, match="scanner_unreachable"):
        scan(b"x", address=clamd(lambda _: time.sleep(2) or b"").address, seconds=0.2)

    assert time.monotonic() - begun < 2
