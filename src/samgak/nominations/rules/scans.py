"""Whether a file is the scan of a letter: a PDF or a picture, by its content. Pure."""

import io
import re
import warnings

from PIL import Image, UnidentifiedImageError

MOST_BYTES = 10_000_000
MOST_PIXELS_A_SIDE = 12_000
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
PICTURES = {"png": "PNG", "jpg": "JPEG"}
ALSO_CALLED = {"jpeg": "jpg"}
NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def kind_of_scan(name: str, content: bytes) -> str:
    """pdf, png or jpg where the ending and the content agree; empty for anything else or larger."""
    ending = name.rpartition(".")[2].lower()
    kind = ALSO_CALLED.get(ending, ending)
    if kind not in MEDIA_TYPES or not 0 < len(content) <= MOST_BYTES:
        return ""
    if kind == "pdf":
        return kind if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:] else ""
    return kind if _is_picture(PICTURES[kind], content) else ""


def harmless(name: str, kind: str) -> str:
    """A name that no system reads as anything but a name, with the ending of its kind."""
    stem = name.rpartition(".")[0].replace("\\", "/").rpartition("/")[2]
    plain = NOT_IN_A_NAME.sub("-", stem.encode("ascii", "ignore").decode()).strip(".-")[:80]
    return f"{plain or 'letter'}.{kind}"


def _is_picture(kind: str, content: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if max(picture.size) > MOST_PIXELS_A_SIDE:
                    return False
                picture.verify()
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
    ):
        return False
    return True
