"""Whether a file of a lesson is what its name says: by its content, never by its name alone."""

import io
import re
import warnings
import zipfile

from PIL import Image, UnidentifiedImageError

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]{3,4}")
PICTURES = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "gif": "GIF"}
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
TEXTS = ("csv", "txt")
ENDINGS = (*PICTURES, "pdf", *OFFICE, *OPEN_DOCUMENT, *TEXTS)
MOST_BYTES_OF_A_PICTURE = 2_000_000
MOST_BYTES_OF_A_DOCUMENT = 15_000_000
MOST_PIXELS_A_SIDE = 6_000
CONTENT_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "pdf": "application/pdf",
}


def ending(name: str) -> str:
    """The ending of a file's name without its dot."""
    return name.rpartition(".")[2]


def is_picture(name: str) -> bool:
    return ending(name) in PICTURES


def fault_of(name: str, content: bytes) -> str:
    """A code for what is wrong with the file; empty when it may be kept.

    file_name, file_ending, file_too_large, file_is_something_else, picture_too_large.
    """
    if not NAME.fullmatch(name) or len(name) > 100:
        return "file_name"
    if ending(name) not in ENDINGS:
        return "file_ending"
    most = MOST_BYTES_OF_A_PICTURE if is_picture(name) else MOST_BYTES_OF_A_DOCUMENT
    if len(content) > most:
        return "file_too_large"
    if is_picture(name):
        return _picture_fault(ending(name), content)
    return "" if _is_document(ending(name), content) else "file_is_something_else"


def _picture_fault(kind: str, content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[PICTURES[kind]]) as picture:
                if max(picture.size) > MOST_PIXELS_A_SIDE:
                    return "picture_too_large"
                picture.verify()
    except Image.DecompressionBombError:
        return "picture_too_large"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "file_is_something_else"
    return ""


def _is_document(kind: str, content: bytes) -> bool:
    if kind == "pdf":
        return content.startswith(b"%PDF-")
    if kind in TEXTS:
        return _is_text(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _is_office(kind, packed)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError):
        return False


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _is_office(kind: str, packed: zipfile.ZipFile) -> bool:
    names = packed.namelist()
    if kind in OFFICE:
        return "[Content_Types].xml" in names and any(n.startswith(OFFICE[kind]) for n in names)
    with packed.open("mimetype") as told:
        kind_told = told.read(100).strip()
    return kind_told == f"application/vnd.oasis.opendocument.{OPEN_DOCUMENT[kind]}".encode()
