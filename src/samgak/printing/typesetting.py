"""Turns a template and its data into an archive PDF (PDF/A-3a) that anyone can read (PDF/UA-1)."""

import json
import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typst

from samgak.printing import typeface

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[Any] = ["a-3a", "ua-1"]
ZERO_WIDTH_SPACE = "\u200b"
EMPTY: Mapping[str, str] = MappingProxyType({})

_compilers = threading.local()


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    dated: date,
    fonts: Path | None,
    exact: Mapping[str, str] = EMPTY,
    longest_word: int = 24,
) -> bytes:
    """Return the PDF of `template` (a file of templates/) filled with `data`.

    The same input gives the same bytes on every machine: system fonts are not looked at and the
    time written into the file is midnight UTC of `dated`. `fonts` is the folder of the typeface
    (None: as `typeface.folder` finds it); `exact` are drawings and addresses that are taken as
    they are; words of more than `longest_word` letters may be broken. Raises Unprintable and FontsMissing.
    """
    chosen = fonts or typeface.folder()
    filled = printable(data, chosen, longest_word) | exact
    written = datetime.combine(dated, time(), tzinfo=UTC)
    pdf = _compiler(template, chosen).compile(
        format="pdf",
        sys_inputs={"data": json.dumps(filled, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=int(written.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst returned {type(pdf).__name__} instead of one PDF")
    return pdf


def printable(value: Any, fonts: Path, longest_word: int) -> Any:
    """Return `value` with every text in it composed (NFC) and too long words made breakable.

    Raises Unprintable for the first text that holds a character no document may carry.
    """
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        typeface.refuse_unprintable(text, fonts)
        return _breakable(text, longest_word)
    if isinstance(value, Mapping):
        return {key: printable(inner, fonts, longest_word) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [printable(inner, fonts, longest_word) for inner in value]
    return value


def _breakable(text: str, longest_word: int) -> str:
    return re.sub(
        rf"\S{{{longest_word + 1},}}",
        lambda word: ZERO_WIDTH_SPACE.join(re.findall(r".{1,8}", word[0])),
        text,
    )


def primary_language(tag: str) -> str:
    """Return the language alone of a BCP 47 tag ("en" of "en-GB"), as Typst wants it."""
    return tag.split("-", maxsplit=1)[0].lower()


@cache
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def _compiler(template: str, folder: Path) -> typst.Compiler:
    """One compiler for each template and thread: a compiler can't be shared by two threads."""
    key = f"{template}@{folder}"
    if key not in _compilers.__dict__:
        _compilers.__dict__[key] = typst.Compiler(
            str(TEMPLATES / template),
            root=str(TEMPLATES),
            font_paths=_fonts(folder),
            ignore_system_fonts=True,
        )
    compiler: typst.Compiler = _compilers.__dict__[key]
    return compiler
