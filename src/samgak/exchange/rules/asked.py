"""Reads what the call asks of every nominee in words of its own."""

import re

from samgak.exchange.rules import model, reading, values
from samgak.exchange.rules.model import Asked, Text
from samgak.exchange.rules.reading import Fields, Place, each
from samgak.nominations.rules.columns import recognise
from samgak.participants.folding import key as folded_key

CODE = values.code()
MOST_QUESTIONS, MOST_OPTIONS = 20, 30
# By these codes the questions that countries ask of their own nominees are known.
OF_COUNTRIES = re.compile(r"q[0-9]+")
LEVEL = "level"
OF_OPTIONS = ("single", "multiple")


def pair(question: str, answer: str) -> str:
    """A question with one of its answers, as a quota names it."""
    return f"{question}={answer}"


def counted(questions: tuple[Asked, ...]) -> frozenset[str]:
    """The answers that quotas may name."""
    return frozenset(
        pair(one.code, option)
        for one in questions
        if one.type == "single" and one.code != LEVEL
        for option, _text in one.options
    )


def questions(place: Place) -> tuple[Asked, ...]:
    found = each(question, unique=lambda one: one.code, key="code")(place)
    headings: set[str] = set()
    for one in found:
        words = {folded_key(told) for told in (one.text or {}).values()}
        if words & headings or any(map(recognise, (one.text or {}).values())):
            where = reading.item_with(place, "code", one.code, shown="text")
            where.note("question_is_asked_already")
        headings |= words
    if len(found) > MOST_QUESTIONS:
        place.note("items_from_to", least=1, most=MOST_QUESTIONS)
    return found


def question(place: Place) -> Asked:
    fields = Fields(place, "code", "text", "type", "required", "options")
    kind = fields.may("type", values.one_of(*model.ANSWER_TYPES), "single")
    code = fields.need("code", _code)
    offered = fields.may("options", _options) or ()
    if kind in OF_OPTIONS and not 2 <= len(offered) <= MOST_OPTIONS:
        fields.note("options", "items_from_to", least=2, most=MOST_OPTIONS)
    if kind not in OF_OPTIONS and fields.has("options"):
        fields.note("options", "options_not_of_this_type")
    if code == LEVEL and (
        kind != "single" or tuple(one for one, _text in offered) != model.OFFICE_LEVELS
    ):
        fields.note("options", "level_has_its_options", options=", ".join(model.OFFICE_LEVELS))
    return Asked(
        code=code,
        text=fields.need("text", values.text()),
        type=kind,
        is_required=fields.may("required", values.boolean, True),
        options=offered,
    )


def _code(place: Place) -> str:
    found = CODE(place)
    if OF_COUNTRIES.fullmatch(found):
        place.refuse("code_is_of_countries", value=found)
    return found


def _options(place: Place) -> tuple[tuple[str, Text], ...]:
    read = values.text()
    found = []
    for key, where in reading.entries(place):
        if not values.CODE.fullmatch(key) or len(key) > 40:
            where.note("not_code", value=key)
            continue
        try:
            text = read(where)
        except reading.UnreadableError:
            continue
        if any(";" in words for words in text.values()):
            where.note("option_has_a_semicolon")
        found.append((key, text))
    return tuple(found)
