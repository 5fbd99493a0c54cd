"""What may be chosen in forms of an edition, named in the reader's language."""

from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name, is_country, language_name
from samgak.partners.models import Organisation
from samgak.programmes import rules_questions
from samgak.programmes.models import Call
from samgak.programmes.queries_people import name_of
from samgak.standards.iati import codelists

CHOOSE = ("", _("Choose"))
NONE = ("", _("None"))
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Of the languages beyond our own, those in which the partner countries of this field work.
OTHER_LANGUAGES = ("ar", "az", "es", "fa", "fr", "hy", "id", "ka", "km", "lo", "mn", "pt", "vi")
ASSESSED_LANGUAGES = ("en", "ru")


def reader() -> str:
    """The language of the page."""
    return get_language() or "en"


def countries() -> list[tuple[str, str]]:
    """Every country, in the order of the reader's language."""
    codes = [code for code in codelists.codes("Country") if is_country(code)]
    return sorted(
        ((code, country_name(code, reader())) for code in codes), key=lambda pair: pair[1]
    )


def languages(*more: str) -> list[tuple[str, str]]:
    """The languages an edition may be held in: those of the pages first, and any `more` in use."""
    codes = dict.fromkeys((*LANGUAGES, *OTHER_LANGUAGES, *more))
    return [(code, language_name(code, reader())) for code in codes]


def assessed_languages() -> list[tuple[str, str]]:
    """The languages whose command nominations tell."""
    return [NONE, *((code, language_name(code, reader())) for code in ASSESSED_LANGUAGES)]


def answers(call: Call | None) -> list[tuple[str, str]]:
    """The answers to the questions of the call that a quota may count."""
    if call is None or not call.asked:
        return []
    words = rules_questions.words_of(call.asked, working=call.edition.working_language)
    return [
        (name.removeprefix(rules_questions.OWN), told.get(reader()) or told[""])
        for name, told in words.items()
    ]


def timezones() -> list[tuple[str, str]]:
    """The time zones named after a place."""
    return [CHOOSE, *((zone, zone) for zone in sorted(available_timezones()) if "/" in zone)]


def sectors() -> list[tuple[str, str]]:
    """The DAC purpose codes with their names in the standard."""
    known = codelists.codes("Sector").values()
    return [
        CHOOSE,
        *((one.code, f"{one.code} \u2013 {one.name}") for one in known if not one.is_withdrawn),
    ]


def organisations() -> list[tuple[str, str]]:
    """Every organisation known, in the order of the reader's language."""
    named = ((str(one.pk), name_of(one, language=reader())) for one in Organisation.objects.all())
    return sorted(named, key=lambda pair: pair[1])
