"""Rules that a timetable breaks, and rules that leave no timetable, as sentences."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from babel import Locale
from babel.lists import format_list
from django.utils.translation import gettext, pgettext

from samgak.core import dates
from samgak.core.places import language_name
from samgak.planning.timetable.problem import Broken, Clash, NoTimetable
from samgak.programmes.models import Edition
from samgak.timetable import queries
from samgak.timetable.phrases.broken_texts import BROKEN_TEXTS
from samgak.timetable.phrases.clash_texts import CLASH_TEXTS
from samgak.timetable.phrases.words import reader, text
from samgak.timetable.queries import Names

TIMES = ("first", "last", "lunch_from", "lunch_until", "hours_from", "hours_until")
MOMENTS = ("at", "away_from", "away_until")
NAMED = {"room": "rooms", "lecturer": "lecturers", "interpreter": "interpreters"}


def broken_sentence(broken: Broken, names: Names) -> str:
    """What a placement breaks."""
    return _sentence(BROKEN_TEXTS, broken, names)


def clash_sentences(answer: NoTimetable, *, edition: Edition) -> list[str]:
    """Why there is no timetable: each rule that can't hold beside the others."""
    return _explanation(answer.clashing, answer.irreducible, queries.names(edition))


def as_values(answer: NoTimetable, names: Names) -> dict[str, Any]:
    """The explanation as JSON values, with the names in all languages, for whoever reads it later."""
    mentioned = {code for one in answer.clashing for code in one.sessions}
    return {
        "clashing": [
            {
                "code": one.code,
                "sessions": list(one.sessions),
                "params": {
                    key: value.isoformat() if isinstance(value, date | time) else value
                    for key, value in one.params.items()
                },
            }
            for one in answer.clashing
        ],
        "irreducible": answer.irreducible,
        "names": asdict(names)
        | {"sessions": {code: names.sessions[code] for code in names.sessions.keys() & mentioned}},
    }


def clash_sentences_of(values: Mapping[str, Any]) -> list[str]:
    """The sentences of an explanation that was kept as values."""
    clashing = tuple(
        Clash(
            one["code"],
            tuple(one["sessions"]),
            {key: _read(key, value) for key, value in one["params"].items()},
        )
        for one in values["clashing"]
    )
    return _explanation(clashing, values["irreducible"], Names(**values["names"]))


def _explanation(clashing: tuple[Clash, ...], irreducible: bool, names: Names) -> list[str]:
    found = [_sentence(CLASH_TEXTS, one, names) for one in clashing]
    if irreducible:
        return [*found, gettext("Loosen any one of these and the others can hold.")]
    return [
        *found,
        gettext("There may be less to loosen than this: the planner could not try everything."),
    ]


def _read(key: str, value: Any) -> Any:
    if key in TIMES:
        return time.fromisoformat(value)
    if key in MOMENTS:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if key == "on" else value


def _sentence(sentences: Mapping[str, Any], one: Broken | Clash, names: Names) -> str:
    values = {key: _shown(key, value, names) for key, value in one.params.items()}
    titles = [_title(code, names) for code in one.sessions]
    values["sessions"] = format_list(titles, style="standard", locale=Locale.parse(reader()))
    values |= {"session": titles[0], "other": titles[-1]} if titles else {}
    return str(sentences[_key(one)] % values)


def _key(one: Broken | Clash) -> str:
    """The code; rules of people have two sentences, one for everyone and one for a group."""
    if "group" in one.params and not one.params["group"]:
        return f"{one.code}-everyone"
    if one.params.get("needed") == 0:
        return "interpreters-not-needed"
    return one.code


def _title(code: str, names: Names) -> str:
    title = text(names.sessions.get(code, code), names.working_language)
    return pgettext("title of a session", "“%(title)s”") % {"title": title}


def _shown(key: str, value: Any, names: Names) -> Any:
    if key in NAMED:
        known = getattr(names, NAMED[key])
        return text(known.get(value, value), names.working_language) or value
    if key in TIMES:
        return dates.clock_time(value)
    if key in MOMENTS:
        return f"{dates.short_day(value.date(), reader())}, {dates.clock_time(value)}"
    return SHOWN_AS[key](value, reader()) if key in SHOWN_AS else value


def _pair(pair: str, language: str) -> str:
    if not pair:
        return ""
    spoken, _, heard = pair.partition("-")
    both = {"spoken": language_name(spoken, language), "heard": language_name(heard, language)}
    return pgettext("languages of a session", "%(spoken)s → %(heard)s") % both


SHOWN_AS: dict[str, Callable[[Any, str], str]] = {
    "on": dates.long_date,
    "timezone": dates.city_of,
    "pair": _pair,
}
