import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.core.places import country_name
from samgak.portal.cartography import Shape, clipped, labels, map_of, outlines_of
from samgak.portal.queries.home import LETTER_WIDTH, SIGN_WIDTH

PARTNERS = ("KG", "KR", "KZ", "TJ", "TM", "UZ")
LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")
BOX = (0, 0, 10, 10)


def test_every_partner_lies_in_the_view():
    drawn = map_of(PARTNERS)

    left, top, right, bottom = drawn.view
    assert [shape.code for shape in drawn.shapes] == list(PARTNERS)
    assert all(left < shape.x < right and top < shape.y < bottom for shape in drawn.shapes)


def test_neighbours_stand_as_on_the_globe():
    where = {shape.code: shape for shape in map_of(PARTNERS).shapes}

    assert where["TM"].x < where["UZ"].x < where["TJ"].x < where["KG"].x < where["KR"].x
    assert where["KZ"].y < where["UZ"].y < where["TM"].y


def test_a_country_without_outline_is_left_out():
    assert [shape.code for shape in map_of(("KZ", "XX")).shapes] == ["KZ"]
    assert map_of(("XX",)) is None


def test_the_map_is_small_enough_for_a_slow_line():
    drawn = map_of(PARTNERS)

    assert len(drawn.land) + sum(len(shape.path) for shape in drawn.shapes) < 8_000


@pytest.mark.parametrize("codes", [("KR",), ("CL",), ("FR", "DE"), ("FJ",), ("US", "JP")])
def test_any_other_countries_make_a_map_as_well(codes):
    left, top, right, bottom = map_of(codes).view

    assert 1.59 < (right - left) / (bottom - top) < 2.41


def test_a_ring_is_cut_at_the_edges_of_the_box():
    assert set(clipped(((5, 5), (15, 5), (15, 8), (5, 8)), BOX)) == {
        (5, 5),
        (10, 5),
        (10, 8),
        (5, 8),
    }
    assert clipped(((20, 20), (30, 20), (30, 30)), BOX) == ()


@given(st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=3, max_size=12))
def test_nothing_clipped_lies_outside(points):
    tolerance = 1e-9
    for x, y in clipped(tuple(points), BOX):
        assert -tolerance <= x <= 10 + tolerance
        assert -tolerance <= y <= 10 + tolerance


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_partners_find_room_for_their_names_in_every_language(language):
    drawn = map_of(PARTNERS)
    named = [(shape, country_name(shape.code, language), SIGN_WIDTH) for shape in drawn.shapes]

    assert set(labels(named, view=drawn.view, letter=LETTER_WIDTH)) == set(PARTNERS)


def test_a_name_without_room_is_left_out():
    crowd = [(Shape(code, "", 5, 5), "A long name", 10) for code in ("AA", "BB")]

    assert labels(crowd, view=BOX, letter=12) == {}


def test_every_country_of_the_world_file_is_closed_and_known():
    assert len(outlines_of("KZ")[0]) > 50
    assert outlines_of("kz") == ()
