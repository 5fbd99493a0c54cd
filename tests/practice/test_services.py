from decimal import Decimal

import pytest

from samgak.core.errors import RuleBroken
from samgak.practice.models import ServiceModel, TeamMember
from samgak.practice.phrases.services import RULE_TEXTS, sentence
from samgak.practice.queries import journeys
from samgak.practice.services import services
from samgak.practice.services import teams as team_services
from tests.factories import EditionFactory, ParticipantFactory, UserFactory
from tests.practice.factories import AT, ServiceFactory, TeamFactory, licence_service

pytestmark = pytest.mark.django_db
ROW = {
    "code": "",
    "title": "Apply",
    "actor": "citizen",
    "office": "City",
    "channel": "in-person",
    "active_minutes": (Decimal(10),) * 3,
    "waiting_days": (Decimal(0), Decimal(1), Decimal(4)),
    "is_visit": True,
}


def set_steps(service, *rows, seen=0):
    return services.set_steps(service, rows=rows, by=UserFactory(), at=AT, seen=seen)


def redesign_with(service, *operations):
    made = services.add_redesign(service, title="Better", by=UserFactory(), at=AT)
    for operation in operations:
        made = services.add_operation(
            made, operation=operation, by=UserFactory(), at=AT, seen=made.version
        )
    return made


def test_the_measures_of_the_licence_are_those_worked_by_hand():
    found = journeys.measures_of(licence_service())

    # 1000 x (150 min x 6/h + fees 12) a year; 13 days of waiting and 190 of 480 minutes.
    assert found.burden.total.likely == pytest.approx(1000 * (2.5 * 6 + 12))
    assert found.office_cost.total.likely == pytest.approx(1000 * (40 / 60) * 5)
    assert found.elapsed_days.likely == pytest.approx(13 + 190 / 480)
    assert (found.visits, found.documents, found.fields) == (3, 2, 3)
    assert [one.item for one in found.fields_asked_twice] == ["full-name"]
    assert {one.item for one in found.documents_held} == {"address-certificate", "tax-certificate"}


def test_a_redesign_halves_the_burden_and_leaves_the_service_as_it_is():
    service = licence_service()
    better = redesign_with(
        service,
        {"code": "ask-once", "minutes_each": 10},
        {"code": "drop", "step": "s1"},
        {"code": "make-online", "step": "s3", "active_minutes": [20, 20, 20]},
    )

    found = journeys.comparison_of(service, [better])

    (after,) = found.alternatives
    assert after.measures.burden.total.likely <= found.before.measures.burden.total.likely / 2 * 1.2
    assert after.saving.cost.median > 0
    assert {"law-data-sharing", "law-requirement-repealed"} <= {one.code for one in after.needs}
    assert journeys.measures_of(service).steps == 5


def test_a_change_that_the_journey_does_not_allow_is_refused_with_a_sentence():
    service = licence_service()

    with pytest.raises(RuleBroken, match="change_refused") as refused:
        redesign_with(service, {"code": "make-proactive", "step": "s2", "register": "tax"})

    assert "Only a step of the applicant" in sentence(refused.value)
    assert service.redesigns.get().operations == []


def test_undo_takes_one_change_back_unless_a_later_one_needs_it():
    better = redesign_with(
        licence_service(),
        {"code": "make-online", "step": "s1"},
        {"code": "drop", "step": "s5"},
    )

    better = services.undo_operation(better, position=0, by=UserFactory(), at=AT, seen=0)

    assert [one["code"] for one in better.operations] == ["drop"]


def test_steps_keep_what_the_table_does_not_name_and_lose_arrows_to_those_that_are_gone():
    service = licence_service()
    first = service.steps.get(code="s1")
    first.next_codes = ["s2", "s3"]
    first.save()
    rows = [ROW | {"code": code, "title": code} for code in ("s1", "s3")]

    set_steps(service, *rows, ROW)

    kept = list(service.steps.values_list("code", "position", "next_codes"))
    assert kept == [("s1", 1, ["s3"]), ("s3", 2, None), ("s6", 3, None)]
    assert service.steps.get(code="s3").documents == ["address-certificate", "tax-certificate"]


def test_a_table_that_somebody_else_changed_meanwhile_is_not_overwritten():
    service = licence_service()
    set_steps(service, ROW, seen=service.version)

    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        set_steps(service, ROW, ROW, seen=service.version)

    assert service.steps.count() == 1


def test_a_text_keeps_its_other_languages_while_it_is_as_it_was():
    service = ServiceFactory(title={"en": "Licence", "ko": "면허"})
    same = {"title": "Licence", "people": (Decimal(1),) * 3}
    services.change_service(service, values=same, by=UserFactory(), at=AT, seen=0)
    service.refresh_from_db()
    assert service.title.data == {"en": "Licence", "ko": "면허"}

    services.change_service(service, values={"title": "Permit"}, by=UserFactory(), at=AT, seen=0)
    service.refresh_from_db()
    assert service.title.data == {"en": "Permit"}


def test_a_journey_that_turns_back_is_refused():
    service = licence_service()

    with pytest.raises(RuleBroken, match="steps_turn_back"):
        services.change_step(
            service, code="s5", values={"next_codes": ["s1"]}, by=UserFactory(), at=AT, seen=0
        )


@pytest.mark.parametrize("change", [{"people_likely": 0, "people_low": 0, "people_high": 0}])
def test_nobody_who_uses_it_is_no_measure(change):
    service = licence_service(**change)

    assert [one.code for one in journeys.faults_of(service)] == ["zero-volume"]
    with pytest.raises(RuleBroken, match="journey_has_faults"):
        journeys.measures_of(service)


def test_limits_hold():
    service = licence_service()
    with pytest.raises(RuleBroken, match="too_many_steps"):
        set_steps(service, *[ROW] * 61)
    for _ in range(8):
        services.add_redesign(service, title="x", by=UserFactory(), at=AT)
    with pytest.raises(RuleBroken, match="too_many_redesigns"):
        services.add_redesign(service, title="x", by=UserFactory(), at=AT)
    with pytest.raises(RuleBroken, match="a_redesign_of_a_redesign"):
        services.add_redesign(service.redesigns.first(), title="x", by=UserFactory(), at=AT)


def test_teams_mix_the_countries():
    edition = EditionFactory()
    for country in ("KZ", "KG", "TJ"):
        for _ in range(4):
            ParticipantFactory(edition=edition, person__country=country)
    ParticipantFactory(edition=edition, person__country="UZ", state="declined")

    made = team_services.mix_teams(edition, teams=4, names=["A", "B", "C", "D"], language="en")

    mixed = [
        sorted(one.participant.person.country for one in TeamMember.objects.filter(team=team))
        for team in made
    ]
    assert mixed == [["KG", "KZ", "TJ"]] * 4
    with pytest.raises(RuleBroken, match="nobody_to_mix"):
        team_services.mix_teams(edition, teams=2, names=["A", "B"], language="en")


def test_a_participant_is_in_one_team_and_only_of_the_own_edition():
    team, other = TeamFactory(), None
    other = TeamFactory(edition=team.edition)
    one = ParticipantFactory(edition=team.edition)
    for each in (team, other):
        team_services.change_team(each, name="x", language="en", members=[one], seen=0)

    assert TeamMember.objects.get(participant=one).team == other
    with pytest.raises(RuleBroken, match="not_of_this_edition"):
        team_services.change_team(
            team, name="x", language="en", members=[ParticipantFactory()], seen=0
        )


def test_removing_a_team_takes_its_services():
    service = licence_service()
    team_services.remove_team(service.team)

    assert not ServiceModel.objects.exists()


def test_every_refusal_has_a_sentence():
    for code in RULE_TEXTS:
        assert "%(" not in sentence(RuleBroken(code, most=5))
