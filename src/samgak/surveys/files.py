"""Questions as files: our own JSON, SurveyJS and XLSForm in; the last two out."""

import json
import re
from io import BytesIO
from typing import Any

from samgak.core.errors import RuleBroken
from samgak.questionnaires.exchanged import LeftOut
from samgak.questionnaires.surveyjs import from_surveyjs, is_surveyjs, to_surveyjs
from samgak.questionnaires.xlsform import from_xlsform, to_xlsform
from samgak.spreadsheets import Limits, Unreadable, read, write_sheets

LIMITS = Limits(bytes_sent=2_000_000, bytes_unpacked=20_000_000, rows=20_000, cells=500_000)
# What the database takes in no text: the letter 0, and halves of a pair.
NOT_KEPT = re.compile(r"\\u0000|[\ud800-\udfff]")
SURVEYJS, XLSFORM = "surveyjs", "xlsform"


def definition_of(content: bytes, *, name: str) -> tuple[Any, list[LeftOut]]:
    """The definition in a file, not yet checked, and what of the file was left out.

    Raises RuleBroken for a file that is neither JSON nor a workbook that can be read.
    """
    if name.lower().endswith(".xlsx"):
        return _of_workbook(content)
    try:
        told = json.loads(content)
        if NOT_KEPT.search(json.dumps(told, ensure_ascii=False)):
            raise RuleBroken("definition_is_not_json")
        return from_surveyjs(told) if is_surveyjs(told) else (told, [])
    except (UnicodeDecodeError, ValueError, RecursionError) as refused:
        raise RuleBroken("definition_is_not_json") from refused


def file_of(definition: dict[str, Any], *, form: str) -> tuple[bytes, str]:
    """The questions as a file of another program, and the ending of its name."""
    if form == SURVEYJS:
        made, _ = to_surveyjs(definition)
        return json.dumps(made, ensure_ascii=False, indent=2).encode(), "json"
    sheets, _ = to_xlsform(definition)
    target = BytesIO()
    write_sheets(target, sheets)
    return target.getvalue(), "xlsx"


def _of_workbook(content: bytes) -> tuple[Any, list[LeftOut]]:
    try:
        sheets = read(content, name="questions.xlsx", limits=LIMITS)
    except Unreadable as fault:
        is_locked = fault.code == "encrypted"
        raise RuleBroken("file_is_locked" if is_locked else "file_is_damaged") from fault
    return from_xlsform({sheet.name: [row.cells for row in sheet.rows] for sheet in sheets})
