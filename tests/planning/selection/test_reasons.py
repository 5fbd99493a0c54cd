from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from samgak.planning.selection import (
    Cohort,
    Eligibility,
    LanguageRule,
    QuotaLine,
    choose,
)

from . import brute_force
from .calls import call, nominee, small_calls


@settings(max_examples=80, deadline=None)
@given(small_calls())
def test_everyone_left_has_the_reason_of_the_definition(problem):
    answer = choose(problem)
    if not isinstance(answer, Cohort):
        return

    people = {n.key: n for n in problem.nominees}
    assert set(answer.reasons) == set(people) - set(answer.selected)
    selected = [people[key] for key in answer.selected]
    lowest = min(answer.scores[key] for key in answer.selected)
    for key, reason in answer.reasons.items():
        broken = [lines for _, lines in brute_force.exchanges(problem, selected, people[key])]
        if key not in answer.eligible:
            assert reason == "not-eligible/minimum_years_in_service"
        elif answer.scores[key] <= lowest:
            assert reason == "score"
        elif all(broken):
            named = reason.removeprefix("quota/").split(",")
            # Every exchange breaks a line that is named, and every line named is broken by one.
            assert all(lines & set(named) for lines in broken)
            assert set(named) <= set().union(*broken)
            in_file_order = [line.name for line in problem.quota_lines if line.name in named]
            assert named == in_file_order
        else:
            assert reason == "combination"


@settings(max_examples=80, deadline=None)
@given(small_calls())
def test_reserves_are_the_best_who_can_replace_a_compatriot(problem):
    answer = choose(problem)
    if not isinstance(answer, Cohort):
        return

    people = {n.key: n for n in problem.nominees}
    selected = [people[key] for key in answer.selected]
    for country in {n.country for n in problem.nominees}:
        able = [
            key
            for key in answer.eligible
            if key not in answer.selected and people[key].country == country
            if any(
                leaver.country == country and not broken
                for leaver, broken in brute_force.exchanges(problem, selected, people[key])
            )
        ]
        able.sort(key=lambda key: -answer.scores[key])
        assert answer.reserves[country] == tuple(able[: problem.reserves_per_country])


def test_a_full_country_and_the_last_women_stand_in_the_way_of_a_man():
    people = [nominee(f"kz{i}", years_in_service=1) for i in range(2)]
    people += [nominee(f"tj{i}", country="TJ", sex="M", years_in_service=1 + i) for i in range(2)]
    man = nominee("man", sex="M", years_in_service=9)
    lines = (QuotaLine(country="KZ", maximum=2), QuotaLine(sex="F", minimum=2))

    answer = choose(call(*people, man, seats=4, quota_lines=lines))

    assert answer.reasons == {"man": "quota/country=KZ,sex=F"}


def test_a_line_of_a_country_and_a_sex_is_one_name_in_a_reason():
    people = [nominee("kz"), nominee("tj", country="TJ", sex="M", years_in_service=0)]
    line = QuotaLine(country="KZ", sex="F", maximum=0)

    answer = choose(call(*people, quota_lines=(line,)))

    assert answer.reasons == {"kz": "quota/country=KZ+sex=F"}


def test_all_missed_rules_are_named_in_the_order_of_the_call():
    rules = Eligibility(2, 3, LanguageRule("ru", "fair"))
    missing = nominee("b", years_in_service=1, languages={}, last_training_on=date(2024, 1, 1))

    answer = choose(call(nominee("a"), missing, eligibility=rules))

    expected = "not-eligible/minimum_years_in_service,years_since_training_abroad,language"
    assert answer.reasons == {"b": expected}
    assert answer.reserves == {"KZ": ()}


@pytest.mark.parametrize("per_country", [0, 1, 2])
def test_reserves_are_at_most_so_many_for_each_country(per_country):
    people = [nominee(f"p{i}", years_in_service=i) for i in range(4)]

    answer = choose(replace(call(*people), reserves_per_country=per_country))

    assert answer.reserves == {"KZ": ("p2", "p1", "p0")[:per_country]}
