"""Names that no file system, header or reader can be misled by."""

import re
import unicodedata

MOST_LETTERS = 100
MOST_BYTES = 200  # file systems hold 255 bytes; a letter of ours has up to four
# Control and format characters (the right-to-left marks among them), surrogates, private and unassigned ones.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
FORBIDDEN = re.compile(r'[<>:"|?*%;]')
# Names that Windows keeps for devices, whatever the ending:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
NAMELESS = "file"


def ending(name: str) -> str:
    """The last ending of a name in small letters, without its dot; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def harmless(name: str) -> str:
    """The name without folders, unseen characters and device names, of at most 100 letters.

    The letters of every script stay; the ending stays too.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(one for one in last if unicodedata.category(one) not in UNSEEN)
    clean = FORBIDDEN.sub("_", " ".join(unicodedata.normalize("NFC", seen).split())).strip(". ")
    stem, dot, tail = clean.rpartition(".")
    if not dot:
        stem, tail = clean, ""
    tail = tail[:10]
    stem = stem.strip(". ") or NAMELESS
    if RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return f"{_cut(stem, dot + tail)}{dot}{tail}"


def _cut(stem: str, rest: str) -> str:
    stem = stem[: MOST_LETTERS - len(rest)]
    room = MOST_BYTES - len(rest.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") or NAMELESS
