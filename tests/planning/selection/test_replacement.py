import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.selection import Cohort, QuotaLine, Replacement, choose, replacement

from . import brute_force
from .calls import call, nominee, small_calls


@settings(max_examples=80, deadline=None)
@given(small_calls(), st.data())
def test_the_replacement_is_the_first_in_the_order_of_asking_who_keeps_all_quotas(problem, data):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return
    people = {n.key: n for n in problem.nominees}
    gone = data.draw(st.sampled_from(cohort.selected))
    unavailable = set(data.draw(st.lists(st.sampled_from(sorted(people)), max_size=2)))
    home = people[gone].country
    others = [key for key in cohort.eligible if key not in cohort.selected]
    others.sort(key=lambda key: -cohort.scores[key])
    reserves = {key for keys in cohort.reserves.values() for key in keys}
    asked = [
        *cohort.reserves[home],
        *[key for key in others if key in reserves and people[key].country != home],
        *[key for key in others if key not in reserves],
    ]
    staying = [people[key] for key in cohort.selected if key != gone]
    fits = [
        key
        for key in asked
        if key not in unavailable and not brute_force.broken(problem, [*staying, people[key]])
    ]

    answer = replacement(
        problem,
        seated=cohort.selected,
        gone=gone,
        reserves=cohort.reserves,
        unavailable=unavailable,
    )

    assert answer.key == (fits[0] if fits else None)
    for key, lines in answer.passed_over.items():
        assert set(lines) == brute_force.broken(problem, [*staying, people[key]])
    before = asked if not fits else asked[: asked.index(fits[0])]
    assert list(answer.passed_over) == [key for key in before if key not in unavailable]


def women_first():
    people = [nominee("gone"), nominee("man", sex="M"), nominee("far", country="TJ")]
    line = QuotaLine(sex="F", minimum=1)
    return call(*people, quota_lines=(line,))


def test_a_reserve_who_would_break_a_quota_is_passed_over_with_the_line():
    answer = replacement(
        women_first(), seated=["gone"], gone="gone", reserves={"KZ": ["man"], "TJ": ["far"]}
    )

    assert answer == Replacement("far", "reserve_elsewhere", {"man": ("sex=F",)})


def test_when_nobody_fits_the_lines_say_why():
    answer = replacement(
        women_first(), seated=["gone"], gone="gone", reserves={}, unavailable=["far"]
    )

    assert answer.key is None
    assert answer.lines == ("sex=F",)


def test_a_line_that_is_broken_already_must_not_be_broken_further():
    people = [nominee(key, sex="M") for key in ("gone", "stays", "next")]
    line = QuotaLine(sex="F", minimum=2)

    answer = replacement(
        call(*people, seats=2, quota_lines=(line,)),
        seated=["gone", "stays"],
        gone="gone",
        reserves={"KZ": ["next"]},
    )

    assert answer == Replacement("next", "reserve", {})


def test_only_the_seated_can_be_replaced():
    with pytest.raises(ValueError, match="no seat"):
        replacement(women_first(), seated=["far"], gone="gone", reserves={})
