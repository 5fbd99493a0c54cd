import pytest
from django.db import IntegrityError

from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.places import services as seats
from samgak.places.models import Appeal
from samgak.places.queries import reserves
from samgak.places.queries.appeals import line_of
from samgak.places.rules import appeals as rules
from samgak.places.services import appeals as services
from tests.nominations.selections.calls import holder
from tests.places.cohorts import APPEAL_BY, NEXT_DAY, decided

pytestmark = pytest.mark.django_db
AFTER = APPEAL_BY.replace(hour=14)


@pytest.fixture
def cohort():
    return decided()


def line(cohort, name):
    return line_of(cohort.edition.pk, cohort.nomination(name).person_id)


def appeal(cohort, name="new0", *, words="Ман даҳ сол кор кардаам.", at=NEXT_DAY):
    return services.appeal(line(cohort, name), words=words, language="tg", until=APPEAL_BY, at=at)


def test_somebody_not_selected_appeals_in_their_own_words_and_once(cohort):
    kept = appeal(cohort)
    assert (kept.state, kept.language, kept.words) == (
        "received",
        "tg",
        "Ман даҳ сол кор кардаам.",
    )
    with pytest.raises(RuleBroken, match="appeal_is_there_already"):
        appeal(cohort)


@pytest.mark.parametrize(
    ("words", "code"), [("  ", "appeal_says_nothing"), ("x" * 4001, "appeal_is_too_long")]
)
def test_an_appeal_says_something_and_not_a_book(cohort, words, code):
    with pytest.raises(RuleBroken, match=code):
        appeal(cohort, words=words)


def test_a_reserve_appeals_but_nobody_with_a_seat(cohort):
    assert appeal(cohort, "kz8").state == "received"
    with pytest.raises(RuleBroken, match="nothing_to_appeal"):
        appeal(cohort, "kz9")


def test_a_late_appeal_is_kept_as_late_and_answered_only_when_it_is_admitted(cohort):
    late = appeal(cohort, at=AFTER)
    reviewer = holder(cohort.edition, "evaluation_officer")
    assert late.state == "late"
    with pytest.raises(RuleBroken, match="appeal_has_no_such_step"):
        services.answer(late, remedy="", answer="No.", by=reviewer, at=AFTER)
    with pytest.raises(RuleBroken, match="has_a_reason"):
        services.admit(late, reason=" ")

    services.admit(late, reason="The letter had come back")
    answered = services.answer(late, remedy="", answer="It stands.", by=reviewer, at=AFTER)
    assert answered.state == "dismissed"


@pytest.mark.parametrize("role", ["screener", "approver"])
def test_neither_the_screener_nor_the_approver_answers(cohort, role):
    kept = appeal(cohort)
    with pytest.raises(RuleBroken, match="had_no_part_in_the_decision"):
        services.answer(kept, remedy="", answer="No.", by=getattr(cohort.call, role), at=NEXT_DAY)


@pytest.mark.parametrize("role", ["screener", "approver"])
def test_the_database_knows_it_too(cohort, role):
    kept = appeal(cohort)
    with pytest.raises(IntegrityError, match="a_third_person_answers_an_appeal"):
        Appeal.objects.filter(pk=kept.pk).update(
            state="dismissed",
            answer="No.",
            answered_at=NEXT_DAY,
            answered_by=getattr(cohort.call, role),
        )


def test_an_upheld_appeal_makes_its_writer_the_first_reserve_and_a_letter_says_so(cohort):
    kept = appeal(cohort)
    reviewer = holder(cohort.edition, "evaluation_officer")
    services.answer(
        kept, remedy="first_reserve", answer="Шумо ҳақ ҳастед.", by=reviewer, at=NEXT_DAY
    )
    seats.answer(cohort.seat("kz9"), word="declined", through="link", reason="Ill", at=NEXT_DAY)

    best = reserves.replacement(cohort.seat("kz9")).best
    letter = Letter.objects.get(kind="appeal")
    assert (best.nomination, best.position) == (cohort.nomination("new0"), None)
    assert "Шумо ҳақ ҳастед." in letter.body
    assert letter.language == "tg"


def test_an_answered_appeal_is_not_answered_again(cohort):
    kept = appeal(cohort)
    reviewer = holder(cohort.edition, "evaluation_officer")
    services.answer(kept, remedy="", answer="It stands.", by=reviewer, at=NEXT_DAY)
    with pytest.raises(RuleBroken, match="appeal_has_no_such_step"):
        services.answer(kept, remedy="next_edition", answer="Yes.", by=reviewer, at=NEXT_DAY)


@pytest.mark.parametrize("source", rules.STATES)
@pytest.mark.parametrize("target", rules.STATES)
def test_every_step_outside_the_table_is_refused(source, target):
    known = {(step.source, step.target): step for step in rules.STEPS}
    facts = frozenset(step.guard for step in rules.STEPS)
    for actor in (rules.OFFICER, rules.REVIEWER):
        refused = rules.reasons_not_to_move(source, target, actor=actor, facts=facts)
        step = known.get((source, target))
        assert bool(refused) == (step is None or step.actor != actor)
