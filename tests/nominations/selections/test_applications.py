"""Where an edition takes applications, only endorsed ones count, and each follows the decision."""

import pytest

from samgak.applications.models import Application
from samgak.nominations import queries, services
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.queries.applied import is_endorsed
from tests.applications.factories import ApplicationFactory, ApplicationFormFactory
from tests.nominations.selections.calls import AT, small

pytestmark = pytest.mark.django_db
ENDORSED = "focal_point_endorsed"


def apply(call, **states):
    """An application of each of these people, in its state."""
    for name, state in states.items():
        more = {} if state == "draft" else {"submitted": True, "state": state}
        person = call.people[name].person
        ApplicationFactory(edition=call.edition, person=person, language="ru", **more)


def decide(call, **more):
    proposal = services.propose(call.edition, by=call.screener, at=AT)
    return services.approve(proposal, by=call.approver, at=AT, tell=phrases.told, **more)


def state_of(call, name):
    return Application.objects.get(edition=call.edition, person=call.people[name].person).state


def steps_of(call, name):
    found = Application.objects.get(edition=call.edition, person=call.people[name].person)
    return [(one.to_state, one.acts_as, one.taken_by) for one in found.steps.all()]


def test_every_endorsed_application_goes_where_the_cohort_says():
    call = small()
    apply(call, kz9=ENDORSED, kz8="shortlisted", tj4="eligible", tj3=ENDORSED, new0=ENDORSED)

    decide(call)

    assert {name: state_of(call, name) for name in call.people} == {
        "kz9": "selected",
        "tj4": "selected",
        "kz8": "reserve",
        "tj3": "reserve",
        "new0": "ineligible",
    }
    assert steps_of(call, "kz9") == [
        ("eligible", "screener", call.screener),
        ("shortlisted", "approver", call.approver),
        ("selected", "approver", call.approver),
    ]


def test_the_reason_stands_on_the_step_in_the_applicants_language_without_the_approvers_words():
    call = small()
    apply(call, kz9=ENDORSED, kz8=ENDORSED, tj4=ENDORSED, tj3=ENDORSED, new0=ENDORSED)

    decide(call, reason="Between us")

    reasons = {
        step.reason
        for one in Application.objects.filter(edition=call.edition)
        for step in one.steps.all()
    }
    assert phrases.told(line_of(call, "new0"), "ru") in reasons
    assert phrases.told(line_of(call, "new0"), "ru") != phrases.told(line_of(call, "new0"), "en")
    assert not any("Between us" in reason for reason in reasons)


def line_of(call, name):
    selection = queries.approved_selection(call.edition)
    return selection.lines.get(nomination=call.people[name])


def test_whoever_has_no_endorsed_application_is_not_eligible_and_the_approval_goes_on():
    call = small(seats=1)
    apply(call, kz9="draft", kz8="submitted", tj4=ENDORSED, tj3="supervisor_endorsed")

    selection = decide(call)

    lines = {one.nomination.person.given_name.lower(): one for one in selection.lines.all()}
    assert {name for name, line in lines.items() if line.outcome == "selected"} == {"tj4"}
    assert lines["kz9"].reason == "not-eligible/application_not_endorsed"
    assert phrases.reasons(lines["kz9"]) == [
        "The edition takes applications; the focal point has not endorsed this person's."
    ]
    assert lines["new0"].reason == (
        "not-eligible/minimum_years_in_service,application_not_endorsed"
    )
    assert {name: state_of(call, name) for name in ("kz9", "kz8", "tj3", "tj4")} == {
        "kz9": "draft",
        "kz8": "submitted",
        "tj3": "supervisor_endorsed",
        "tj4": "selected",
    }
    listed = queries.listed(
        Nomination.objects.filter(edition=call.edition),
        edition=call.edition,
        selection=None,
        call=call.call,
    )
    assert {one.nomination.pk for one in listed if not one.missed} == {call.people["tj4"].pk}
    assert Nomination.objects.get(is_endorsed(call.edition)) == call.people["tj4"]


def test_an_exception_seats_somebody_whose_application_stays_unfinished():
    call = small()
    apply(call, kz9="draft", tj4=ENDORSED)
    services.override(call.people["kz9"], kind="seat", reason="A minister", by=call.screener, at=AT)

    selection = decide(call)

    assert selection.lines.get(nomination=call.people["kz9"]).outcome == "selected"
    assert state_of(call, "kz9") == "draft"


def test_without_a_form_everybody_counts():
    call = small()

    assert not any(one.lacks for one in queries.selection_problem(call.edition).nominees)
    ApplicationFormFactory(edition=call.edition)
    assert all(one.lacks for one in queries.selection_problem(call.edition).nominees)
