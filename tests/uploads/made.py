"""Small files of every kind, whole ones and broken ones."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size).save(target, kind)
    return target.getvalue()


def huge_picture() -> bytes:
    """A PNG that says it has 60,000 x 60,000 pixels."""
    header = struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack("!I", zlib.crc32(name + content))
    return struct.pack("!I", len(content)) + name + content + check


def packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(kind: str = "docx", more: dict[str, bytes] | None = None) -> bytes:
    return packed({"[Content_Types].xml": TYPES, MAIN[kind]: b"<x/>"} | (more or {}))


def open_document(kind: str = "spreadsheet", more: dict[str, bytes] | None = None) -> bytes:
    told = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": told, "content.xml": b"<x/>"} | (more or {}))
