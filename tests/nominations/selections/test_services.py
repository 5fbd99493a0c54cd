from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.nominations import queries, services
from samgak.nominations.models import Override, Selection, SelectionLine
from samgak.participants.models import Participant
from tests.factories import EditionRoleFactory
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import AT, small

pytestmark = pytest.mark.django_db


def proposed(call) -> Selection:
    return services.propose(call.edition, by=call.screener, at=AT)


def outcomes(call, selection) -> dict[str, tuple[str, str]]:
    names = {nomination.pk: name for name, nomination in call.people.items()}
    return {
        names[line.nomination_id]: (line.outcome, line.reason) for line in selection.lines.all()
    }


def test_propose_keeps_the_best_cohort_and_everybodys_reason():
    call = small()

    selection = proposed(call)

    assert (selection.state, selection.proven, selection.eligible) == ("proposed", True, 4)
    assert Fraction(selection.total_score) == Fraction(21, 2) * Fraction(9 + 4, 9)
    assert outcomes(call, selection) == {
        "kz9": ("selected", ""),
        "tj4": ("selected", ""),
        "kz8": ("reserve", "combination"),
        "tj3": ("reserve", "score"),
        "new0": ("not_selected", "not-eligible/minimum_years_in_service"),
    }
    reserve = selection.lines.get(nomination=call.people["kz8"])
    assert reserve.exact_score == Fraction(28, 3)
    assert reserve.reserve_position == 1
    assert reserve.turning_point == {
        "code": "score",
        "params": {"needed": "21/2", "has": "28/3"},
    }
    assert selection.lines.get(nomination=call.people["new0"]).exact_score is None


def test_a_second_proposal_takes_the_place_of_the_first():
    call = small()
    first = proposed(call)

    second = proposed(call)

    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "proposed")
    assert queries.latest_selection(call.edition) == second


def test_propose_refuses_an_edition_that_is_not_selecting():
    call = small()
    call.edition.state = "call_closed"
    call.edition.save()

    with pytest.raises(RuleBroken, match="edition_is_not_selecting"):
        proposed(call)


def test_quotas_that_can_not_hold_are_an_answer_with_what_would_free_them():
    call = small(seats=4)

    selection = proposed(call)

    assert selection.state == "impossible"
    assert not selection.lines.exists()
    assert selection.clash == {
        "lines": [
            {
                "name": "country=KZ",
                "minimum": None,
                "maximum": 1,
                "change": {"bound": "max", "value": 2},
            },
            {
                "name": "seats",
                "minimum": 4,
                "maximum": 4,
                "change": {"bound": "seats", "value": 3},
            },
        ],
        "relaxation": [{"name": "country=KZ", "bound": "max", "value": 2}],
        "words": {},
    }


def test_approve_enrols_the_cohort_writes_to_everyone_and_moves_the_edition():
    call = small()
    selection = proposed(call)

    services.approve(selection, by=call.approver, at=AT, reason="A balanced group")

    selection.refresh_from_db()
    call.edition.refresh_from_db()
    assert selection.state == "approved"
    assert (selection.decided_by, selection.decided_at) == (call.approver, AT)
    assert call.edition.state == "selection_approved"
    assert call.edition.steps.get().taken_by == call.approver
    enrolled = set(Participant.objects.values_list("person", flat=True))
    assert enrolled == {call.people[name].person_id for name in ("kz9", "tj4")}
    kinds = dict(Letter.objects.values_list("person", "kind"))
    assert {name: kinds[n.person_id] for name, n in call.people.items()} == {
        "kz9": "acceptance",
        "tj4": "acceptance",
        "kz8": "reserve",
        "tj3": "reserve",
        "new0": "regret",
    }
    languages = dict(Letter.objects.values_list("person__country", "language"))
    assert languages == {"KZ": "kk", "TJ": "tg"}
    letter = Letter.objects.get(person=call.people["tj4"].person)
    assert f"/tg/editions/{call.edition.code}/me/" in letter.body
    assert set(Letter.objects.values_list("state", flat=True)) == {"draft"}


def test_whoever_proposed_can_neither_approve_nor_reject():
    call = small()
    EditionRoleFactory(edition=call.edition, user=call.screener, role="approver")
    selection = proposed(call)

    for act in (services.approve, services.reject):
        with pytest.raises(RuleBroken, match="proposer_may_not_decide"):
            act(selection, by=call.screener, at=AT, reason="Mine")

    assert not Participant.objects.exists()


def test_the_database_refuses_the_same_person_whoever_writes():
    selection = proposed(small())

    with (
        pytest.raises(IntegrityError, match="another_person_approves"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE nominations_selection SET state = 'approved', decided_by_id = proposed_by_id,"
            " decided_at = now() WHERE id = %s",
            [selection.pk],
        )


@pytest.mark.parametrize("change", ["outcome = 'selected'", "score = '99'", "reason = ''"])
def test_the_database_lets_nobody_touch_what_was_computed(change):
    line = proposed(small()).lines.exclude(outcome="selected").first()

    with (
        pytest.raises(ProgrammingError, match="Cannot update"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE nominations_selectionline SET {change} WHERE id = %s", [line.pk])


def test_an_approver_without_the_role_changes_nothing():
    call = small()
    selection = proposed(call)
    stranger = EditionRoleFactory(role="approver").user

    with pytest.raises(RuleBroken, match="role_missing"):
        services.approve(selection, by=stranger, at=AT)

    selection.refresh_from_db()
    assert selection.state == "proposed"
    assert not Letter.objects.exists()


def test_approve_refuses_a_proposal_that_the_call_would_no_longer_give():
    call = small()
    selection = proposed(call)
    NominationFactory(edition=call.edition, country="TJ", years_in_service=Decimal(7))

    with pytest.raises(RuleBroken, match="selection_is_out_of_date"):
        services.approve(selection, by=call.approver, at=AT)


def test_a_proposal_is_decided_on_once():
    call = small()
    selection = proposed(call)
    services.reject(selection, by=call.approver, at=AT, reason="Too few women")

    with pytest.raises(RuleBroken, match="selection_is_not_proposed"):
        services.approve(selection, by=call.approver, at=AT)

    selection.refresh_from_db()
    assert (selection.state, selection.decision_reason) == ("rejected", "Too few women")


def test_reject_needs_a_reason():
    call = small()

    with pytest.raises(RuleBroken, match="reason_missing"):
        services.reject(proposed(call), by=call.approver, at=AT, reason=" ")


def test_exceptions_change_the_cohort_and_every_quota_still_holds():
    call = small()
    proposal = proposed(call)
    services.override(
        call.people["kz8"], kind="seat", reason="Runs the centre", by=call.screener, at=AT
    )
    services.override(
        call.people["tj4"], kind="leave_out", reason="Moves abroad", by=call.screener, at=AT
    )

    proposal.refresh_from_db()
    assert proposal.state == "superseded"
    assert outcomes(call, proposed(call)) == {
        "kz8": ("selected", "override/seat"),
        "tj3": ("selected", ""),
        "kz9": ("not_selected", "quota/country=KZ"),
        "tj4": ("not_selected", "override/leave_out"),
        "new0": ("not_selected", "not-eligible/minimum_years_in_service"),
    }


def test_somebody_seated_though_not_eligible_has_a_score_and_the_missed_rule_is_kept():
    call = small()
    services.override(
        call.people["new0"], kind="seat", reason="Minister asks", by=call.screener, at=AT
    )

    line = proposed(call).lines.get(nomination=call.people["new0"])

    assert (line.outcome, line.reason) == ("selected", "override/seat")
    assert line.exact_score == 0
    missed = {"minimum_years_in_service": {"asked": "2", "has": "0"}}
    assert line.turning_point == {"code": "eligibility", "params": missed}


def test_exceptions_that_break_a_quota_are_named_in_the_clash():
    call = small()
    for name in ("kz8", "kz9"):
        services.override(call.people[name], kind="seat", reason="Both", by=call.screener, at=AT)

    selection = proposed(call)

    assert selection.state == "impossible"
    assert [line["name"] for line in selection.clash["lines"]] == ["overrides", "country=KZ"]


def test_an_exception_needs_a_reason_and_a_standing_nomination():
    call = small()
    nomination = call.people["kz8"]

    with pytest.raises(RuleBroken, match="reason_missing"):
        services.override(nomination, kind="seat", reason="", by=call.screener, at=AT)
    nomination.state, nomination.state_changed_at, nomination.state_reason = "withdrawn", AT, "Ill"
    with pytest.raises(RuleBroken, match="nomination_is_withdrawn"):
        services.override(nomination, kind="seat", reason="Yes", by=call.screener, at=AT)


def test_an_exception_can_be_changed_and_taken_back():
    call = small()
    nomination = call.people["kz8"]
    services.override(nomination, kind="seat", reason="Yes", by=call.screener, at=AT)
    services.override(nomination, kind="leave_out", reason="No", by=call.approver, at=AT)
    assert Override.objects.get().kind == "leave_out"

    services.remove_override(nomination, by=call.approver, at=AT)

    assert not Override.objects.exists()
    with pytest.raises(RuleBroken, match="no_exception"):
        services.remove_override(nomination, by=call.approver, at=AT)


def test_rows_of_the_files_are_those_of_the_definition():
    call = small()
    selection = proposed(call)
    names = {name: n.person.family_name for name, n in call.people.items()}
    born = call.people["kz9"].person.born_on

    assert list(queries.cohort_rows(selection)) == [
        ("KZ", names["kz9"], "Kz9", "", born, Decimal("10.500000")),
        ("TJ", names["tj4"], "Tj4", "", born, Decimal("4.666667")),
    ]
    assert list(queries.reserve_rows(selection)) == [
        ("KZ", 1, names["kz8"], "Kz8"),
        ("TJ", 1, names["tj3"], "Tj3"),
    ]
    assert [(row[2], row[3]) for row in queries.not_selected_rows(selection)] == [
        ("Kz8", "combination"),
        ("New0", "not-eligible/minimum_years_in_service"),
        ("Tj3", "score"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_proposal_costs_the_same_queries_however_many_are_nominated(
    count, django_assert_num_queries
):
    call = small()
    NominationFactory.create_batch(count, edition=call.edition)

    with django_assert_num_queries(16):
        proposed(call)
    assert SelectionLine.objects.count() == 5 + count
