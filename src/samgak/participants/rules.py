"""The way of a participant from the selection to the last day, and what may stand on a certificate."""

import unicodedata

STEPS: dict[str, frozenset[str]] = {
    "selected": frozenset({"accepted", "declined"}),
    "accepted": frozenset({"documents_ok", "withdrawn"}),
    "documents_ok": frozenset({"travel_ok", "withdrawn"}),
    "travel_ok": frozenset({"arrived", "withdrawn"}),
    "arrived": frozenset({"attending", "withdrawn"}),
    "attending": frozenset({"completed", "partial", "withdrawn", "dismissed"}),
    "completed": frozenset(),
    "partial": frozenset({"completed"}),
    "declined": frozenset(),
    "withdrawn": frozenset(),
    "dismissed": frozenset(),
}
NEEDS_REASON = frozenset({"declined", "withdrawn", "dismissed"})
PRESENT = frozenset(
    {
        "selected",
        "accepted",
        "documents_ok",
        "travel_ok",
        "arrived",
        "attending",
        "completed",
        "partial",
    }
)


def reasons_not_a_name(*, native_name: str, passport_name: str) -> list[str]:
    """Codes of what forbids these spellings on a certificate; empty when they may stand there."""
    reasons = []
    if not passport_name.strip():
        reasons.append("passport_name_missing")
    elif not all(_is_passport_letter(letter) for letter in passport_name):
        reasons.append("passport_name_not_latin")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} for letter in native_name):
        reasons.append("native_name_has_control_characters")
    if max(len(native_name), len(passport_name)) > 200:
        reasons.append("name_too_long")
    return reasons


def _is_passport_letter(letter: str) -> bool:
    return letter in " -'.\u2019\u02bb\u02bc" or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")
    )
