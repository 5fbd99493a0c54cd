from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings

from samgak.planning.selection import (
    Cohort,
    Eligibility,
    LanguageRule,
    QuotaLine,
    TurningPoint,
    choose,
    rules,
    turning_point,
    turning_points,
)

from . import brute_force
from .calls import call, nominee, small_calls


def score_that_would_do(problem, cohort, key):
    """The score at which the best cohort with this person draws level, by trying everything."""
    order = [n.key for n in brute_force.in_digest_order(problem)]
    totals = [
        sum(cohort.scores[order[i]] for i in numbers)
        for numbers in brute_force.cohorts(problem)
        if order.index(key) in numbers
    ]
    return cohort.scores[key] + cohort.total - max(totals) if totals else None


def line_that_would_do(problem, key, params):
    bound = "minimum" if params["bound"] == "min" else "maximum"
    lines = [
        replace(line, **{bound: params["value"]}) if line.name == params["line"] else line
        for line in problem.quota_lines
    ]
    return key in brute_force.best_cohort(replace(problem, quota_lines=tuple(lines)))


@settings(max_examples=70, deadline=None)
@given(small_calls(most_people=7))
def test_every_turning_point_would_have_turned_the_answer(problem):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return
    full = sum(Fraction(part.weight) for part in problem.score_parts)
    points = turning_points(problem, cohort)

    assert set(points) == set(cohort.reasons)
    for key, point in points.items():
        if point.code == "eligibility":
            assert key not in cohort.eligible
            continue
        needed = score_that_would_do(problem, cohort, key)
        if point.code == "score":
            assert point.params == {"needed": needed, "has": cohort.scores[key]}
            assert cohort.scores[key] < needed <= full
        elif point.code == "tie":
            assert needed == cohort.scores[key]
            assert point.params == {"position": cohort.positions[key]}
        elif point.code == "quota":
            assert cohort.reasons[key].startswith("quota/") or needed is None or needed > full
            assert line_that_would_do(problem, key, point.params)
        else:
            assert point.code == "quotas"
            assert needed is None or needed > full
            assert point.params["lines"]


def test_missed_rules_say_what_is_asked_and_what_is_there():
    rules = Eligibility(2, 3, LanguageRule("ru", "good"))
    missing = nominee("b", years_in_service=1, languages={}, last_training_on=date(2024, 2, 29))
    problem = call(nominee("a"), missing, eligibility=rules)

    assert turning_point(problem, choose(problem), "b") == TurningPoint(
        "eligibility",
        {
            "minimum_years_in_service": {"asked": 2, "has": 1},
            "years_since_training_abroad": {
                "asked": 3,
                "has": date(2024, 2, 29),
                "eligible_from": date(2027, 3, 1),
            },
            "language": {"code": "ru", "asked": "good", "has": None},
        },
    )


def test_one_seat_more_for_the_country_lets_in_whom_the_quotas_kept_out():
    people = [nominee(f"kz{i}", years_in_service=1) for i in range(2)]
    people += [nominee(f"tj{i}", country="TJ", sex="M", years_in_service=1 + i) for i in range(2)]
    man = nominee("man", sex="M", years_in_service=9)
    lines = (QuotaLine(country="KZ", maximum=2), QuotaLine(sex="F", minimum=2))
    problem = call(*people, man, seats=4, quota_lines=lines)

    one_more = {"line": "country=KZ", "bound": "max", "value": 3}
    point = turning_point(problem, choose(problem), "man")
    assert point == TurningPoint("quota", one_more)


def test_a_compatriots_score_is_what_the_next_one_has_to_exceed():
    people = [nominee(f"kz{i}", years_in_service=9 - i) for i in range(3)]
    people += [nominee("tj", country="TJ", years_in_service=1)]
    problem = call(*people, seats=2, quota_lines=(QuotaLine(country="KZ", maximum=1),))

    assert turning_points(problem, choose(problem)) == {
        "kz1": TurningPoint("score", {"needed": 9, "has": 8}),
        "kz2": TurningPoint("score", {"needed": 9, "has": 7}),
    }


def test_two_lines_in_the_way_are_both_named_when_no_score_would_do():
    people = [nominee("a"), nominee("b", country="TJ", years_in_service=1)]
    lines = (QuotaLine(country="KZ", maximum=0), QuotaLine(country="TJ", minimum=1))
    problem = call(*people, quota_lines=lines)

    point = turning_point(problem, choose(problem), "a")
    assert point == TurningPoint("quotas", {"lines": ("country=KZ", "country=TJ")})


def test_a_minimum_that_only_the_selected_fills_is_no_question_of_score():
    people = [
        nominee("kz", years_in_service=0),
        nominee("tj", country="TJ", years_in_service=0),
    ]
    line = QuotaLine(country="TJ", minimum=1)
    seed = next(str(i) for i in count() if rules.in_digest_order(people, str(i))[0].key == "kz")
    problem = call(*people, quota_lines=(line,), tie_seed=seed)

    point = turning_point(problem, choose(problem), "kz")
    one_fewer = {"line": "country=TJ", "bound": "min", "value": 0}
    assert point == TurningPoint("quota", one_fewer)


def test_nobody_selected_has_a_turning_point():
    problem = call(nominee("a"))

    with pytest.raises(KeyError):
        turning_point(problem, choose(problem), "a")
