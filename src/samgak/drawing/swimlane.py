"""A service as a drawing: one lane for each who acts, a box for each step, arrows between them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from samgak.drawing.colours import (
    BENEFICIARY,
    FACILITATING,
    INK,
    LINE,
    PIVOTAL,
    SECONDARY,
    TYPEFACE,
    WHITE,
)

LANE_HEIGHT, HEAD_WIDTH = 118, 132
BOX_WIDTH, BOX_HEIGHT, GAP = 150, 84, 34
MARGIN, MARK_HEIGHT = 10, 30
LETTERS_OF_LINE, MOST_LINES = 20, 3
BANDS = ("#f3f5f7", WHITE)


@dataclass(frozen=True)
class Box:
    """A step in a lane: its words, the quiet line under them, and the marks of what it asks.

    visit: the person comes; papers: documents asked; waits: words for the wait before the next step.
    """

    code: str
    lane: str
    words: str
    note: str = ""
    is_visit: bool = False
    papers: int = 0
    waits: str = ""
    is_automatic: bool = False


@dataclass(frozen=True)
class Arrow:
    start: str
    end: str
    words: str = ""


@dataclass(frozen=True)
class Drawing:
    """What is drawn, from left to right in the order of `boxes`; `title` and `description` are read aloud.

    mark: a line below the lanes, which goes wherever the drawing goes.
    """

    title: str
    description: str
    lanes: tuple[str, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    mark: str = ""


def draw(drawing: Drawing) -> str:
    """The SVG text, without style sheets, scripts or links. Raises ValueError when there is no box."""
    if not drawing.boxes:
        raise ValueError("nothing to draw")
    width = HEAD_WIDTH + len(drawing.boxes) * (BOX_WIDTH + GAP) + GAP
    foot = MARGIN + len(drawing.lanes) * LANE_HEIGHT
    height = foot + (MARK_HEIGHT if drawing.mark else MARGIN)
    places = {box.code: _place(drawing, index) for index, box in enumerate(drawing.boxes)}
    name = escape(_clean(f"{drawing.title}. {drawing.description}"), quote=True)
    mark = _text([drawing.mark], MARGIN, foot + 20, colour=SECONDARY) if drawing.mark else []
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sg-lanes" role="img" aria-label="{name}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}" focusable="false"'
        f' font-family="{escape(TYPEFACE, quote=True)}">',
        *_lanes(drawing.lanes, width),
        *(
            _arrow(places[arrow.start], places[arrow.end], arrow.words)
            for arrow in drawing.arrows
            if arrow.start in places and arrow.end in places
        ),
        *(_box(box, places[box.code]) for box in drawing.boxes),
        *mark,
        "</svg>",
    ]
    return "".join(parts)


def _place(drawing: Drawing, index: int) -> tuple[float, float]:
    """The upper left corner of a box."""
    lane = drawing.lanes.index(drawing.boxes[index].lane)
    x = HEAD_WIDTH + GAP / 2 + index * (BOX_WIDTH + GAP)
    return x, MARGIN + lane * LANE_HEIGHT + (LANE_HEIGHT - BOX_HEIGHT) / 2


def _lanes(lanes: Sequence[str], width: float) -> list[str]:
    parts = []
    for index, lane in enumerate(lanes):
        top = MARGIN + index * LANE_HEIGHT
        parts.append(
            f'<rect x="0" y="{top}" width="{width}" height="{LANE_HEIGHT}"'
            f' fill="{BANDS[index % 2]}" stroke="{LINE}"/>'
        )
        parts += _text(_wrapped(lane, 14), 10, top + LANE_HEIGHT / 2, weight="600", centred=True)
    return parts


def _box(box: Box, place: tuple[float, float]) -> str:
    x, y = place
    colour = PIVOTAL if box.is_automatic else FACILITATING
    parts = [
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4"'
        f' fill="{WHITE}" stroke="{colour}" stroke-width="1.5"/>'
    ]
    parts += _text(_wrapped(box.words, LETTERS_OF_LINE), x + 8, y + 17)
    if box.note:
        parts += _text([box.note], x + 8, y + BOX_HEIGHT - 9, colour=SECONDARY, size=11)
    if box.is_visit:  # somebody who comes: a head and shoulders
        left, top = x + BOX_WIDTH - 16, y + BOX_HEIGHT - 20
        parts.append(
            f'<circle cx="{left + 4}" cy="{top}" r="4" fill="{BENEFICIARY}"/>'
            f'<path d="M{left - 4} {top + 13}a8 8 0 0 1 16 0z" fill="{BENEFICIARY}"/>'
        )
    if box.papers:
        parts.append(_papers(x + BOX_WIDTH - 20, y - 9, box.papers))
    if box.waits:
        parts += _text([box.waits], x + 4, y + BOX_HEIGHT + 13, colour=SECONDARY, size=11)
    return "".join(parts)


def _papers(x: float, y: float, count: int) -> str:
    sheet = f'<rect x="{x}" y="{y}" width="20" height="18" fill="{WHITE}" stroke="{INK}"/>'
    return sheet + "".join(_text([str(count)], x + 6, y + 13, size=11, weight="600"))


def _arrow(start: tuple[float, float], end: tuple[float, float], words: str) -> str:
    """From the right side of one box to the left side of another, with a bend where lanes change."""
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT / 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT / 2
    bend = (x1 + GAP / 2) if x2 - x1 <= GAP else x2 - GAP / 2
    way = f"M{x1} {y1}H{bend}V{y2}H{x2 - 5}"
    head = f"M{x2 - 6} {y2 - 4}L{x2} {y2}L{x2 - 6} {y2 + 4}z"
    parts = f'<path d="{way}" fill="none" stroke="{INK}"/><path d="{head}" fill="{INK}"/>'
    if words:
        parts += "".join(_text([words], x1 + 3, y1 - 5, colour=SECONDARY, size=11))
    return parts


def _text(
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    size: int = 13,
    colour: str = INK,
    weight: str = "400",
    centred: bool = False,
) -> list[str]:
    step = size + 3
    top = y - (len(lines) - 1) * step / 2 + size / 3 if centred else y
    return [
        f'<text x="{x:g}" y="{top + index * step:g}" font-size="{size}" font-weight="{weight}"'
        f' fill="{colour}">{escape(_clean(line))}</text>'
        for index, line in enumerate(lines)
    ]


def _clean(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))


def _wrapped(text: str, letters: int) -> list[str]:
    """Lines of about so many letters, wide ones counted twice; past three lines with an ellipsis."""
    lines, line = [], ""
    for word in text.split() or [""]:
        for piece in _pieces(word, letters):
            longer = f"{line} {piece}".strip()
            if line and _width(longer) > letters:
                lines.append(line)
                line = piece
            else:
                line = longer
    lines.append(line)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: letters - 1] + "…"]
    return lines


def _pieces(word: str, letters: int) -> list[str]:
    if _width(word) <= letters:
        return [word]
    half = max(letters // (2 if _width(word) > len(word) else 1), 1)
    return [word[start : start + half] for start in range(0, min(len(word), half * 4), half)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
