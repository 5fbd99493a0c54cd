"""Which characters an XML 1.0 file may hold."""

import re

# Source: XML 1.0 (fifth edition), production 2 "Char"; lone surrogates fall outside it too.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def has_forbidden_characters(text: str) -> bool:
    """Say whether the text holds a character that no XML 1.0 file can carry."""
    return FORBIDDEN.search(text) is not None


def clean(text: str) -> str:
    """Return the text without the characters that no XML 1.0 file can carry."""
    return FORBIDDEN.sub("", text)
