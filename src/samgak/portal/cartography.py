"""A small map of some countries, drawn from simplified borders; no tiles, no request."""

import itertools
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

WORLD = Path(__file__).parent / "geometry" / "world.json"
MARGIN = 0.08
WIDE = 1.6
# Width to height, so that one country alone does not become a tower or a ribbon.
NARROWEST, WIDEST = 1.6, 2.4

Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Shape:
    """A country on the map: its outline, and the point where its sign stands, in units of the view."""

    code: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Map:
    """What an SVG needs: the view, the land without borders, and the countries asked for."""

    view: Box
    land: str
    shapes: tuple[Shape, ...]

    @property
    def view_box(self) -> str:
        """The view as SVG spells it."""
        left, top, right, bottom = (round(edge) for edge in self.view)
        return f"{left} {top} {right - left} {bottom - top}"


@cache
def map_of(codes: tuple[str, ...]) -> Map | None:
    """The map on which all these countries are seen; None when no outline of them is known.

    Units are tenths of a degree of longitude in Mercator's projection, downwards.
    """
    outlines = {code: outlines_of(code) for code in codes if outlines_of(code)}
    if not outlines:
        return None
    view = _view([rings[0] for rings in outlines.values()])
    return Map(
        view=view,
        land=_path(clipped(ring, view) for ring in _rings(_world()["land"])),
        shapes=tuple(_shape(code, rings) for code, rings in outlines.items()),
    )


def outlines_of(code: str) -> tuple[Ring, ...]:
    """The parts of a country, the largest first; empty when it is not on the map."""
    return _rings(_world()["countries"].get(code, []))


def clipped(ring: Ring, box: Box) -> Ring:
    """The part of a ring inside a box (Sutherland and Hodgman, CACM 17, 1974)."""
    for axis, index, sign in ((0, 0, 1), (1, 1, 1), (0, 2, -1), (1, 3, -1)):
        ring = _clipped_at(ring, axis, box[index], sign)
    return ring


def _clipped_at(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    kept: list[tuple[float, float]] = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_inside = sign * (before[axis] - limit) >= 0
        is_inside = sign * (here[axis] - limit) >= 0
        if was_inside != is_inside:
            part = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append(
                (before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1]))
            )
        if is_inside:
            kept.append(here)
    return tuple(kept)


@cache
def _world() -> dict:
    return json.loads(WORLD.read_text())


def _rings(flat_rings: list[list[int]]) -> tuple[Ring, ...]:
    return tuple(tuple(zip(flat[::2], flat[1::2], strict=True)) for flat in flat_rings)


def _view(rings: list[Ring]) -> Box:
    xs, ys = ([point[axis] for ring in rings for point in ring] for axis in (0, 1))
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    margin = MARGIN * max(right - left, bottom - top)
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    width, height = max(width, NARROWEST * height), max(height, width / WIDEST)
    x, y = (left + right) / 2, (top + bottom) / 2
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _shape(code: str, rings: tuple[Ring, ...]) -> Shape:
    x, y = _centre(rings[0])
    return Shape(code=code, path=_path(rings), x=round(x), y=round(y))


def _centre(ring: Ring) -> tuple[float, float]:
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) or 1
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / (3 * area), y / (3 * area)


def _path(rings) -> str:
    return "".join(_part(ring) for ring in rings if ring)


def _part(ring: Ring) -> str:
    """A closed outline in relative steps, which take fewer letters."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = (
        f"{x - before_x} {y - before_y}"
        for (before_x, before_y), (x, y) in itertools.pairwise(whole)
        if (x, y) != (before_x, before_y)
    )
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z".replace(" -", "-")


@dataclass(frozen=True)
class Label:
    """Where a country's name stands, relative to its sign; `anchor` as SVG spells it."""

    x: int
    y: int
    anchor: str


def labels(shapes: list[tuple[Shape, str, int]], *, view: Box, letter: float) -> dict[str, Label]:
    """A place in the view for each name where it covers no sign and no other name; some find none.

    Each shape comes with its name and the width of its signs; `letter` is the mean width of a letter.
    """
    height = 1.8 * letter
    taken: list[Box] = [
        (shape.x - signs / 2, shape.y - height / 2, shape.x + signs / 2, shape.y + height / 2)
        for shape, _, signs in shapes
    ]
    found = {}
    for shape, name, signs in shapes:
        width = letter * _letters(name)
        for label in _candidates(round(signs / 2 + letter), round(height)):
            box = _box_of(label, shape, width, height)
            if _is_within(box, view) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found[shape.code] = label
                break
    return found


def _letters(name: str) -> float:
    """The length of a name in letters of ordinary width; those of Korean are wider."""
    return sum(WIDE if east_asian_width(letter) in "WF" else 1 for letter in name)


def _candidates(aside: int, height: int) -> tuple[Label, ...]:
    baseline = round(height * 0.3)
    return (
        Label(0, height + baseline + 2, "middle"),
        Label(aside, baseline, "start"),
        Label(-aside, baseline, "end"),
        Label(0, baseline - height - 2, "middle"),
        Label(aside, baseline + height, "start"),
        Label(-aside, baseline + height, "end"),
    )


def _box_of(label: Label, shape: Shape, width: float, height: float) -> Box:
    left = shape.x + label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    middle = shape.y + label.y - height * 0.3
    return (left, middle - height / 2, left + width, middle + height / 2)


def _is_within(box: Box, view: Box) -> bool:
    return view[0] <= box[0] and view[1] <= box[1] and box[2] <= view[2] and box[3] <= view[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
