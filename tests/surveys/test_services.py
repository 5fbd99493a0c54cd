import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import samgak.exchange
from samgak.core.errors import RuleBroken
from samgak.surveys import queries, services
from samgak.surveys.models import KnowledgeTest, Sitting
from tests.factories import EditionFactory, ParticipantFactory
from tests.surveys.factories import (
    DEFINITION,
    RIGHT,
    WRONG,
    KnowledgeTestFactory,
    SittingFactory,
)

pytestmark = pytest.mark.django_db
BEFORE = datetime(2030, 1, 14, 5, tzinfo=UTC)
AFTER = datetime(2030, 1, 16, 5, tzinfo=UTC)
DEMONSTRATION = Path(samgak.exchange.__file__).parent / "demonstration/astana-2025/test.json"


@pytest.fixture
def knowledge_test():
    return KnowledgeTestFactory()


@pytest.fixture
def participant(knowledge_test):
    return ParticipantFactory(edition=knowledge_test.edition)


def hand_in(knowledge_test, participant, answers=None, **changes):
    return services.hand_in(
        knowledge_test,
        **{
            "participant": participant,
            "moment": "pre",
            "answers": RIGHT if answers is None else answers,
            "language": "ko",
            "at": BEFORE,
        }
        | changes,
    )


def test_the_demonstration_test_loads_and_a_second_time_changes_nothing():
    edition = EditionFactory()
    definition = json.loads(DEMONSTRATION.read_text())

    first = services.load_test(edition, definition=definition, at=BEFORE)
    again = services.load_test(edition, definition=definition, at=AFTER)

    assert (again.pk, again.loaded_at) == (first.pk, BEFORE)


def test_load_test_refuses_a_faulty_definition_and_names_every_fault():
    with pytest.raises(RuleBroken, match="definition_has_faults") as refused:
        services.load_test(EditionFactory(), definition={"format": 2}, at=BEFORE)

    assert {fault.path for fault in refused.value.params["faults"]} >= {"format", "questions"}
    assert not KnowledgeTest.objects.exists()


def test_load_test_replaces_a_test_that_nobody_has_answered(knowledge_test):
    changed = services.load_test(
        knowledge_test.edition, definition=DEFINITION | {"version": "test-2"}, at=AFTER
    )

    assert (changed.pk, changed.definition["version"]) == (knowledge_test.pk, "test-2")


def test_load_test_refuses_another_test_once_there_are_answers(knowledge_test):
    SittingFactory(test=knowledge_test)

    with pytest.raises(RuleBroken, match="test_has_answers"):
        services.load_test(
            knowledge_test.edition, definition=DEFINITION | {"version": "2"}, at=AFTER
        )


def test_a_draft_is_kept_as_it_was_typed(knowledge_test, participant):
    draft = {"first": "needs", "years": "not a year", "unknown": "x", "open": []}

    services.save_answers(
        knowledge_test,
        participant=participant,
        moment="pre",
        answers=draft,
        language="ko",
        at=BEFORE,
    )

    kept = Sitting.objects.get()
    assert kept.answers == {"first": "needs", "years": "not a year", "open": []}
    assert (kept.handed_in_at, kept.points, kept.language) == (None, None, "ko")


def test_hand_in_scores_and_keeps_the_answers(knowledge_test, participant):
    sitting = hand_in(knowledge_test, participant)

    sitting.refresh_from_db()
    assert (sitting.points, sitting.out_of, sitting.handed_in_at) == (3, 3, BEFORE)
    assert sitting.answers == RIGHT


def test_hand_in_refuses_missing_answers_by_question(knowledge_test, participant):
    with pytest.raises(RuleBroken, match="answers_have_faults") as refused:
        hand_in(knowledge_test, participant, answers={"first": "needs", "years": "1890"})

    codes = {
        key: [f.code for f in faults] for key, faults in refused.value.params["faults"].items()
    }
    assert codes == {"open": ["required"], "years": ["below-minimum"]}


@pytest.mark.parametrize("act", [services.save_answers, services.hand_in])
def test_what_is_handed_in_stays(knowledge_test, participant, act):
    hand_in(knowledge_test, participant)

    with pytest.raises(RuleBroken, match="test_is_handed_in"):
        act(
            knowledge_test,
            participant=participant,
            moment="pre",
            answers=WRONG,
            language="en",
            at=BEFORE,
        )

    assert Sitting.objects.get().answers == RIGHT


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"moment": "post"}, "post_test_is_not_open_yet"),
        ({"at": AFTER}, "pre_test_is_over"),
        ({"at": BEFORE - timedelta(days=9)}, "pre_test_is_not_open_yet"),
        ({"moment": "between"}, "no_such_test"),
    ],
)
def test_hand_in_refuses_at_the_wrong_time(knowledge_test, participant, changes, code):
    with pytest.raises(RuleBroken, match=code):
        hand_in(knowledge_test, participant, **changes)


@pytest.mark.parametrize("changes", [{"state": "withdrawn"}, {"edition": None}])
def test_only_participants_of_the_edition_take_its_test(knowledge_test, changes):
    edition = changes.pop("edition", knowledge_test.edition) or EditionFactory()
    outsider = ParticipantFactory(edition=edition, **changes)

    with pytest.raises(RuleBroken, match="not_a_participant"):
        hand_in(knowledge_test, outsider)


def test_an_officer_opens_the_post_test_early_and_takes_it_back(knowledge_test, participant):
    services.open_test(knowledge_test, moment="post", at=BEFORE)
    hand_in(knowledge_test, participant, moment="post")
    with pytest.raises(RuleBroken, match="pre_test_is_over"):
        hand_in(knowledge_test, participant)

    services.open_by_rule(knowledge_test, moment="post")

    assert hand_in(knowledge_test, participant).moment == "pre"


def test_results_pair_the_tests_of_each_person_across_languages(knowledge_test):
    both = ParticipantFactory.create_batch(2, edition=knowledge_test.edition)
    for person, before in zip(both, (0, 1), strict=True):
        SittingFactory(
            test=knowledge_test, participant=person, answers=WRONG, points=before, language="ko"
        )
        SittingFactory(test=knowledge_test, participant=person, moment="post", points=3)
    only_before = SittingFactory(test=knowledge_test, answers=WRONG, points=0).participant
    nothing = ParticipantFactory(edition=knowledge_test.edition)
    SittingFactory(
        test=knowledge_test, participant=nothing, handed_in_at=None, points=None, out_of=None
    )
    ParticipantFactory(edition=knowledge_test.edition, state="withdrawn")

    found = queries.results(knowledge_test.edition)

    assert (found.taken_pre, found.taken_post, found.out_of) == (3, 2, 3)
    assert found.missing_pre == [nothing]
    assert set(found.missing_post) == {only_before, nothing}
    assert (found.gain.pairs, found.gain.mean_gain) == (2, 2.5)
    assert found.gain.interval.low < 2.5 < found.gain.interval.high
    assert found.gain.normalised_gain == 1
    assert found.languages == {"ko": 2, "en": 3}
    assert [(one.question.key, one.share_pre, one.share_post) for one in found.questions] == [
        ("first", 0, 100),
        ("open", 0, 100),
    ]


def test_results_leave_out_who_has_left(knowledge_test):
    SittingFactory(
        test=knowledge_test,
        participant__state="withdrawn",
        participant__edition=knowledge_test.edition,
    )

    found = queries.results(knowledge_test.edition)

    assert (found.people, found.questions[0].taken_pre) == ((), 0)


def test_results_are_none_without_a_test():
    assert queries.results(EditionFactory()) is None


def test_handed_in_names_those_who_finished(knowledge_test):
    done = SittingFactory(test=knowledge_test).participant
    SittingFactory(test=knowledge_test, handed_in_at=None, points=None, out_of=None)

    assert queries.handed_in(knowledge_test.edition, "pre") == {done.pk}
    assert queries.handed_in(knowledge_test.edition, "post") == set()


@pytest.mark.parametrize("count", [1, 3])
def test_results_cost_the_same_queries_however_many_answered(
    knowledge_test, count, django_assert_num_queries
):
    SittingFactory.create_batch(count, test=knowledge_test)

    with django_assert_num_queries(3):
        assert len(queries.results(knowledge_test.edition).people) == count
