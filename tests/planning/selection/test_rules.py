from datetime import date
from fractions import Fraction
from hashlib import sha256

import pytest

from samgak.planning.selection import Eligibility, LanguageRule, ScorePart, rules

from .calls import call, nominee


@pytest.mark.parametrize(
    ("trained_on", "years", "first_day"),
    [
        (date(2022, 8, 25), 3, date(2025, 8, 25)),
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 28), 1, date(2025, 2, 28)),
        (date(2025, 8, 25), 0, date(2025, 8, 25)),
    ],
)
def test_years_since_training_are_whole_years(trained_on, years, first_day):
    rule = Eligibility(years_since_training_abroad=years)
    trained = nominee(last_training_on=trained_on)
    before = first_day.fromordinal(first_day.toordinal() - 1)

    assert rules.reasons_not_eligible(trained, rule, on=first_day) == ()
    missed = ("years_since_training_abroad",)
    assert rules.reasons_not_eligible(trained, rule, on=before) == missed


def test_no_training_abroad_is_fine():
    rule = Eligibility(years_since_training_abroad=50)

    assert rules.reasons_not_eligible(nominee(), rule, on=date(2025, 8, 25)) == ()


@pytest.mark.parametrize(
    ("languages", "missed"),
    [
        ({}, ("language",)),
        ({"en": "excellent"}, ("language",)),
        ({"ru": "poor"}, ("language",)),
        ({"ru": "fair"}, ()),
        ({"ru": "excellent"}, ()),
    ],
)
def test_a_level_that_is_lower_or_unknown_misses_the_language_rule(languages, missed):
    rule = Eligibility(language=LanguageRule("ru", "fair"))
    on = date(2025, 8, 25)

    assert rules.reasons_not_eligible(nominee(languages=languages), rule, on=on) == missed


@pytest.mark.parametrize(("years", "missed"), [(1, True), (Fraction(19, 10), True), (2, False)])
def test_the_minimum_of_years_is_enough(years, missed):
    rule = Eligibility(minimum_years_in_service=2)
    codes = rules.reasons_not_eligible(nominee(years_in_service=years), rule, on=date(2025, 8, 25))

    assert codes == (("minimum_years_in_service",) if missed else ())


def test_rank_counts_from_the_countrys_largest_rank_ineligible_included():
    people = [nominee("a"), nominee("b", rank=3), nominee("c", rank=5, years_in_service=0)]
    people += [nominee("only", country="TJ")]
    part = ScorePart("focal_point_rank", 50)
    problem = call(
        *people, score_parts=(part,), eligibility=Eligibility(minimum_years_in_service=1)
    )

    assert rules.scores(problem) == {"a": 50, "b": 25, "c": 0, "only": 50}


def test_years_beyond_full_count_no_more():
    people = [nominee("a", years_in_service=7), nominee("b", years_in_service=40)]
    problem = call(*people, score_parts=(ScorePart("years_in_service", 30, full_at=10),))

    assert rules.scores(problem) == {"a": 21, "b": 30}


def test_language_levels_are_thirds_and_unknown_is_nothing():
    levels = {"poor": 0, "fair": Fraction(20, 3), "good": Fraction(40, 3), "excellent": 20}
    people = [nominee(level, languages={"ru": level}) for level in levels]
    people += [nominee("unknown", languages={"en": "good"})]
    problem = call(*people, score_parts=(ScorePart("language", 20, code="ru"),))

    assert rules.scores(problem) == {**levels, "unknown": 0}


def test_the_digest_is_that_of_the_published_line():
    one = nominee("a", family="ÖSPANOVA", given="Áigul", born_on=date(1987, 3, 9))
    line = "astana:KZ:öspanova áigul:1987-03-09"

    assert rules.digest(one, "astana") == sha256(line.encode()).digest()


def test_the_order_is_that_of_the_digests():
    people = [nominee(f"p{i}") for i in range(20)]
    order = rules.in_digest_order(people, "seed")

    digests = [rules.digest(n, "seed").hex() for n in order]
    assert digests == sorted(digests)
    assert order != people
