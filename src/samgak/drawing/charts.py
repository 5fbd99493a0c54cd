"""Charts as SVG text by Vega-Altair. Beside each stands a table: a chart never is the only place of a number.

The caller writes the words: a title that says the finding, and each number as its reader writes it.
Drawing takes about 50 ms, the first of a process about a second; the same chart is drawn once.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib import resources
from typing import Any

import altair as alt
import vl_convert

from samgak.drawing.colours import INK, LINE, SECONDARY, SIDES, TYPEFACE, look

WIDTH, ROW_HEIGHT, COLUMN_HEIGHT = 460, 30, 220
LABEL_LIMIT = 230
# The reader's font may be wider than the one measured with.
PADDING = {"left": 22, "top": 6, "right": 30, "bottom": 6}
MOST_FLAT = 8
MOST_MARKS = 5_000
# Measured with the one family that has the letters of all eight languages; shown in the reader's own.
MEASURED = "Pretendard"
_ATTRIBUTES = re.compile(r' (?:role|aria-[a-z]+|class|cursor|pointer-events)="[^"]*"')


@dataclass(frozen=True)
class Row:
    """A bar or column: `value` None is a gap; `text` is the number in words; `low`, `high` an interval."""

    label: str
    value: float | None
    text: str = ""
    side: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Dot:
    """A value of a group, in a row of a dot plot."""

    group: str
    value: float | None
    text: str = ""
    # What the group is called, when its key is not a word (a side: "pivotal").
    name: str = ""


@dataclass(frozen=True)
class Dots:
    label: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Series:
    """A line: its points in the order of x."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Point:
    label: str
    x: float
    y: float
    group: str = ""
    name: str = ""


@lru_cache(maxsize=256)
def bars(rows: tuple[Row, ...], *, title: str, domain: tuple[float, float] | None = None) -> str:
    """Horizontal bars in the order given, each with its number beside it, with whiskers where an interval is given.

    Raises ValueError when there is nothing to draw, or more than 5,000 marks.
    """
    values = [
        {
            "label": row.label,
            "order": position,
            "value": row.value,
            "text": row.text,
            "end": (row.value or 0) if row.high is None else row.high,
            "low": row.low,
            "high": row.high,
            "colour": look(row.side, 0)[0],
        }
        for position, row in enumerate(rows)
    ]
    _refuse_too_much(values)
    data = alt.Data(values=values)
    base = alt.Chart(data).encode(y=_rows([row.label for row in rows]))
    scale = alt.Scale(domain=list(domain)) if domain else alt.Scale(zero=True)
    x = alt.X("value:Q", axis=None, scale=scale)
    layers = [
        base.mark_bar(height=16).encode(x=x, color=alt.Color("colour:N", scale=None)),
        base.mark_text(align="left", dx=6, color=INK, fontSize=13).encode(
            x=alt.X("end:Q"), text="text:N"
        ),
    ]
    if any(row.low is not None for row in rows):
        whisker = base.transform_filter("isValid(datum.low)")
        layers.append(whisker.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q"))
    return _svg(alt.layer(*layers), title=title, height=ROW_HEIGHT * len(rows))


@lru_cache(maxsize=256)
def columns(
    rows: tuple[Row, ...], *, title: str, x_title: str, y_title: str = "", decimal: str = "."
) -> str:
    """Upright columns in the order given: a histogram, or amounts along time. Raises as `bars`."""
    values = [
        {
            "label": row.label,
            "order": position,
            "value": row.value,
            "text": row.text,
            "colour": look(row.side, 0)[0],
        }
        for position, row in enumerate(rows)
    ]
    _refuse_too_much(values)
    labels = [row.label for row in rows]
    scale = alt.Scale(paddingInner=0.15, domain=list(range(len(labels))))
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X(
            "order:O",
            axis=_labels(labels, flat=len(labels) <= MOST_FLAT),
            title=x_title,
            scale=scale,
        )
    )
    y = alt.Y("value:Q", title=y_title or None, axis=_numbers(decimal) if y_title else None)
    layers = [base.mark_bar().encode(y=y, color=alt.Color("colour:N", scale=None))]
    if any(row.text for row in rows):
        text = base.mark_text(dy=-7, color=INK, fontSize=12)
        layers.append(text.encode(y=alt.Y("value:Q"), text="text:N"))
    return _svg(alt.layer(*layers), title=title, height=COLUMN_HEIGHT)


@lru_cache(maxsize=256)
def dots(
    rows: tuple[Dots, ...],
    *,
    title: str,
    domain: tuple[float, float] | None = None,
    decimal: str = ".",
) -> str:
    """Rows in which each group has a dot of its own colour and shape: before and after, side by side.

    The groups are named once, above the first dot of each. Raises as `bars`.
    """
    groups = list(dict.fromkeys(dot.group for row in rows for dot in row.dots))
    values = [
        {
            "order": position,
            "group": dot.group,
            "name": dot.name or dot.group,
            "value": dot.value,
            "text": dot.text,
        }
        for position, row in enumerate(rows)
        for dot in row.dots
        if dot.value is not None
    ]
    _refuse_too_much(values)
    base = alt.Chart(alt.Data(values=values)).encode(y=_rows([row.label for row in rows]))
    scale = alt.Scale(domain=list(domain)) if domain else alt.Scale(zero=False, nice=True)
    x = alt.X("value:Q", title=None, scale=scale, axis=_numbers(decimal))
    span = base.mark_rule(color=LINE, strokeWidth=2).encode(
        x=alt.X("least:Q", title=None, scale=scale), x2="most:Q"
    )
    span = span.transform_aggregate(least="min(value)", most="max(value)", groupby=["order"])
    names = {dot.group: dot.name or dot.group for row in rows for dot in row.dots}
    marks = base.mark_point(filled=True, size=130, opacity=1).encode(
        x=x, **_looks("name", [names[group] for group in groups], groups)
    )
    return _svg(alt.layer(span, marks), title=title, height=ROW_HEIGHT * len(rows))


@lru_cache(maxsize=256)
def lines(
    series: tuple[Series, ...], *, title: str, x_title: str, y_title: str, decimal: str = "."
) -> str:
    """Lines over a common x, each named at its end. Raises as `bars`."""
    values = [
        {"name": one.label, "x": x, "y": y, "last": (x, y) == one.points[-1]}
        for one in series
        for x, y in one.points
    ]
    _refuse_too_much(values)
    names = [one.label for one in series]
    colour = _looks("name", names, names)["color"].copy()
    colour.legend = None
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("x:Q", title=x_title, axis=_numbers(decimal), scale=alt.Scale(zero=False)),
        y=alt.Y("y:Q", title=y_title, axis=_numbers(decimal)),
        color=colour,
    )
    end = base.transform_filter("datum.last").mark_text(align="left", dx=6, fontSize=13)
    layers = alt.layer(base.mark_line(strokeWidth=2.5), end.encode(text="name:N"))
    return _svg(layers, title=title, height=COLUMN_HEIGHT)


@lru_cache(maxsize=256)
def points(
    marks: tuple[Point, ...], *, title: str, x_title: str, y_title: str, decimal: str = "."
) -> str:
    """Points of groups that differ in colour and shape. Raises as `bars`."""
    values = [
        {"label": one.label, "x": one.x, "y": one.y, "name": one.name or one.group or one.label}
        for one in marks
    ]
    _refuse_too_much(values)
    groups = list(dict.fromkeys((one.name or one.group or one.label, one.group) for one in marks))
    scale, axis = alt.Scale(zero=False, nice=True, padding=16), _numbers(decimal)
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("x:Q", title=x_title, scale=scale, axis=axis),
        y=alt.Y("y:Q", title=y_title, scale=scale, axis=axis),
    )
    looks = _looks("name", [name for name, _ in groups], [group for _, group in groups])
    drawn = base.mark_point(filled=True, size=110, opacity=1).encode(**looks)
    named = base.mark_text(align="left", dx=9, fontSize=12, color=INK).encode(text="label:N")
    return _svg(alt.layer(drawn, named), title=title, height=COLUMN_HEIGHT + 60)


def _refuse_too_much(values: list[Any]) -> None:
    if not values:
        raise ValueError("nothing to draw")
    if len(values) > MOST_MARKS:
        raise ValueError(f"more than {MOST_MARKS} marks")


def _rows(labels: list[str]) -> alt.Y:
    scale = alt.Scale(domain=list(range(len(labels))))
    return alt.Y("order:O", axis=_labels(labels), title=None, scale=scale)


def _numbers(decimal: str) -> alt.Axis:
    """An axis of numbers with the reader's decimal sign."""
    return alt.Axis(labelExpr=f"replace(datum.label, '.', {_quoted(decimal)})", tickCount=6)


def _labels(names: list[str], *, flat: bool = True) -> alt.Axis:
    """An axis of positions that shows their names: two rows may have one name."""
    said = "[" + ",".join(_quoted(name) for name in names) + "]"
    return alt.Axis(
        labelExpr=f"{said}[datum.value]",
        labelAngle=0 if flat else -90,
        ticks=False,
        domain=False,
        labelLimit=LABEL_LIMIT,
    )


def _quoted(text: str) -> str:
    """Text as a string of Vega's expression language."""
    plain = re.sub(r"[\x00-\x1f\u2028\u2029]", " ", text)
    return "'" + plain.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _looks(field: str, names: list[str], groups: list[str]) -> dict[str, Any]:
    looks = [look(group, position) for position, group in enumerate(groups)]
    colours, shapes = [colour for colour, _ in looks], [shape for _, shape in looks]
    legend: alt.Legend | None = alt.Legend(
        title=None, orient="top", labelLimit=LABEL_LIMIT, symbolSize=110
    )
    if len(names) == 1 and groups[0] not in SIDES:
        legend = None
    return {
        "color": alt.Color(
            f"{field}:N", scale=alt.Scale(domain=names, range=colours), legend=legend
        ),
        "shape": alt.Shape(
            f"{field}:N", scale=alt.Scale(domain=names, range=shapes), legend=legend
        ),
    }


def _svg(chart: Any, *, title: str, height: int) -> str:
    _know_the_font()
    words = {"labelFont": MEASURED, "titleFont": MEASURED, "labelColor": INK, "labelFontSize": 13}
    titles = {"titleColor": SECONDARY, "titleFontSize": 13, "titleFontWeight": "normal"}
    plain = {"gridColor": LINE, "domainColor": LINE, "tickColor": LINE, **words, **titles}
    described = chart.properties(
        width=WIDTH, height=height, padding=PADDING, background="transparent"
    )
    spec = described.configure(
        font=MEASURED, view=alt.ViewConfig(stroke=None), axis=plain, legend=words
    ).to_dict()
    return _for_the_page(vl_convert.vegalite_to_svg(spec), title)


def _for_the_page(drawn: str, title: str) -> str:
    """One picture with one name for a screen reader, in the reader's own fonts, as wide as its place allows."""
    plain = _ATTRIBUTES.sub("", drawn).replace(f'"{MEASURED}"', f'"{TYPEFACE}"')
    plain = plain.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    name = escape(title, quote=True)
    return plain.replace(
        "<svg ", f'<svg class="sg-chart" role="img" aria-label="{name}" focusable="false" ', 1
    )


@lru_cache(maxsize=1)
def _know_the_font() -> None:
    fonts = resources.files("samgak") / "printing" / "fonts" / "built"
    vl_convert.register_font_directory(str(fonts))
