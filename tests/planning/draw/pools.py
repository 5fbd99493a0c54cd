"""Small pools for the tests."""

from hypothesis import strategies as st

from samgak.planning.draw import Person, Problem, QuotaLine

VALUES = {"country": ("KZ", "TJ", "UZ"), "sex": ("F", "M"), "level": ("A", "B")}


def person(key: str, country: str = "KZ", sex: str = "F", **others: str) -> Person:
    return Person(key, {"country": country, "sex": sex, **others})


def line(minimum: int = 0, maximum: int | None = None, **where: str) -> QuotaLine:
    return QuotaLine(tuple(where.items()), minimum, maximum)


def pool(places: str, *lines: QuotaLine, seats: int) -> Problem:
    """`places` such as "KF KF TM": the first letter of a country and the sex of each person."""
    countries = {name[0]: name for name in VALUES["country"]}
    people = [person(str(i), countries[p[0]], p[1]) for i, p in enumerate(places.split(), 1)]
    return Problem(seats, tuple(people), lines)


@st.composite
def quota_lines(draw, most):
    names = draw(st.sampled_from([("country",), ("sex",), ("level",), ("country", "sex")]))
    where = {name: draw(st.sampled_from(VALUES[name])) for name in names}
    low = draw(st.integers(0, most))
    return line(low, draw(st.none() | st.integers(low, most + 1)), **where)


@st.composite
def small_pools(draw, most_people=8):
    people = draw(
        st.lists(
            st.fixed_dictionaries({n: st.sampled_from(v) for n, v in VALUES.items()}),
            min_size=1,
            max_size=most_people,
        )
    )
    seats = draw(st.integers(1, len(people)))
    lines = draw(st.lists(quota_lines(most=2), max_size=4, unique_by=lambda one: one.name))
    return Problem(seats, tuple(Person(str(i), a) for i, a in enumerate(people)), tuple(lines))
