"""Content in several languages: one JSON value per field, shown in the reader's language or the nearest there is."""

from collections.abc import Mapping
from dataclasses import dataclass

from i18nfield.strings import LazyI18nString

LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")


@dataclass(frozen=True)
class Shown:
    """A text as it is shown, and the language it is really in."""

    text: str
    language: str


def versions(
    text: LazyI18nString | Mapping[str, str] | str | None, *, working: str
) -> dict[str, str]:
    """All language versions that exist; a bare string counts as written in the working language."""
    data = text.data if isinstance(text, LazyI18nString) else text
    if not data:
        return {}
    if isinstance(data, str):
        return {working: data}
    return {language: str(words) for language, words in data.items() if words}


def shown(
    text: LazyI18nString | Mapping[str, str] | str | None, *, reader: str, working: str
) -> Shown:
    """The text in the reader's language, else the working language, else English, else any."""
    written = versions(text, working=working)
    for language in (reader, working, "en", *sorted(written)):
        if language in written:
            return Shown(text=written[language], language=language)
    return Shown(text="", language=reader)


def missing_languages(
    text: LazyI18nString | Mapping[str, str] | str | None, *, working: str
) -> list[str]:
    """The interface languages in which the text is not written."""
    written = versions(text, working=working)
    return [language for language in LANGUAGES if language not in written]
