"""What is inside an Office or OpenDocument file: its kind, and whether it is safe to unpack.

Sources: ECMA-376 part 2 (packages), OpenDocument 1.3 part 2; for the bombs Fifield, A better zip
bomb, WOOT 2019: the sizes written in the directory may lie and members may overlap, so every member
is unpacked within a budget.
"""

import io
import re
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile, ZipInfo

from samgak.uploads.faults import Refused

LOCKED = 0x1  # general purpose flag, bit 0: the member is encrypted
MOST_MEMBERS = 5_000
MOST_RATIO = 250  # sheets of repeated cells reach 100
RATIO_COUNTS_FROM = 1_000_000  # bytes unpacked
STEP = 1_000_000
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
# Charts of documents and slides keep their table as a workbook in such a folder.
EMBEDDED = re.compile(r"(?:word|ppt|xl)/embeddings/[^/]+\.(?:docx|xlsx|pptx)", re.IGNORECASE)
PROGRAMS = re.compile(
    r"(?:.*/)?vba(?:Project|Data)[^/]*|.*/activeX/.*|xl/macrosheets/.*|.*/embeddings/[^/]+\.bin"
    r"|Basic/.+|Scripts/.+|.*\.(?:exe|dll|scr|js|vbs|cmd|bat|com|ps1|jar|lnk|hta)",
    re.IGNORECASE,
)
MACROS_DECLARED = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
FAR_TEMPLATE = re.compile(rb"attachedTemplate[^>]*External|External[^>]*attachedTemplate")
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
PACKED = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


@dataclass
class Budget:
    """How many bytes may still come out, of this archive and of those inside it."""

    left: int

    def take(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise Refused("file_unpacks_too_large")


def check_archive(content: bytes, *, most_unpacked: int) -> str:
    """The kind of the document (docx, xlsx, pptx, odt, ods, odp; empty for another archive).

    Raises Refused for what is locked, damaged, too large unpacked, nested, or holds programs.
    """
    return _check(content, Budget(most_unpacked), is_inside=False)


def _check(content: bytes, budget: Budget, *, is_inside: bool) -> str:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _look_at_list(members)
            kind = _kind(archive)
            for member in members:
                _look_inside(archive, member, budget, is_inside=is_inside)
    except (BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as fault:
        raise Refused("file_damaged") from fault
    except (ValueError, RuntimeError) as fault:
        raise Refused("file_damaged") from fault
    return kind


def _look_at_list(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused("file_unpacks_too_large")
    if any(member.flag_bits & LOCKED for member in members):
        raise Refused("file_is_locked")
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise Refused("file_damaged")
    if any(PROGRAMS.fullmatch(name) for name in names):
        raise Refused("file_has_macros")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or "\x00" in name


def _kind(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in OFFICE.items() if part in names), "")
    if "mimetype" in names:
        with archive.open("mimetype") as told:
            return OPEN_DOCUMENT.get(told.read(100).strip(), "")
    return ""


def _look_inside(archive: ZipFile, member: ZipInfo, budget: Budget, *, is_inside: bool) -> None:
    head, whole = b"", []
    keeps = bool(EMBEDDED.fullmatch(member.filename))
    unpacked = 0
    with archive.open(member) as stream:
        while step := stream.read(STEP):
            budget.take(len(step))
            unpacked += len(step)
            if unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * member.compress_size:
                raise Refused("file_unpacks_too_large")
            head = head or step
            if keeps:
                whole.append(step)
    if head.startswith(PACKED):
        if is_inside or not keeps:
            raise Refused("file_holds_an_archive")
        _check(b"".join(whole), budget, is_inside=True)
    _look_at_head(member.filename, head)


def _look_at_head(name: str, head: bytes) -> None:
    if name == "[Content_Types].xml" and MACROS_DECLARED.search(head):
        raise Refused("file_has_macros")
    if name.endswith("settings.xml.rels") and FAR_TEMPLATE.search(head):
        raise Refused("file_has_macros")
    if name == "META-INF/manifest.xml" and b"encryption-data" in head:
        raise Refused("file_is_locked")
    # Old OpenDocument manifests name their DTD.
    is_markup = name.endswith((".xml", ".rels")) and not name.startswith("META-INF/")
    if is_markup and ENTITIES.search(head[:4096]):
        raise Refused("file_damaged")
