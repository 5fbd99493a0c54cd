"""Small calls for the tests: few people, few values, many ties."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from samgak.planning.selection import Eligibility, Nominee, Problem, QuotaLine, ScorePart

STARTS_ON = date(2025, 8, 25)


def nominee(key: str = "a", **values) -> Nominee:
    usual = {
        "country": "KZ",
        "family": "Ospanova",
        "given": key,
        "born_on": date(1980, 2, 3),
        "sex": "F",
        "organisation": "Akimat",
        "rank": 1,
        "years_in_service": 5,
        "languages": {"ru": "good"},
    }
    return Nominee(key=key, **(usual | values))


def call(*nominees: Nominee, seats: int = 1, **values) -> Problem:
    usual = {
        "tie_seed": "test",
        "starts_on": STARTS_ON,
        "score_parts": (ScorePart("years_in_service", 10, full_at=10),),
    }
    return Problem(seats=seats, nominees=nominees, **(usual | values))


countries = st.sampled_from(["KZ", "TJ", "UZ"])
sexes = st.sampled_from(["F", "M"])
# The last is an answer to a question of the edition's own.
ATTRIBUTES = {
    "level": ["local", "central"],
    "first": ["yes", "no"],
    "own_district": ["rural", "urban"],
}


@st.composite
def limits(draw):
    low = draw(st.none() | st.integers(0, 3))
    high = draw(st.none() | st.integers(low or 0, 4))
    return {"minimum": low, "maximum": 3 if low is None and high is None else high}


@st.composite
def quota_lines(draw):
    if draw(st.integers(0, 3)) == 0:
        return QuotaLine(each_organisation=True, maximum=draw(st.integers(0, 2)))
    kinds = draw(st.sets(st.sampled_from(["country", "sex", *ATTRIBUTES]), min_size=1))
    return QuotaLine(
        country=draw(countries) if "country" in kinds else None,
        sex=draw(sexes) if "sex" in kinds else None,
        attributes=draw(attributes(kinds & ATTRIBUTES.keys())),
        **draw(limits()),
    )


@st.composite
def attributes(draw, keys):
    return {key: draw(st.sampled_from(ATTRIBUTES[key])) for key in sorted(keys)}


@st.composite
def wishes(draw):
    weight = draw(st.sampled_from([1, 5, Fraction(1, 3), Fraction(40, 7)]))
    return replace(draw(quota_lines()), weight=weight)


@st.composite
def calls_with_wishes(draw, most_people=8):
    problem = draw(small_calls(most_people=most_people))
    wished = draw(st.lists(wishes(), min_size=1, max_size=3))
    part = ScorePart("given", draw(st.sampled_from([0, 10])), full_at=5)
    marks = st.sampled_from([0, 2, Fraction(7, 2), 5])
    return replace(
        problem,
        quota_lines=(*problem.quota_lines, *wished),
        score_parts=(*problem.score_parts, part),
        given_scores={n.key: draw(marks) for n in problem.nominees if draw(st.booleans())},
    )


@st.composite
def small_calls(draw, most_people=8):
    people = draw(
        st.lists(
            st.builds(
                nominee,
                country=countries,
                sex=sexes,
                organisation=st.sampled_from(["A", "B"]),
                rank=st.integers(1, 4),
                years_in_service=st.integers(0, 4),
                languages=st.sampled_from([{}, {"ru": "fair"}, {"ru": "excellent"}]),
                attributes=st.sets(st.sampled_from([*ATTRIBUTES])).flatmap(attributes),
            ),
            max_size=most_people,
        )
    )
    people = [replace(n, key=f"p{i}", given=f"Given{i}") for i, n in enumerate(people)]
    weights = st.sampled_from([0, 1, 20, Fraction(1, 3), Fraction(25, 2)])
    return call(
        *people,
        seats=draw(st.integers(1, 4)),
        tie_seed=draw(st.sampled_from(["x", "y", "z"])),
        quota_lines=tuple(
            draw(st.lists(quota_lines(), max_size=4, unique_by=lambda line: line.name))
        ),
        eligibility=Eligibility(minimum_years_in_service=draw(st.sampled_from([None, 1]))),
        score_parts=(
            ScorePart("focal_point_rank", draw(weights)),
            ScorePart("years_in_service", draw(weights), full_at=3),
            ScorePart("language", draw(weights), code="ru"),
        ),
        reserves_per_country=draw(st.integers(0, 2)),
    )
