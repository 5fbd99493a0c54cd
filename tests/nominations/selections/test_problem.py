from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from samgak.core.errors import RuleBroken
from samgak.nominations import queries, services
from samgak.planning.selection import Eligibility, LanguageRule, QuotaLine, ScorePart
from samgak.programmes import models as programmes
from tests.factories import CallFactory, EditionFactory
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import AT, holder, small

pytestmark = pytest.mark.django_db


def test_the_problem_is_the_call_and_the_nominations_exactly():
    call = CallFactory(
        seats=7,
        tie_seed="draw",
        reserves_per_country=2,
        minimum_years_in_service=Decimal("2.50"),
        years_since_training_abroad=3,
        language_code="ru",
        language_at_least="good",
    )
    for position, line in enumerate(
        [{"country": "KZ", "sex": "F", "minimum": 1}, {"each_organisation": True, "maximum": 2}]
    ):
        programmes.QuotaLine.objects.create(call=call, position=position, **line)
    programmes.QuotaLine.objects.create(call=call, position=9, sex="M")  # asks nothing
    programmes.ScorePart.objects.create(
        call=call,
        position=1,
        part="years_in_service",
        weight=Decimal("0.1"),
        full_at=Decimal("7.5"),
    )
    programmes.ScorePart.objects.create(
        call=call, position=2, part="language", weight=Decimal(20), language_code="ru"
    )
    nomination = NominationFactory(
        edition=call.edition,
        years_in_service=Decimal("4.25"),
        languages={
            "ru": {"said": "B2", "level": "good"},
            "en": {"said": "perfect", "level": None},
        },
        last_training_on=date(2024, 2, 29),
    )

    problem = queries.selection_problem(call.edition)

    assert (problem.seats, problem.tie_seed, problem.reserves_per_country) == (7, "draw", 2)
    assert problem.starts_on == call.edition.starts_on
    assert problem.quota_lines == (
        QuotaLine(country="KZ", sex="F", minimum=1),
        QuotaLine(each_organisation=True, maximum=2),
    )
    assert problem.eligibility == Eligibility(Fraction(5, 2), 3, LanguageRule("ru", "good"))
    assert problem.score_parts == (
        ScorePart("years_in_service", Fraction(1, 10), full_at=Fraction(15, 2)),
        ScorePart("language", Fraction(20), code="ru"),
    )
    (nominee,) = problem.nominees
    assert nominee.key == str(nomination.pk)
    assert nominee.years_in_service == Fraction(17, 4)
    assert nominee.languages == {"ru": "good"}
    assert nominee.last_training_on == date(2024, 2, 29)


def test_withdrawn_nominations_and_their_exceptions_do_not_count():
    call = small()
    gone = call.people["kz9"]
    services.override(gone, kind="seat", reason="Asked for", by=call.screener, at=AT)
    gone.state, gone.state_changed_at, gone.state_reason = "withdrawn", AT, "Ill"
    gone.save()

    problem = queries.selection_problem(call.edition)

    assert str(gone.pk) not in {n.key for n in problem.nominees}
    assert problem.locked_in == frozenset()


@pytest.mark.parametrize("count", [1, 3])
def test_the_problem_costs_the_same_queries_however_many_are_nominated(
    count, django_assert_num_queries
):
    call = CallFactory()
    NominationFactory.create_batch(count, edition=call.edition)

    with django_assert_num_queries(8):
        queries.selection_problem(call.edition)


def test_an_edition_without_a_call_or_a_nominee_has_no_problem():
    with pytest.raises(RuleBroken, match="call_missing"):
        queries.selection_problem(EditionFactory())
    with pytest.raises(RuleBroken, match="nobody_is_nominated"):
        queries.selection_problem(CallFactory().edition)


def test_facts_tell_whether_people_are_nominated_and_the_selection_approved():
    empty = CallFactory().edition
    assert queries.facts(empty) == {"people_are_nominated": False, "selection_is_approved": False}

    call = small()
    selection = services.propose(call.edition, by=call.screener, at=AT)
    assert queries.facts(call.edition) == {
        "people_are_nominated": True,
        "selection_is_approved": False,
    }
    services.approve(selection, by=holder(call.edition, "approver"), at=AT)
    assert queries.facts(call.edition)["selection_is_approved"]
