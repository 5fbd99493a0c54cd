"""The fair draw: fixed before its seed, cast by it, repeated by anybody, decided on by another person."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.nominations import queries, services
from samgak.nominations.models import FairDraw, Selection
from samgak.nominations.phrases import draws as phrases
from samgak.nominations.phrases.minutes import minutes
from samgak.nominations.queries import draws as asked_of
from samgak.nominations.rules import draws as rules
from samgak.nominations.services import draws
from samgak.planning.draw import fairest_lottery
from samgak.planning.draw.verify import verify
from samgak.programmes.models import QuotaLine
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import AT, holder, seated, small, text

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)
SEED = "4 8 15 16 23 42"


def by_lot(method="lottery", **more):
    call = small(**more)
    call.call.method = method
    call.call.save()
    return call


@pytest.fixture
def call():
    return by_lot()


def commit(call, **more):
    asked = {"seed_source": "State lottery of 12 December 2029", "seed_at": LATER, "at": AT}
    return draws.commit(call.edition, **({"by": call.screener} | asked | more))


def cast(call, draw, **more):
    return draws.cast(draw, **({"seed": SEED, "by": call.screener, "at": LATER} | more))


def address(call, name="draw", **more):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code, **more})


def refused(code):
    return pytest.raises(RuleBroken, match=code)


def equal(call):
    """kz9 and kz8 have equal scores, and so have tj4 and tj3: one of each pair gets a seat."""
    for name, years in {"kz8": 9, "tj3": 4}.items():
        call.people[name].years_in_service = Decimal(years)
        call.people[name].save()
    return call


def test_all_eligible_people_take_part_and_the_chances_are_as_even_as_the_quota_allows(call):
    """One KZ seat at most: kz9 and kz8 share one seat, tj4 and tj3 the other; new0 is not eligible."""
    draw = commit(call)
    chances = dict(zip(draw.numbered, rules.chances(asked_of.document(draw)), strict=True))
    wanted = [call.people[name].pk for name in ("kz9", "kz8", "tj4", "tj3")]
    assert chances == dict.fromkeys(wanted, Fraction(1, 2))


def test_who_is_found_eligible_while_the_chances_are_computed_is_not_left_out(call, monkeypatch):
    def meanwhile(problem):
        call.people["new0"].years_in_service = Decimal(9)
        call.people["new0"].save()
        return fairest_lottery(problem)

    monkeypatch.setattr(draws, "fairest_lottery", meanwhile)
    with refused("nominees_changed_meanwhile"):
        commit(call)

    assert not FairDraw.objects.exists()


def test_the_file_can_be_repeated_by_anybody_and_names_nobody(call, tmp_path, client, capsys):
    draw = commit(call)
    selection = cast(call, draw)
    answer = client.get(address(call, "draw_file", pk=draw.pk))
    file = tmp_path / "draw.json"
    file.write_bytes(answer.content)

    call_command("draw", "verify", str(file))

    assert SEED in capsys.readouterr().out
    drawn = {draw.numbered[int(one) - 1] for one in verify(answer.content.decode()).drawn}
    assert {call.people[name].pk for name in seated(call, selection)} == drawn
    for nomination in call.people.values():
        assert nomination.person.given_name not in answer.content.decode()


def test_the_drawn_cohort_is_a_proposal_with_reasons_and_reserves(call):
    selection = cast(call, commit(call))
    lines = {line.nomination_id: line for line in selection.lines.all()}
    told = {name: lines[one.pk] for name, one in call.people.items()}

    assert selection.state == "proposed"
    assert len(seated(call, selection)) == 2
    assert told["new0"].reason == "not-eligible/minimum_years_in_service"
    left = {"kz9", "kz8", "tj4", "tj3"} - seated(call, selection)
    assert {told[name].reason for name in left} == {"draw"}
    assert {told[name].outcome for name in left} == {"reserve"}
    assert told[min(left)].turning_point == {"code": "lot", "params": {"chance": "1/2"}}
    assert not selection.proven


def test_another_person_approves_after_the_draw_is_repeated(call):
    draw = commit(call)
    selection = cast(call, draw)

    services.approve(selection, by=call.approver, at=LATER)

    selection.refresh_from_db()
    assert selection.state == "approved"
    assert queries.approved_selection(call.edition) == selection


@pytest.mark.parametrize("part", ["commits", "casts"])
def test_whoever_held_any_part_of_the_draw_can_not_decide(call, part):
    both = holder(call.edition, "screener")
    holder(call.edition, "approver", user=both)
    other = call.screener
    draw = commit(call, by=both if part == "commits" else other)
    selection = cast(call, draw, by=both if part == "casts" else other)

    with refused("may_not_decide"):
        services.approve(selection, by=both, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Selection.objects.filter(pk=selection.pk).update(
            state="approved", decided_by=both, decided_at=LATER
        )


def test_what_was_committed_stays_whoever_writes(call):
    draw = commit(call)
    for change in ({"publication": "{}"}, {"seed_source": "a friend"}, {"digest": "0" * 64}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            FairDraw.objects.filter(pk=draw.pk).update(**change)
    cast(call, draw)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        FairDraw.objects.filter(pk=draw.pk).update(seed="another")


def test_the_seed_is_never_entered_before_its_time_nor_fixed_after_it(call):
    with refused("seed_is_known_already"):
        commit(call, seed_at=AT + timedelta(minutes=59))
    draw = commit(call)
    with refused("seed_is_not_known_yet"):
        cast(call, draw, at=LATER - timedelta(seconds=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        FairDraw.objects.filter(pk=draw.pk).update(
            seed="1", cast_at=AT, cast_by=call.screener, state="drawn"
        )
    cast(call, draw)
    with refused("draw_is_not_open"):
        cast(call, draw, seed="another")


def test_the_best_cohort_can_not_be_proposed_where_the_lot_decides(call):
    with refused("cohort_is_drawn"):
        services.propose(call.edition, by=call.screener, at=AT)


def test_nothing_is_drawn_where_the_call_chooses_by_score():
    with refused("cohort_is_chosen_by_score"):
        commit(small())


def test_a_proposal_by_score_can_not_be_approved_once_the_call_says_by_lot():
    call = small()
    selection = services.propose(call.edition, by=call.screener, at=AT)
    call.call.method = "lottery"
    call.call.save()
    with refused("selection_is_out_of_date"):
        services.approve(selection, by=call.approver, at=LATER)


@pytest.mark.parametrize("change", ["nominee", "quota", "exception"])
def test_a_draw_of_another_pool_is_neither_cast_nor_approved(call, change):
    draw = commit(call)

    def alter():
        if change == "nominee":
            NominationFactory(edition=call.edition, country="TJ")
        elif change == "quota":
            QuotaLine.objects.create(call=call.call, position=7, sex="F", maximum=2)
        else:
            services.override(
                call.people["kz9"], kind="leave_out", reason="Ill", by=call.screener, at=AT
            )

    with transaction.atomic():
        mark = transaction.savepoint()
        alter()
        with refused("draw_is_out_of_date"):
            cast(call, draw)
        transaction.savepoint_rollback(mark)
    selection = cast(call, draw)
    alter()
    with pytest.raises(RuleBroken):
        services.approve(selection, by=call.approver, at=LATER)
    assert Selection.objects.get(pk=selection.pk).state != "approved"


def test_a_draw_is_taken_back_with_a_reason_and_another_is_held(call):
    draw = commit(call)
    selection = cast(call, draw)
    with refused("draw_is_open"):
        commit(call, at=LATER, seed_at=LATER + timedelta(days=1))
    with refused("reason_missing"):
        draws.take_back(draw, reason=" ", by=call.screener, at=LATER)

    draws.take_back(draw, reason="A nominee withdrew", by=call.screener, at=LATER)

    selection.refresh_from_db()
    assert selection.state == "superseded"
    assert asked_of.open_draw(call.edition) is None
    commit(call, at=LATER, seed_at=LATER + timedelta(days=1))
    assert asked_of.draws_of(call.edition).count() == 2


def test_an_approved_draw_can_not_be_taken_back(call):
    draw = commit(call)
    services.approve(cast(call, draw), by=call.approver, at=LATER)
    with refused("edition_is_not_selecting"):
        draws.take_back(draw, reason="Late", by=call.screener, at=LATER)


def test_exceptions_hold_in_the_draw(call):
    services.override(call.people["new0"], kind="seat", reason="Asked for", by=call.screener, at=AT)
    services.override(call.people["tj4"], kind="leave_out", reason="Ill", by=call.screener, at=AT)
    draw = commit(call)
    selection = cast(call, draw)
    assert call.people["tj4"].pk not in draw.numbered
    assert "new0" in seated(call, selection)
    lines = {line.nomination_id: line.reason for line in selection.lines.all()}
    assert lines[call.people["new0"].pk] == "override/seat"
    assert lines[call.people["tj4"].pk] == "override/leave_out"


def test_among_people_of_equal_score_the_lot_keeps_the_greatest_total():
    call = equal(by_lot("ties"))
    best = queries.selection_problem(call.edition)
    draw = commit(call)
    totals = set()
    with transaction.atomic():
        for seed in ("1", "2", "3", "4", "5"):
            mark = transaction.savepoint()
            selection = cast(call, draw, seed=seed)
            totals.add((selection.total_score, selection.proven))
            assert len(seated(call, selection) & {"kz9", "kz8"}) == 1
            transaction.savepoint_rollback(mark)
    assert len(totals) == 1
    assert totals.pop()[1]
    assert len(best.nominees) == 5
    names = {
        phrases.kind_name(kind, draw.own_words) for kind in rules.kinds(asked_of.document(draw))
    }
    assert any("Equal score, group 1" in name for name in names)


def test_where_nobody_is_of_equal_score_the_best_cohort_is_proposed_as_ever():
    call = by_lot("ties")
    with refused("nobody_is_of_equal_score"):
        commit(call)
    selection = services.propose(call.edition, by=call.screener, at=AT)
    services.approve(selection, by=call.approver, at=LATER)


def test_where_people_are_of_equal_score_only_the_lot_decides():
    call = equal(by_lot("ties"))
    with refused("cohort_is_drawn"):
        services.propose(call.edition, by=call.screener, at=AT)


def test_an_organisation_sends_no_more_than_it_may():
    call = by_lot(seats=3, country_maximum=3)
    QuotaLine.objects.create(call=call.call, position=7, each_organisation=True, maximum=1)
    for name in ("kz9", "kz8", "tj4", "tj3"):
        call.people[name].organisation = "Ministry" if name != "tj3" else "Agency"
        call.people[name].save()
    selection = cast(call, commit(call))
    assert len(seated(call, selection) & {"kz9", "kz8"}) == 1
    assert {"tj4", "tj3"} <= seated(call, selection)


def test_a_screener_holds_the_draw_by_forms_alone(client, call):
    client.force_login(call.screener)
    wrong = client.post(
        address(call, "draw_commit"), {"seed_source": "Dice", "seed_at": "2020-12-09T09:00"}
    )
    assert "The seed must become known at least an hour later than now." in text(wrong)
    assert 'value="Dice"' in text(wrong)

    asked = {"seed_source": "Dice thrown in public", "seed_at": "2029-12-12T09:00"}
    client.post(address(call, "draw_commit"), asked)
    jobs.work_off()
    draw = FairDraw.objects.get()
    assert draw.seed_at.astimezone(call.edition.zone).hour == 9
    page = text(client.get(address(call)))
    assert "The seed can be entered once its time has come." in page

    client.post(address(call, "draw_cast", pk=draw.pk), {"seed": SEED})
    jobs.work_off()
    work = Work.objects.order_by("-requested_at").first()
    assert jobs.fault(work) == "The time of the seed has not come yet."
    where = address(call, "draw_take_back", pk=draw.pk)
    assert "There is a problem" in text(client.post(where, {"reason": ""}))
    client.post(where, {"reason": "Wrong dice"})
    assert "Wrong dice" in text(client.get(address(call, "draw_public")))


def test_the_public_reads_chances_by_kind_and_no_name(client, call):
    assert "Nothing is drawn by lot" in text(client.get(address(call, "draw_public")))
    draw = commit(call)
    before = text(client.get(address(call, "draw_public")))
    assert draw.digest in before
    assert "50.00%" in before
    assert "Kazakhstan" in before
    cast(call, draw)
    after = text(client.get(address(call, "draw_public")))
    assert SEED in after
    for nomination in call.people.values():
        assert nomination.person.family_name not in after
        assert nomination.person.given_name not in after
    assert "fair draw" in text(client.get(reverse("portal:edition", args=[call.edition.code])))


def test_officers_see_everybody_by_name(client, call):
    draw = commit(call)
    cast(call, draw)
    client.force_login(call.approver)
    page = text(client.get(address(call)))
    for name in ("kz9", "kz8", "tj4", "tj3"):
        assert str(call.people[name].person) in page
    assert page.count("50.00%") >= 4
    assert "Draw the cohort" not in page


def test_the_studio_says_that_it_answers_by_score(client, call):
    cast(call, commit(call))
    client.force_login(call.approver)
    assert "was drawn by lot" in text(client.get(address(call, "studio")))


def test_the_minutes_name_the_method_the_seed_and_the_digest(client, call):
    draw = commit(call)
    selection = cast(call, draw)
    told = str(minutes(selection, today=LATER.date(), reader="en").blocks)
    for words in (draw.digest, SEED, "State lottery of 12 December 2029", "By lot among all"):
        assert words in told


@pytest.mark.parametrize("role", ["interpreter", "lecturer", "participant"])
def test_the_page_with_names_is_not_for_everybody(client, call, role):
    client.force_login(holder(call.edition, role))
    assert client.get(address(call)).status_code == 403


@pytest.mark.parametrize("role", ["approver", "programme_officer"])
def test_only_a_screener_holds_it(client, call, role):
    client.force_login(holder(call.edition, role))
    assert client.post(address(call, "draw_commit"), {}).status_code == 403


def test_a_draw_of_another_edition_is_not_found(client, call):
    draw = commit(by_lot())
    client.force_login(call.screener)
    assert client.get(address(call, "draw_file", pk=draw.pk)).status_code == 404
    assert client.post(address(call, "draw_cast", pk=draw.pk), {"seed": "1"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries(client, call, count, django_assert_num_queries):
    for _ in range(count):
        NominationFactory(edition=call.edition, country="TJ")
    commit(call)
    client.force_login(call.approver)
    client.get(address(call))
    with django_assert_num_queries(9):
        client.get(address(call))
