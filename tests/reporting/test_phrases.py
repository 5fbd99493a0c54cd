"""Every rule that can be broken has a sentence, with every value it names."""

from dataclasses import replace

import pytest
from django.utils import translation

from samgak.reporting import phrases, rules
from samgak.reporting.queries import ProblemAt
from samgak.standards.iati import checks, triangular
from tests.standards.iati.activities import TODAY, activity
from tests.standards.iati.test_checks import BROKEN


def test_every_rule_has_a_sentence():
    assert set(phrases.PROBLEM_TEXTS) == checks.RULE_IDS | {rules.SHARED_IDENTIFIER}


@pytest.mark.parametrize(("rule", "changes"), [(rule, changes) for rule, _, changes in BROKEN])
def test_a_broken_rule_is_told_with_its_values(rule, changes):
    problems = checks.problems(replace(activity(), **changes), today=TODAY)

    sentences = [phrases.problem_sentence(problem) for problem in problems]

    assert rule in [problem.rule for problem in problems]
    assert all(one.endswith((".", "?")) and "%(" not in one for one in sentences)


def test_days_are_written_as_the_reader_writes_them():
    problem = checks.Problem("11.2.1", "transaction[1]/transaction-date", {"date": "2030-01-14"})

    with translation.override("en"):
        assert "14 January 2030" in phrases.problem_sentence(problem)


@pytest.mark.parametrize(("field", "rule"), [(field, rule) for rule, field, _ in BROKEN])
def test_every_place_has_a_name(field, rule):
    problem = checks.Problem(rule, field)
    name = phrases.place_name(ProblemAt(problem, rules.place_of(field, rule)), "Hall")

    assert name
    assert "%" not in name


def test_every_reason_against_triangular_cooperation_has_a_sentence():
    reasons = triangular.reasons_not_triangular([], on=TODAY)
    alone = [
        triangular.PartnerRole("facilitating", "KZ"),
        triangular.PartnerRole("pivotal", "KZ"),
        triangular.PartnerRole("beneficiary", "TJ"),
    ]

    found = {*reasons, *triangular.reasons_not_triangular(alone, on=TODAY)}

    assert found == set(phrases.TRIANGULAR_TEXTS)
