"""The map of opinions: everybody who voted enough on a plane, groups by colour and shape, nobody named."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from samgak.drawing.colours import LINE, SECONDARY, SERIES, WHITE

SIZE, MARGIN = 460, 24
MOST_PLACES = 5_000
RADIUS, LARGEST = 5.0, 16.0


def opinion_map(places: Sequence[tuple[float, float, int]], *, title: str, about: str) -> str:
    """SVG text of the places (x, y, group; -1 is no group); who stand at one place are one larger mark.

    Raises ValueError when there is nothing to draw, or more than 5,000 places.
    """
    if not 0 < len(places) <= MOST_PLACES:
        raise ValueError("between 1 and 5,000 places")
    reach = max(max(abs(x), abs(y)) for x, y, _group in places) or 1.0
    scale = (SIZE / 2 - MARGIN) / reach
    spots = Counter((round(x * scale, 1), round(y * scale, 1), group) for x, y, group in places)
    middle = SIZE / 2
    marks = "".join(
        _mark(middle + x, middle - y, group, min(LARGEST, RADIUS * count**0.5))
        for (x, y, group), count in sorted(spots.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}"'
        f' height="{SIZE}" role="img"><title>{escape(title)}</title><desc>{escape(about)}</desc>'
        f'<rect width="{SIZE}" height="{SIZE}" fill="{WHITE}" stroke="{LINE}"/>'
        f'<path d="M{middle:.0f} 0V{SIZE}M0 {middle:.0f}H{SIZE}" stroke="{LINE}"/>{marks}</svg>'
    )


def _mark(x: float, y: float, group: int, size: float) -> str:
    if group < 0:
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="none" stroke="{SECONDARY}"/>'
        )
    colour, shape = SERIES[group % len(SERIES)]
    paint = f'fill="{colour}" fill-opacity="0.75" stroke="{WHITE}"'
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle-up": ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    }.get(shape, ((-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)))
    points = " ".join(f"{x + size * a:.1f},{y + size * b:.1f}" for a, b in corners)
    return f'<polygon points="{points}" {paint}/>'
