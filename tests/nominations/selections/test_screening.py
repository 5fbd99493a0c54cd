from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.nominations import queries as nominees
from samgak.nominations import services as selection
from samgak.nominations.models import EligibilityFinding
from samgak.nominations.phrases.screening import words_of
from samgak.nominations.phrases.selections import reasons
from samgak.nominations.queries import screening as queries
from samgak.nominations.services import screening as services
from tests.applications.factories import ApplicationFactory
from tests.factories import UserFactory
from tests.nominations.selections.calls import AT, small

pytestmark = pytest.mark.django_db
REASON = "Six years at a state company count."


@pytest.fixture
def call():
    return small()


def find(call, name, verdict, reason="", **more):
    return services.find(
        call.people[name],
        verdict=verdict,
        reason=reason,
        words_of=words_of,
        by=call.screener,
        at=AT,
        **more,
    )


def find_all(call):
    return services.find_all_as_computed(call.edition, words_of=words_of, by=call.screener, at=AT)


def screened(call, name):
    found = queries.board(call.edition, filters={}).filter(pk=call.people[name].pk)
    return queries.screened(found, edition=call.edition)[0]


def chosen(call):
    made = selection.propose(call.edition, by=call.screener, at=AT)
    names = {nomination.pk: name for name, nomination in call.people.items()}
    return {names[one.nomination_id]: one for one in made.lines.all()}


def test_to_agree_needs_no_reason_and_the_rule_missed_is_kept_in_the_language_of_the_nominee(call):
    eligible, not_eligible = find(call, "kz9", "eligible"), find(call, "new0", "ineligible")

    assert (eligible.computed, eligible.reason, eligible.language) == ("eligible", "", "")
    assert not_eligible.reason == words_of(screened(call, "new0").missed, not_eligible.language)
    assert not_eligible.language != ""


@pytest.mark.parametrize(("name", "verdict"), [("kz9", "ineligible"), ("new0", "eligible")])
def test_to_deviate_needs_a_reason(call, name, verdict):
    with pytest.raises(RuleBroken, match="reason_missing"):
        find(call, name, verdict, reason="  ")

    assert find(call, name, verdict, reason=REASON, language="kk").reason == REASON
    with pytest.raises(IntegrityError), transaction.atomic():
        EligibilityFinding.objects.update(reason="")


def test_a_finding_goes_before_the_rules_in_the_selection_and_in_the_list(call):
    find(call, "kz9", "ineligible", reason="Retires in <June>.", language="en")
    find(call, "new0", "eligible", reason=REASON, language="en")

    lines = chosen(call)

    assert lines["kz9"].reason == "not-eligible/screening"
    assert reasons(lines["kz9"]) == ["A screener found the person not eligible: Retires in <June>."]
    assert lines["new0"].exact_score == 0
    assert {name for name, one in lines.items() if one.outcome == "selected"} == {"kz8", "tj4"}
    access = type("Access", (), {"sees_all_countries": True})()
    for answer, names in (("yes", {"kz8", "tj4", "tj3", "new0"}), ("no", {"kz9"})):
        found = nominees.nominees(
            call.edition, access=access, filters=nominees.Filters(eligible=answer), call=call.call
        )
        assert {one.pk for one in found} == {call.people[name].pk for name in names}


def test_without_findings_or_with_all_as_computed_the_cohort_is_the_same(call):
    def said():
        return {n: (o.outcome, o.score, o.reason) for n, o in chosen(call).items()}

    before = said()
    assert find_all(call) == (5, 0)
    assert said() == before


def test_a_changed_nomination_makes_the_finding_stale_and_it_no_longer_counts(call):
    find(call, "new0", "eligible", reason=REASON, language="en")
    nomination = call.people["new0"]
    nomination.rank = 77
    nomination.save()
    assert not screened(call, "new0").has_changed

    nomination.years_in_service = Decimal(1)
    nomination.save()

    assert screened(call, "new0").has_changed
    assert queries.changed(call.edition) == [nomination.pk]
    assert chosen(call)["new0"].reason == "not-eligible/minimum_years_in_service"


def test_a_changed_call_makes_findings_stale(call):
    find(call, "kz9", "eligible")
    call.call.minimum_years_in_service = Decimal(3)
    call.call.save()

    assert screened(call, "kz9").has_changed


def test_all_are_confirmed_together_and_taken_back_but_for_what_was_found_since(call):
    find(call, "kz9", "ineligible", reason=REASON, language="en")

    assert find_all(call) == (4, 0)
    assert queries.counts(call.edition) == queries.Counts(5, 0, 3, 2, 1)
    find(call, "tj3", "eligible")
    assert services.take_back_last(call.edition, at=AT) == 3

    left = EligibilityFinding.objects.values_list("nomination", flat=True)
    assert set(left) == {call.people["kz9"].pk, call.people["tj3"].pk}
    with pytest.raises(RuleBroken, match="nothing_to_take_back"):
        services.take_back_last(call.edition, at=AT)


def test_an_application_follows_and_one_that_is_not_endorsed_waits(call):
    applied = {
        name: ApplicationFactory(
            edition=call.edition, person=call.people[name].person, submitted=True, state=state
        )
        for name, state in (("kz9", "focal_point_endorsed"), ("kz8", "submitted"))
    }
    with pytest.raises(RuleBroken, match="application_has_no_such_step"):
        find(call, "kz8", "eligible")

    assert find_all(call) == (4, 1)
    applied["kz9"].refresh_from_db()
    assert applied["kz9"].state == "eligible"
    find(call, "kz9", "ineligible", reason=REASON, language="en")
    applied["kz9"].refresh_from_db()
    assert (applied["kz9"].state, applied["kz9"].steps.last().reason) == ("ineligible", REASON)


def test_of_two_screeners_the_later_sees_first_what_the_other_found(call):
    seen = screened(call, "kz9").version
    find(call, "kz9", "ineligible", reason=REASON, language="en", seen=seen)

    with pytest.raises(RuleBroken, match=versions.CHANGED):
        find(call, "kz9", "eligible", seen=seen)


def test_a_deviation_puts_the_proposal_aside_and_nothing_is_found_after_the_approval(call):
    made = selection.propose(call.edition, by=call.screener, at=AT)
    find(call, "kz9", "eligible")
    made.refresh_from_db()
    assert made.state == "proposed"

    find(call, "kz9", "ineligible", reason=REASON, language="en")
    made.refresh_from_db()
    assert made.state == "superseded"

    call.edition.state = "selection_approved"
    call.edition.save()
    with pytest.raises(RuleBroken, match="edition_is_not_screening"):
        find(call, "kz9", "eligible")


def test_whoever_confirmed_who_is_eligible_can_not_approve(call):
    find(call, "kz9", "eligible")
    made = selection.propose(call.edition, by=UserFactory(), at=AT)

    with pytest.raises(RuleBroken, match="screener_may_not_decide"):
        selection.approve(made, by=call.screener, at=AT)
