import pytest

from samgak.planning.selection import LanguageRule, QuotaLine, ScorePart, choose

from .calls import call, nominee

REFUSED_LINES = [
    {"country": "KZ"},
    {"maximum": 2},
    {"country": "KZ", "minimum": 3, "maximum": 2},
    {"sex": "F", "minimum": -1},
    {"sex": "F", "maximum": -1},
    {"each_organisation": True, "minimum": 1, "maximum": 2},
    {"each_organisation": True},
    {"each_organisation": True, "country": "KZ", "maximum": 2},
]


@pytest.mark.parametrize("values", REFUSED_LINES)
def test_an_impossible_quota_line_is_refused(values):
    with pytest.raises(ValueError, match=r"quota line|minimum|maximum"):
        QuotaLine(**values)


def test_lines_of_one_name_that_contradict_each_other_are_refused():
    lines = (QuotaLine(sex="F", minimum=3), QuotaLine(sex="F", maximum=2))

    with pytest.raises(ValueError, match="sex=F"):
        choose(call(nominee(), quota_lines=lines))


@pytest.mark.parametrize("values", [{"seats": 0}, {"seats": -1}, {"reserves_per_country": -1}])
def test_an_impossible_call_is_refused(values):
    with pytest.raises(ValueError, match=r"seat|reserves"):
        call(nominee(), **values)


def test_two_nominees_of_one_key_are_refused():
    with pytest.raises(ValueError, match="same key"):
        call(nominee("a"), nominee("a"))


@pytest.mark.parametrize(
    "values",
    [
        {"rank": 0},
        {"years_in_service": -1},
        {"years_in_service": 1.5},
        {"languages": {"ru": "fluent"}},
    ],
)
def test_an_impossible_nominee_is_refused(values):
    with pytest.raises(ValueError, match=r"^a: "):
        nominee("a", **values)


@pytest.mark.parametrize(
    "values",
    [
        {"part": "charm", "weight": 1},
        {"part": "focal_point_rank", "weight": 0.1},
        {"part": "years_in_service", "weight": 1},
        {"part": "years_in_service", "weight": 1, "full_at": 0},
        {"part": "language", "weight": 1},
    ],
)
def test_an_impossible_part_of_the_score_is_refused(values):
    with pytest.raises(ValueError, match=r"score|exact|full_at"):
        ScorePart(**values)


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="fluent"):
        LanguageRule("ru", "fluent")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"country": "KZ"}, "country=KZ"),
        ({"sex": "F"}, "sex=F"),
        ({"country": "KZ", "sex": "F"}, "country=KZ+sex=F"),
        ({"each_organisation": True}, "organisation=each"),
    ],
)
def test_a_quota_line_is_named_by_its_keys(values, name):
    assert QuotaLine(**values, maximum=1).name == name
