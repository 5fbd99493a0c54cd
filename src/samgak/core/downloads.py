"""What pages hand out: rows of a list and documents as files, and the files that people have sent."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from samgak.spreadsheets import Column, csv_lines, write_xlsx
from samgak.uploads import MEDIA_TYPES, ending

# We hand out more than we take in: letters of a whole cohort travel as one archive.
MADE = MEDIA_TYPES | {"zip": "application/zip"}


def rows_file(
    kind: str,
    *,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence],
    note: str = "",
) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The rows as `name`.csv or `name`.xlsx, streamed; 404 for another kind.

    A note is the heading of one more, empty column: it travels inside the file, which stays a table.
    """
    if note:
        columns, rows = [*columns, Column(note, 40)], ((*row, "") for row in rows)
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    if kind != "xlsx":
        raise Http404
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(target, columns, rows, title=title)
    target.seek(0)
    return FileResponse(
        target, as_attachment=True, filename=f"{name}.xlsx", content_type=MEDIA_TYPES["xlsx"]
    )


def made_file(content: bytes, *, name: str) -> HttpResponse:
    """A document of ours to keep; what it is, its name says (`.pdf`, `.docx` ...)."""
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=MADE[ending(name)], headers=headers)


def kept_file(
    content: bytes | IO[bytes], *, name: str, media_type: str, is_shown: bool = False
) -> HttpResponse | FileResponse:
    """A file somebody sent, for those whose permission the view has checked: nothing in it can run here."""
    make = HttpResponse if isinstance(content, bytes) else FileResponse
    response = make(content, content_type=media_type)
    # After FileResponse has said what it makes of the file's own name.
    response["Content-Disposition"] = content_disposition_header(not is_shown, name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
