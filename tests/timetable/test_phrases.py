from datetime import date, datetime, time
from inspect import getdoc
from json import dumps, loads
from re import findall

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from samgak.core.errors import RuleBroken
from samgak.planning.timetable import rules
from samgak.planning.timetable.problem import Broken, Clash, NoTimetable
from samgak.timetable import phrases
from samgak.timetable.phrases.broken_texts import BROKEN_TEXTS
from samgak.timetable.phrases.clash_texts import CLASH_TEXTS
from samgak.timetable.queries import Names

NAMES = Names(
    working_language="ru",
    sessions={"a": {"en": "Opening", "ko": "개회"}, "b": "Вторая", "c": "Third"},
    rooms={"hall": {"en": "Aula"}},
    lecturers={"kim": "Kim Haneul"},
    interpreters={"i-1": "Tsoi Elena"},
)
VALUES = {
    "minutes": 75,
    "on": date(2025, 8, 25),
    "slot_minutes": 15,
    "first": time(9),
    "last": time(18),
    "lunch_from": time(12, 30),
    "lunch_until": time(13, 30),
    "at": datetime(2025, 8, 25, 9, 0),
    "lecturer": "kim",
    "away_from": datetime(2025, 8, 25, 9, 0),
    "away_until": datetime(2025, 8, 26, 13, 0),
    "timezone": "Asia/Seoul",
    "hours_from": time(9),
    "hours_until": time(18),
    "room": "hall",
    "people": 20,
    "pair": "ko-ru",
    "needed": 2,
    "serving": 1,
    "interpreter": "i-1",
    "group": "g-1",
    "at_most": 360,
    "break_after_minutes": 120,
    "break_minutes": 15,
}
# A clash does not know what only a placement has; see the docstring of the rules.
ONLY_PLACED = {
    "on": ("usable-day", "interpreter-minutes"),
    "away_from": ("lecturer-away",),
    "away_until": ("lecturer-away",),
    "room": ("room-seats", "room-booth"),
    "serving": ("interpreters-needed",),
    "minutes": ("interpreter-minutes", "break"),
}
CODES = [code for code, _ in findall(r"(?m)^([a-z-]+) +(one|those|the)", getdoc(rules) or "")]


def params_of(code, *, placed):
    return {
        key: value
        for key, value in VALUES.items()
        if placed or code not in ONLY_PLACED.get(key, ())
    }


def test_every_code_of_the_rules_has_a_sentence():
    never_left_out = {"not-held", "length", "room-missing", "interpreter-pair"}

    assert len(CODES) == 22
    assert set(CODES) <= set(BROKEN_TEXTS)
    assert set(CODES) - never_left_out <= set(CLASH_TEXTS)


@pytest.mark.parametrize("code", CODES)
def test_a_broken_rule_is_a_whole_sentence_with_names(code):
    broken = Broken(code, ("a", "b"), params_of(code, placed=True))

    with translation.override("en"):
        sentence = phrases.broken_sentence(broken, NAMES)

    assert "%(" not in sentence
    assert sentence.endswith(".")
    assert "“Opening”" in sentence
    assert not {"kim", "hall", "i-1", "ko-ru"} & set(sentence.replace("”", " ").split())


@pytest.mark.parametrize("code", [code for code in CODES if code in CLASH_TEXTS])
def test_a_clash_is_a_whole_sentence_even_after_it_was_kept(code):
    answer = NoTimetable((Clash(code, ("a", "b"), params_of(code, placed=False)),))
    kept = loads(dumps(phrases.as_values(answer, NAMES), cls=DjangoJSONEncoder))

    with translation.override("en"):
        sentence, advice = phrases.clash_sentences_of(kept)

    assert "%(" not in sentence
    assert "“Opening”" in sentence
    assert advice == "Loosen any one of these and the others can hold."


def test_sessions_are_named_in_the_reader_s_language_and_listed_its_way():
    broken = Broken("break", ("a", "b", "c"), params_of("break", placed=True) | {"group": ""})

    with translation.override("ko"):
        korean = phrases.broken_sentence(broken, NAMES)
    with translation.override("en"):
        english = phrases.broken_sentence(broken, NAMES)

    assert "개회" in korean
    assert "“Opening”, “Вторая”, and “Third”" in english
    assert english.startswith("There are 75 min")


def test_moments_and_places_are_written_out():
    def said(code, **params):
        with translation.override("en"):
            return phrases.broken_sentence(Broken(code, ("a",), params), NAMES)

    assert said("fixed-start", at=VALUES["at"]) == "“Opening” has a fixed start: Mon 25 Aug, 09:00."
    assert "Monday, 25 August 2025" in said("usable-day", on=VALUES["on"])
    assert "by the clock of Seoul" in said(
        "lecturer-remote",
        **{key: VALUES[key] for key in ("lecturer", "timezone", "hours_from", "hours_until")},
    )
    assert said("interpreters-needed", needed=1, pair="ko-ru", serving=0) == (
        "“Opening” needs 1 interpreter (Korean → Russian) and has 0."
    )
    assert "needs no interpreter" in said("interpreters-needed", needed=0, pair="", serving=1)


def test_an_explanation_that_is_not_irreducible_says_so():
    answer = NoTimetable((Clash("people-shared", ("a", "b"), {"group": ""}),), irreducible=False)

    with translation.override("en"):
        text = phrases.sentence(RuleBroken("no_timetable", **phrases.as_values(answer, NAMES)))

    assert text.startswith(
        "No timetable keeps all the rules; nothing was changed. Everyone attends"
    )
    assert "could not try everything" in text
