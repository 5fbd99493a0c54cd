"""What is kept of a computed cohort, and numbers as they are printed. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from samgak.planning.selection import NoCohort, Problem, TurningPoint
from samgak.planning.selection.problem import SEATS
from samgak.programmes.rules_questions import Words

MILLION = 10**6
SEATED = "override/seat"
LOT = "lot"  # the turning point of whoever took part in a draw


def six_places(score: Fraction) -> Decimal:
    """The score rounded to six decimal places, a half to the even neighbour."""
    return Decimal(round(score * MILLION)).scaleb(-6)


def kept_point(point: TurningPoint) -> dict[str, Any]:
    """The turning point as JSON can keep it: fractions as "3/4", dates as "2025-08-25"."""
    return {"code": point.code, "params": _plain(point.params)}


def kept_clash(answer: NoCohort, problem: Problem, words: Words) -> dict[str, Any]:
    """The clashing lines as they stood, each with the change that alone would free it, and what together would.

    `words`: what the answers mean that quotas count.
    """
    bounds: dict[str, tuple[int | None, int | None]] = {SEATS: (problem.seats, problem.seats)}
    for line in problem.quota_lines:
        if line.weight is None:
            bounds[line.name] = (line.minimum, line.maximum)
    lines = []
    for name in answer.clashing:
        minimum, maximum = bounds.get(name, (None, None))
        change = answer.changes[name]
        lines.append(
            {
                "name": name,
                "minimum": minimum,
                "maximum": maximum,
                "change": change and {"bound": change.bound, "value": change.value},
            }
        )
    relaxation = answer.relaxation and [
        {"name": name, "bound": change.bound, "value": change.value}
        for name, change in answer.relaxation.items()
    ]
    return {"lines": lines, "relaxation": relaxation, "words": words}


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Fraction | Decimal) else value
