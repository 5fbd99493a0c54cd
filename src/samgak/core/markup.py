"""Markup put together in Python, where a template of many rows takes most of a page's time."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def filled(frame: str, *cells: object) -> SafeString:
    """The frame with the cells in its places, each escaped unless it is markup already.

    As `format_html`, in a third of its time: that one asks of every cell whether it is lazy.
    """
    return SafeString(frame.format(*map(_safe, cells)))


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of markup one after the other."""
    return SafeString("".join(map(_safe, parts)))


def _safe(cell: object) -> str:
    return cell if isinstance(cell, SafeString) else escape(str(cell))
