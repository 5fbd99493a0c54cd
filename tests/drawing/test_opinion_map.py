import xml.etree.ElementTree as ET

import pytest

from samgak.drawing.opinions import opinion_map


def test_people_at_one_place_are_one_larger_mark_and_words_are_escaped():
    drawn = opinion_map([(0, 0, 0), (0, 0, 0), (1, 1, 1), (-1, 0, -1)], title="<b>", about="&")

    marks = ET.fromstring(drawn)
    circles = [one for one in marks if one.tag.endswith("circle")]
    assert sorted(float(one.attrib["r"]) for one in circles) == [5.0, 7.1]
    assert sum(one.tag.endswith("polygon") for one in marks) == 1
    assert "style" not in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("count", [0, 5_001])
def test_nothing_and_too_much_are_refused(count):
    with pytest.raises(ValueError, match="places"):
        opinion_map([(0, 0, 0)] * count, title="", about="")
