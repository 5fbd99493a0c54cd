"""Make the small world map of the home page from the package world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/simplify_borders.py package/countries-50m.json

The package (ISC licence, Michael Bostock) holds the shapes of Natural Earth 4.1, public domain.
Written: the projected, simplified rings of all countries and of the land without borders.
"""

import json
import math
import sys
from pathlib import Path

from babel.core import get_global

OUT = Path(__file__).resolve().parents[1] / "src/samgak/portal/geometry/world.json"
TOLERANCE_DEGREES = 0.13
UNITS_PER_DEGREE = 10
SMALLEST_ISLAND = {"land": 30, "country": 8}  # square units; a country's largest part always stays
SOUTHERNMOST, NORTHERNMOST = -58, 78

Point = tuple[float, float]


def decoded_arcs(topology: dict) -> list[list[Point]]:
    """The arcs of a TopoJSON file as longitudes and latitudes, each simplified alone.

    Neighbours share arcs, so their borders still meet.
    """
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"].values()
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(simplified(points))
    return arcs


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker, The Canadian Cartographer 10 (1973); both ends stay."""
    if points[0] == points[-1] and len(points) > 3:  # an island: cut at its farthest point
        middle = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        return simplified(points[: middle + 1])[:-1] + simplified(points[middle:])
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    farthest = max(range(1, len(points) - 1), key=lambda i: off_line(points[i], first, last))
    if off_line(points[farthest], first, last) <= TOLERANCE_DEGREES:
        return [first, last]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def off_line(point: Point, first: Point, last: Point) -> float:
    length = math.dist(first, last)
    if not length:
        return math.dist(point, first)
    (x, y), (x1, y1), (x2, y2) = point, first, last
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def rings_of(geometry: dict, arcs: list[list[Point]]) -> list[list[Point]]:
    """The outer rings of a geometry; enclaves are drawn over their surroundings."""
    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}
    return [joined(polygon[0], arcs) for polygon in polygons.get(geometry["type"], [])]


def joined(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def projected(ring: list[Point]) -> list[int]:
    """Mercator, in tenths of a degree of longitude, downwards; x and y in turn."""
    flat: list[int] = []
    for longitude, latitude in ring[:-1]:
        kept = math.radians(max(SOUTHERNMOST, min(NORTHERNMOST, latitude)))
        north = math.degrees(math.log(math.tan(math.pi / 4 + kept / 2)))
        point = [round(longitude * UNITS_PER_DEGREE), round(-north * UNITS_PER_DEGREE)]
        if point != flat[-2:]:
            flat += point
    return flat


def area(flat: list[int]) -> float:
    points = list(zip(flat[::2], flat[1::2], strict=True))
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def without_islets(rings: list[list[int]], smallest: float) -> list[list[int]]:
    rings = sorted(rings, key=area, reverse=True)
    return [ring for index, ring in enumerate(rings) if index == 0 or area(ring) >= smallest]


def main(source: Path) -> None:
    topology = json.loads(source.read_text())
    arcs = decoded_arcs(topology)
    codes = {number: found[0] for number, found in get_global("territory_aliases").items()}
    countries = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(geometry.get("id", ""))
        if code and code != "AQ":
            rings = [projected(ring) for ring in rings_of(geometry, arcs)]
            countries[code] = without_islets(rings, SMALLEST_ISLAND["country"])
    land = []
    for geometry in topology["objects"]["land"]["geometries"]:
        land += [projected(ring) for ring in rings_of(geometry, arcs)]
    world = {
        "land": [ring for ring in without_islets(land, SMALLEST_ISLAND["land"]) if len(ring) > 5],
        "countries": dict(sorted(countries.items())),
    }
    OUT.write_text(json.dumps(world, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
