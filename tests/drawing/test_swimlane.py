from xml.etree import ElementTree

import pytest

from samgak.drawing.swimlane import Arrow, Box, Drawing, draw

SVG = "{http://www.w3.org/2000/svg}"


def drawing(**more):
    values = {
        "title": "Licence",
        "description": "Two steps.",
        "lanes": ("Citizen", "City"),
        "boxes": (
            Box("apply", "Citizen", "Apply for the licence", is_visit=True, papers=2),
            Box("decide", "City", "Decide", waits="3 days", is_automatic=True),
        ),
        "arrows": (Arrow("apply", "decide", "by post"),),
    }
    return Drawing(**values | more)


def words_of(svg):
    return " ".join(one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_lanes_boxes_arrows_and_marks_are_drawn():
    svg = draw(drawing())

    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Licence. Two steps."
    assert len(list(root.iter(f"{SVG}circle"))) == 1  # the visit
    said = words_of(svg)
    assert all(one in said for one in ("Citizen", "City", "Decide", "3 days", "by post", "2"))


def test_nothing_in_it_needs_a_style_sheet_or_runs():
    svg = draw(drawing())

    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '" onload="x', "a\x00b", "\ud800"])
def test_what_people_type_stays_text(text):
    svg = draw(drawing(title=text, mark=text, lanes=(text,), boxes=(Box("a", text, text, text),)))

    root = ElementTree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert root.get("onload") is None


def test_long_words_and_wide_letters_are_broken_and_end_with_an_ellipsis():
    box = Box("a", "City", "민원인이거주증명서를발급받기위하여주민센터를방문합니다" * 5)

    assert "…" in draw(drawing(boxes=(box,), arrows=()))


def test_the_mark_stands_below_the_lanes():
    marked = draw(drawing(mark="Invented for practice"))

    assert "Invented for practice" in words_of(marked)
    assert "Invented" not in words_of(draw(drawing()))


def test_an_arrow_to_a_step_that_is_not_drawn_is_left_out():
    arrows = (Arrow("apply", "gone"),)

    assert draw(drawing(arrows=arrows)) == draw(drawing(arrows=()))


def test_without_a_box_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(drawing(boxes=()))
