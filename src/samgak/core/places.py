"""Names of countries and languages in the reader's language, from CLDR, with a few corrections."""

from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from samgak.core.texts import LANGUAGES

# The country's own usage in diplomatic letters, and CLDR's stray apostrophes and gaps.
COUNTRY_CORRECTIONS = {
    ("en", "KR"): "Republic of Korea",
    ("kk", "KR"): "Корея Республикасы",
    ("ky", "KR"): "Корея Республикасы",
    ("uz", "KR"): "Koreya Respublikasi",
    ("tg", "KR"): "Ҷумҳурии Корея",
    ("tk", "KR"): "Koreýa Respublikasy",
    ("ru", "KG"): "Кыргызстан",
    ("tg", "US"): "Иёлоти Муттаҳидаи Амрико",
}
LANGUAGE_CORRECTIONS = {
    ("kk", "kk"): "қазақ тілі",
    ("uz", "uz"): "oʻzbekcha",
    ("uz", "tg"): "tojikcha",
    ("uz", "tk"): "turkmancha",
}


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> str:
    """The country's name in the language, or its code where CLDR has no name."""
    name = COUNTRY_CORRECTIONS.get((language, code)) or _locale(language).territories.get(code)
    return _with_right_apostrophes(name or code, language)


@lru_cache(maxsize=4096)
def language_name(code: str, language: str) -> str:
    """The language's name in the language, or its code where CLDR has no name."""
    name = LANGUAGE_CORRECTIONS.get((language, code)) or _locale(language).languages.get(code)
    return _with_right_apostrophes(name or code, language)


def _with_right_apostrophes(name: str, language: str) -> str:
    # Uzbek oʻ and gʻ are written with U+02BB; parts of CLDR have the quotation mark U+2018.
    return name.replace("\u2018", "\u02bb") if language == "uz" else name


def is_country(code: str) -> bool:
    """Whether the code is one of an existing country in CLDR."""
    return (
        len(code) == 2 and code.isalpha() and code.isupper() and code in _locale("en").territories
    )


@cache
def language_at_home(country: str) -> str:
    """The interface language that is at home and official there; empty when there is none."""
    official = [
        code for code in get_official_languages(country, de_facto=True) if code in LANGUAGES
    ]
    at_home = [
        code for code in official if get_global("likely_subtags")[code].endswith(f"_{country}")
    ]
    return next(iter(at_home + official), "")
