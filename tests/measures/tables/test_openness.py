from dataclasses import replace

import pytest

from samgak.measures.tables import openness
from samgak.measures.tables.openness import Facts

WHOLE = Facts(
    has_licence=True,
    licence_is_open=True,
    has_title_and_description=True,
    has_theme_and_keywords=True,
    languages=2,
    has_contact=True,
    has_frequency=True,
    has_period=True,
    faulty_columns=0,
    has_key=True,
    has_links=True,
    risk="low",
    risk_is_reasoned=False,
)


@pytest.mark.parametrize(
    ("changes", "stars"),
    [
        ({}, 5),
        ({"has_links": False}, 4),
        ({"has_key": False}, 3),
        ({"licence_is_open": False}, 0),
    ],
)
def test_the_five_stars(changes, stars):
    assert openness.stars(replace(WHOLE, **changes)) == stars


def test_a_whole_dataset_has_ten_points():
    assert openness.score(openness.checklist(WHOLE)) == 10


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"licence_is_open": False}, "terms-of-use:partly"),
        ({"licence_is_open": False, "has_licence": False}, "terms-of-use:not-met"),
        ({"languages": 1}, "languages:partly"),
        ({"has_contact": False}, "contact:not-met"),
        ({"has_period": False}, "up-to-date:partly"),
        ({"faulty_columns": 2}, "clean:partly"),
        ({"faulty_columns": 3}, "clean:not-met"),
        ({"risk": "high"}, "privacy:not-met"),
        ({"risk": "high", "risk_is_reasoned": True}, "privacy:partly"),
        ({"risk": "medium"}, "privacy:partly"),
    ],
)
def test_each_point_lost_says_why(changes, reason):
    lost = [one for one in openness.checklist(replace(WHOLE, **changes)) if one.state != "met"]

    assert [one.reason for one in lost] == [reason]
