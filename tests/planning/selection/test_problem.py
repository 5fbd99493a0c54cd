import pytest

from samgak.planning.selection import LanguageRule, QuotaLine, ScorePart, choose, line_of

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
        (
            {"attributes": {"level": "local", "first_timer": "yes"}, "sex": "F"},
            "sex=F+first_timer=yes+level=local",
        ),
    ],
)
def test_a_quota_line_is_named_by_its_keys(values, name):
    assert QuotaLine(**values, maximum=1).name == name


def test_a_name_gives_its_line_back():
    line = QuotaLine(country="KZ", attributes={"level": "local"}, minimum=2)

    assert line_of(line.name, minimum=2) == line


@pytest.mark.parametrize("name", ["seats", "sex", "level=local+country=KZ", "sex=F+sex=M", ""])
def test_a_name_of_no_line_is_refused(name):
    with pytest.raises(ValueError, match="line"):
        line_of(name, minimum=1)


@pytest.mark.parametrize(
    "attributes", [{"country": "KZ"}, {"level": "a,b"}, {"a=b": "c"}, {"": "x"}, {"a": "b+c"}]
)
def test_an_attribute_that_would_garble_a_name_is_refused(attributes):
    with pytest.raises(ValueError, match="no name of an attribute"):
        QuotaLine(attributes=attributes, minimum=1)


@pytest.mark.parametrize("weight", [0, -1, 0.5])
def test_the_weight_of_a_wish_is_exact_and_above_0(weight):
    with pytest.raises(ValueError, match="weight"):
        QuotaLine(sex="F", minimum=1, weight=weight)


GIVEN = (ScorePart("given", 40, full_at=5),)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"given_scores": {"z": 1}, "score_parts": GIVEN}, "not nominated"),
        ({"given_scores": {"a": 1}}, "no part"),
        ({"given_scores": {"a": 1.5}, "score_parts": GIVEN}, "exact"),
        ({"given_scores": {"a": 6}, "score_parts": GIVEN}, "beyond"),
    ],
)
def test_a_given_score_that_nobody_can_mean_is_refused(values, said):
    with pytest.raises(ValueError, match=said):
        call(nominee("a"), **values)
