"""Which files may show what was done: by their content, not by their names."""

import io
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
)
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
ENDINGS = {"jpeg": "jpg"}


def kind_of(content: bytes) -> str | None:
    """pdf, png, jpg, docx, xlsx or pptx by the content; None for anything else."""
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    return _office_kind(content) if content.startswith(b"PK\x03\x04") else None


def reasons_not_evidence(name: str, content: bytes) -> list[str]:
    """Codes of what forbids keeping the file."""
    if len(content) > MOST_BYTES:
        return ["file_too_large"]
    kind = kind_of(content)
    if kind is None:
        return ["file_type_refused"]
    ending = name.rsplit(".", 1)[-1].lower()
    return [] if ENDINGS.get(ending, ending) == kind else ["file_is_not_what_it_says"]


def _office_kind(content: bytes) -> str | None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                return None
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None  # macros
    return next((kind for part, kind in OFFICE.items() if part in names), None)
