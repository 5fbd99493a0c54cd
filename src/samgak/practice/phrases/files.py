"""Steps in a file: headings in any of the eight languages, and what is wrong on which row."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.measures.burden import estimate_fault
from samgak.practice.models import ServiceStep
from samgak.practice.phrases.services import (
    ACTOR_TEXTS,
    CHANNEL_TEXTS,
    DOCUMENT_TEXTS,
    FIELD_TEXTS,
    item_text,
)
from samgak.practice.rules import MOST_STEPS, vocabulary
from samgak.practice.rules.estimates import numbers_of, written
from samgak.spreadsheets import Row, Sheet, Unreadable

HEADINGS: Mapping[str, str | Promise] = {
    "title": _("What happens"),
    "actor": _("Who does it"),
    "office": _("Office"),
    "channel": _("How"),
    "documents": _("Documents asked here"),
    "data_fields": _("Data asked here"),
    "active_minutes": _("Minutes of work"),
    "waiting_days": _("Days of waiting"),
    "fee": _("Fee"),
    "own_costs": _("Own costs"),
    "is_visit": _("A visit"),
}
UNREADABLE_TEXTS = {
    "wrong-type": _("Send an .xlsx, .ods or .csv file."),
    "too-large": _("The file is too large: a service has at most 60 steps."),
    "empty": _("The file is empty."),
    "encrypted": _("The file has a password: save it without one."),
    "damaged": _("The file is damaged: save it again and send it."),
    "unknown-encoding": _("The letters can't be read: save the file as UTF-8."),
}
MOST_MONEY = Decimal(99_999_999)


def invented_note() -> str:
    """What every file of the practice says of itself."""
    return gettext("Practice: every service, person, register and number here is invented.")


def unreadable(fault: Unreadable) -> str:
    return str(UNREADABLE_TEXTS[fault.code])


def steps_of(sheet: Sheet) -> tuple[list[dict[str, Any]], list[str]]:
    """The steps of a sheet as the service takes them, and a sentence for everything that is wrong."""
    columns, first = _headings(sheet)
    if "title" not in columns:
        return [], [
            gettext("No row has the heading “%(heading)s”. Use the headings of the template.")
            % {"heading": HEADINGS["title"]}
        ]
    found, problems = [], []
    for row in sheet.rows[first + 1 :]:
        step, faults = _step(row, columns)
        found.append(step)
        problems += [
            gettext("Row %(row)s: %(problem)s") % {"row": row.number, "problem": fault}
            for fault in faults
        ]
    if not found:
        problems.append(str(UNREADABLE_TEXTS["empty"]))
    if len(found) > MOST_STEPS:
        return [], [str(UNREADABLE_TEXTS["too-large"])]
    return found, problems


def cells_of(step: ServiceStep, text: Callable[[object], str]) -> list[str | Decimal]:
    """A step as a row of the file."""
    ends = {
        name: [getattr(step, f"{name}_{end}") for end in ("low", "likely", "high")]
        for name in ("active_minutes", "waiting_days")
    }
    return [
        text(step.title),
        str(ACTOR_TEXTS[step.actor]),
        text(step.office),
        str(CHANNEL_TEXTS[step.channel]),
        "; ".join(item_text(one) for one in step.documents),
        "; ".join(item_text(one) for one in step.data_fields),
        written(ends["active_minutes"]),
        written(ends["waiting_days"]),
        step.fee,
        step.own_costs,
        gettext("yes") if step.is_visit else "",
    ]


def _headings(sheet: Sheet) -> tuple[dict[str, int], int]:
    """Column of each heading, and the index of the first row that has one of the titles."""
    known = _codes_by_words(HEADINGS)
    for index, row in enumerate(sheet.rows[:10]):
        found = {
            known[_key(cell)]: column
            for column, cell in enumerate(row.cells)
            if _key(cell) in known
        }
        if "title" in found:
            return found, index
    return {}, 0


def _step(row: Row, columns: Mapping[str, int]) -> tuple[dict[str, Any], list[str]]:
    def cell(name: str) -> str:
        value = row[columns[name]] if name in columns else None
        return "" if value is None else _typed(value)

    step: dict[str, Any] = {
        "title": cell("title")[:200],
        "office": cell("office")[:120],
        "documents": _items(cell("documents"), DOCUMENT_TEXTS),
        "data_fields": _items(cell("data_fields"), FIELD_TEXTS),
        "is_visit": cell("is_visit").casefold() not in ("", "0", "no", gettext("no"), "false", "-"),
    }
    faults = [] if step["title"] else [gettext("say what happens.")]
    for name, words, default in (
        ("actor", ACTOR_TEXTS, "citizen"),
        ("channel", CHANNEL_TEXTS, "in-person"),
    ):
        known = _codes_by_words(words)
        step[name] = known.get(_key(cell(name)), default)
        if cell(name) and _key(cell(name)) not in known:
            faults.append(gettext("“%(word)s” is not known.") % {"word": cell(name)[:40]})
    for name in ("active_minutes", "waiting_days"):
        numbers = numbers_of(cell(name) or "0")
        if numbers is None or estimate_fault(*map(float, numbers)) or max(numbers) > MOST_MONEY:
            faults.append(
                gettext("“%(word)s” is not one number, nor three in order.")
                % {"word": cell(name)[:40]}
            )
            numbers = (Decimal(0),) * 3
        step[name] = numbers
    for name in ("fee", "own_costs"):
        numbers = numbers_of(cell(name) or "0")
        if numbers is None or numbers[0] != numbers[2] or not 0 <= numbers[0] <= MOST_MONEY:
            faults.append(gettext("“%(word)s” is not an amount.") % {"word": cell(name)[:40]})
            numbers = (Decimal(0),) * 3
        step[name] = numbers[0]
    return step, faults


def _typed(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _items(text: str, words: Mapping[str, str | Promise]) -> list[str]:
    known = _codes_by_words(words)
    found = [known.get(_key(one), one) for one in vocabulary.split_words(text)]
    longest = vocabulary.MOST_LETTERS_OF_OWN_WORD
    return [one[:longest] for one in found][: len(words) + vocabulary.MOST_OWN_WORDS]


def _codes_by_words(texts: Mapping[str, str | Promise]) -> dict[str, str]:
    """Code of each word, in all languages; the codes themselves too."""
    found = {code: code for code in texts}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {_key(str(text)): code for code, text in texts.items()}
    return found


def _key(value: object) -> str:
    return " ".join(str(value or "").casefold().split())
