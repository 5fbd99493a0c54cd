"""Why no cohort is possible, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from samgak.planning.selection import line_of
from samgak.planning.selection.problem import OVERRIDES, SEATS
from samgak.programmes import phrases as programmes
from samgak.programmes.rules_questions import Words


def clash_sentences(clash: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each line of a clash as it was kept, and what alone would free it."""
    words = clash.get("words", {})
    return [
        (_bounded(line["name"], line["minimum"], line["maximum"], words), _freed(line))
        for line in clash.get("lines", [])
    ]


def relaxation_sentences(clash: Mapping[str, Any]) -> list[str]:
    """The smallest changes that together would free the whole call; empty where none are known."""
    return [
        _bounded(
            one["name"],
            one["value"] if one["bound"] in ("min", "seats") else None,
            one["value"] if one["bound"] == "max" else None,
            clash.get("words", {}),
        )
        for one in clash.get("relaxation") or []
    ]


def _bounded(name: str, minimum: int | None, maximum: int | None, words: Words) -> str:
    if name == OVERRIDES:
        return gettext("The exceptions that were made")
    if name == SEATS:
        seats = minimum
        text = ngettext(
            "%(seats)s seat for eligible people", "%(seats)s seats for eligible people", seats
        )
        return text % {"seats": seats}
    return programmes.quota_sentence(line_of(name, minimum=minimum, maximum=maximum), words)


def _freed(line: Mapping[str, Any]) -> str:
    change = line["change"]
    if change is None:
        return gettext("No other value of this line alone would free them.")
    value = change["value"]
    texts = {
        "min": ngettext(
            "Asking for at least %(value)s seat here would free them.",
            "Asking for at least %(value)s seats here would free them.",
            value,
        ),
        "max": ngettext(
            "Allowing up to %(value)s seat here would free them.",
            "Allowing up to %(value)s seats here would free them.",
            value,
        ),
        "seats": ngettext(
            "A cohort of %(value)s person would free them.",
            "A cohort of %(value)s people would free them.",
            value,
        ),
        "overrides": gettext("Without the exceptions they can all hold."),
    }
    return texts[change["bound"]] % {"value": value}
