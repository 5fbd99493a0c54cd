"""What a file is by its first bytes.

Sources: PDF 32000-1 7.5.2; PNG 5.2; JPEG T.81 B.1.1.3; WebP RFC 9649; GIF89a 17; ZIP APPNOTE 4.3.7;
[MS-CFB] 2.2 for the old Office files, which hold the locked new ones too.
"""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from samgak.uploads.faults import Refused

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "yaml": "application/yaml",
}
ALSO_CALLED = {"jpeg": "jpg", "yml": "yaml"}
PICTURES = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "gif": "GIF"}
TEXTS = frozenset({"csv", "txt", "json", "yaml"})
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UNSEEN = bytes(set(range(32)) - set(b"\t\n\r\f")) + b"\x7f"
# What runs when a PDF is opened (PDF 32000-1 12.6.4).
RUNS_IN_PDF = (b"/JavaScript", b"/Launch")
MOST_PIXELS_A_SIDE = 6_000


def named_kind(ending: str) -> str:
    """The kind that an ending promises."""
    return ALSO_CALLED.get(ending, ending)


def signed_kind(content: bytes) -> str:
    """The kind by its signature, `zip`, or empty for text and for what is not known."""
    if content[8:12] == b"WEBP" and content.startswith(b"RIFF"):
        return "webp"
    if content.startswith(ZIP):
        return "zip"
    return next((kind for signature, kind in SIGNATURES if content.startswith(signature)), "")


def is_locked(content: bytes) -> bool:
    """Whether it is an Office file behind a password."""
    return content.startswith(OLE) and PASSWORD_STREAM in content


def is_text(content: bytes) -> bool:
    """Whether people could read it: in any code page, no unseen characters but line ends and tabs."""
    if content.startswith(UTF_16):
        try:
            return "\x00" not in content.decode("utf-16")
        except UnicodeDecodeError:
            return False
    return not content.startswith(OLE) and content.translate(None, UNSEEN) == content


def check_pdf(content: bytes) -> None:
    """Raise Refused for a PDF that is cut off or that says it runs something."""
    if b"%%EOF" not in content[-2048:]:
        raise Refused("file_damaged")
    if any(word in content for word in RUNS_IN_PDF):
        raise Refused("file_has_macros")


def check_picture(kind: str, content: bytes) -> None:
    """Raise Refused for a picture that is damaged or has too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[PICTURES[kind]]) as picture:
                if max(picture.size) > MOST_PIXELS_A_SIDE:
                    raise Refused("picture_too_large", most=MOST_PIXELS_A_SIDE)
                picture.verify()
    except Image.DecompressionBombError as fault:
        raise Refused("picture_too_large", most=MOST_PIXELS_A_SIDE) from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise Refused("file_damaged") from fault
