import re
from xml.etree import ElementTree

import pytest

from samgak.drawing import charts
from samgak.drawing.charts import Dot, Dots, Point, Row, Series

ROWS = (
    Row("Қазақстан", 3.5, "3,5", "pivotal", low=3, high=4.2),
    Row("대한민국", 5, "5,0", "facilitating"),
    Row("Türkmenistan", None, "–", "beneficiary"),
)
DOTS = (
    Dots("Ownership", (Dot("facilitating", 4.1, name="Facilitating"), Dot("pivotal", 3.2))),
    Dots("Learning", (Dot("facilitating", 2.9, name="Facilitating"), Dot("pivotal", None))),
)
LINES = (Series("separate", ((8, 2), (9, 5))), Series("one desk", ((8, 1), (9, 2))))
POINTS = (Point("A", 0.1, 0.3, "one"), Point("B", -0.4, 0.2, "two"))


def drawings():
    yield charts.bars(ROWS, title="A title")
    yield charts.columns(ROWS, title="A title", x_title="Minutes", y_title="People")
    yield charts.dots(DOTS, title="A title", domain=(1, 5))
    yield charts.lines(LINES, title="A title", x_title="Hour", y_title="Minutes")
    yield charts.points(POINTS, title="A title", x_title="x", y_title="y")


@pytest.fixture(scope="module")
def drawn():
    return list(drawings())


def test_every_chart_is_one_picture_with_a_name(drawn):
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        assert (root.get("role"), root.get("aria-label")) == ("img", "A title")
        assert not [e for e in root.iter() if e is not root and e.get("role")]
        assert root.get("viewBox")


def test_no_chart_needs_a_style_sheet_or_a_script(drawn):
    for svg in drawn:
        assert not re.search(r"style=|<style|<script|href=|url\(|on\w+=", svg)
        assert "Pretendard" not in svg


def test_bars_show_labels_and_numbers_as_written():
    svg = charts.bars(ROWS, title="A title")

    for words in ("Қазақстан", "대한민국", "Türkmenistan", "3,5", "5,0", "–"):
        assert f">{words}<" in svg
    for colour in ("#0b6e69", "#1d4f91"):
        assert colour in svg


def test_two_rows_may_have_one_label():
    svg = charts.bars((Row("Same", 1, "1"), Row("Same", 2, "2")), title="t")

    assert svg.count(">Same<") == 2


def test_words_of_people_are_only_words():
    nasty = "</text><script>alert(1)</script>'\\\"]+datum"
    svg = charts.bars((Row(nasty, 1, nasty),), title=f'"{nasty}')

    assert "<script" not in svg
    ElementTree.fromstring(svg)


@pytest.mark.parametrize("rows", [(), tuple(Row(str(n), n) for n in range(5001))])
def test_nothing_and_too_much_are_refused(rows):
    with pytest.raises(ValueError, match=r"nothing|more than"):
        charts.bars(rows, title="t")


def test_the_sides_keep_their_colour_and_shape():
    svg = charts.dots(DOTS, title="t", domain=(1, 5))

    assert svg.count("#1d4f91") >= 2
    assert "Facilitating" in svg
