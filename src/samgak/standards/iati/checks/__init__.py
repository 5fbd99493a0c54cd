"""What must be right before an activity is exported."""

from datetime import date

from samgak.standards.iati.checks import identity, money, results, shares, values
from samgak.standards.iati.checks.problem import Problem
from samgak.standards.iati.model import Activity

__all__ = ["RULE_IDS", "Problem", "problems"]

RULES = (*identity.RULES, *shares.RULES, *money.RULES, *results.RULES, *values.RULES)

RULE_IDS = frozenset(
    [
        "1.1.3",
        "1.1.21",
        "1.3.1",
        "1.3.13",
        "1.8.1",
        "1.8.13",
        "1.14.1",
        "1.14.8",
        "1.14.13",
        "2.1.1",
        "2.1.2",
        "2.1.4",
        "2.2.1",
        "102.1.1",
        "3.1.1",
        "3.1.2",
        "3.1.4",
        "3.4.1",
        "3.4.2",
        "3.4.4",
        "3.6.2",
        "3.7.1",
        "3.7.2",
        "4.1.1",
        "4.3.1",
        "4.4.1",
        "6.2.2",
        "6.6.2",
        "6.7.2",
        "6.9.1",
        "6.9.2",
        "6.10.1",
        "6.11.1",
        "6.13.1",
        "6.14.1",
        "7.5.3",
        "7.8.1",
        "8.6.1",
        "8.6.3",
        "8.8.1",
        "8.8.2",
        "8.8.3",
        "8.9.1",
        "8.9.2",
        "8.9.3",
        "8.10.1",
        "8.10.2",
        "8.10.3",
        "11.1.1",
        "11.1.2",
        "11.1.3",
        "11.1.4",
        "11.1.5",
        "11.2.1",
        "11.2.2",
        "12.1.1",
        "12.3.1",
        "107.1.1",
        "107.1.2",
        "107.2.1",
        "107.2.2",
        "address",
        "characters",
        "codelist",
        "codelist-withdrawn",
        "collaboration-type-8",
        "language-repeated",
        "narrative",
        "not-a-number",
        "not-own-expenditure",
        "related-to-itself",
        "required",
    ]
)
"""Every id a problem can carry: numbers are the official ruleset's, words are our own."""


def problems(activity: Activity, *, today: date) -> list[Problem]:
    """Return every broken rule of one activity, in a fixed order; an empty list: ready to export.

    A Problem names the rule, the element (`transaction[2]/value`, counted from 1) and params for
    the sentence. Source: IATI/IATI-Rulesets a88f835b, branch version-2.03, rules/standard.json.
    """
    return [problem for rule in RULES for problem in rule(activity, today)]
