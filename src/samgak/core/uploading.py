"""Files on their way in: what is larger than any form takes is let go before it fills memory or disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# No form takes a larger file; each has a smaller limit of its own.
LARGEST = 20_000_000


class LetGoHandler(FileUploadHandler):
    """Stands before those that keep a file.

    Once the files of a request hold more than LARGEST, the form gets the last one without its
    content, but with its size: so it can say that it is too large.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return None if self.received > LARGEST else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.received <= LARGEST:
            return None
        self._close_what_was_kept()
        return UploadedFile(
            file=BytesIO(),
            name=self.file_name,
            content_type=self.content_type,
            size=max(file_size, LARGEST + 1),
            charset=self.charset,
        )

    def _close_what_was_kept(self) -> None:
        for handler in getattr(self.request, "upload_handlers", ()):
            if hasattr(handler, "file"):
                handler.file.close()
