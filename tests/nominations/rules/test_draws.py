"""Whatever a draw among people of equal score draws is as good as the best cohort and keeps what it keeps."""

from fractions import Fraction

from hypothesis import given, settings

from samgak.nominations.rules import draws as rules
from samgak.planning.draw import Lottery, fairest_lottery
from samgak.planning.selection import Cohort, Problem, choose
from samgak.planning.selection.drawn import drawn_cohort
from samgak.planning.selection.problem import EACH_ORGANISATION
from samgak.planning.selection.quotas import Quotas
from tests.planning.selection.calls import call, calls_with_wishes, nominee

WISHED = {EACH_ORGANISATION}  # a wish that no line of a draw can hold


def broken(problem: Problem, seated: set[str]) -> list[str]:
    quotas = Quotas.of(problem.quota_lines)
    people = [one for one in problem.nominees if one.key in seated]
    found = []
    for name, limit in quotas.limits.items():
        if name == EACH_ORGANISATION:
            homes = [(one.country, one.organisation) for one in people]
            numbers = [homes.count(home) for home in set(homes)]
        else:
            numbers = [sum(name in quotas.lines_of(one) for one in people)]
        found += [name for number in numbers if limit.missed(number)]
    return found


def cohorts_of(ballot: rules.Ballot, lottery: Lottery):
    """Of every cohort that can be drawn the first people of each group, and the last."""
    for ticket in lottery.tickets:
        for part in (lambda keys, n: keys[:n], lambda keys, n: keys[len(keys) - n :]):
            drawn = [
                number
                for keys, count in zip(lottery.groups, ticket.counts, strict=True)
                for number in part(keys, count)
            ]
            yield {ballot.keys[int(number) - 1] for number in drawn}


@settings(max_examples=60, deadline=None)
@given(calls_with_wishes())
def test_every_cohort_that_can_be_drawn_keeps_every_quota_and_exception(problem):
    best = choose(problem)
    if not isinstance(best, Cohort):
        return
    for method in (rules.TIES, rules.LOTTERY):
        ballot = rules.ballot(problem, best, method=method)
        if ballot is None:
            continue
        lottery = fairest_lottery(ballot.problem)
        assert isinstance(lottery, Lottery)
        for seated in cohorts_of(ballot, lottery):
            assert len(seated) == problem.seats
            assert not broken(problem, seated)
            assert problem.locked_in <= seated
            assert seated.isdisjoint(problem.locked_out)
            by_score = method == rules.TIES
            told = drawn_cohort(problem, best, sorted(seated), ballot.keys, by_score=by_score)
            assert set(told.reasons) | seated >= {one.key for one in problem.nominees}
            if by_score:
                assert told.total == best.total
                assert told.penalty == best.penalty or WISHED & {
                    line.name for line in problem.quota_lines if line.weight is not None
                }


def test_only_people_of_equal_score_on_both_sides_of_the_cut_are_drawn():
    years = {"a": 9, "b": 7, "c": 7, "d": 7, "e": 3}
    problem = call(*(nominee(key, years_in_service=n) for key, n in years.items()), seats=2)
    best = choose(problem)
    ballot = rules.ballot(problem, best, method=rules.TIES)
    chance = fairest_lottery(ballot.problem).probabilities
    told = {key: chance[str(number)] for number, key in enumerate(ballot.keys, start=1)}
    assert told == {"a": 1, "b": Fraction(1, 3), "c": Fraction(1, 3), "d": Fraction(1, 3)}


def test_nothing_is_drawn_where_all_scores_at_the_cut_differ():
    problem = call(nominee("a", years_in_service=9), nominee("b", years_in_service=7))
    assert rules.ballot(problem, choose(problem), method=rules.TIES) is None
