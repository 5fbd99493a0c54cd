from datetime import timedelta

import pytest
from django.db import connection, transaction

from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.demand import queries, services
from samgak.demand.models import Agreement, PaperStep
from samgak.demand.rules import committee, papers
from samgak.programmes import services as programmes
from samgak.programmes.rules import State
from tests.demand.factories import AT, WORDS, ConceptPaperFactory, JointConceptFactory, Table
from tests.factories import EditionRoleFactory, PartnerRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
OFFICER, FOCAL_POINT = frozenset({papers.OFFICER}), frozenset({papers.FOCAL_POINT})


def write(paper, **values):
    kept = {
        "texts": WORDS,
        "budget": {},
        "currency": "",
        "language": "en",
        "is_resubmission": False,
        "by": paper.written_by,
        "at": AT,
    }
    return services.write_paper(paper, **(kept | values))


def move(paper, to, roles=OFFICER, reason="Because"):
    return services.move_paper(paper, to=to, roles=roles, by=UserFactory(), at=AT, reason=reason)


def test_a_country_that_is_no_beneficiary_asks_for_nothing():
    paper = ConceptPaperFactory()

    with pytest.raises(RuleBroken, match="country_asks_nothing"):
        services.draft_paper(paper.edition, country="KG", language="en", by=paper.written_by, at=AT)


def test_a_paper_goes_back_and_forth_with_who_when_and_why():
    paper = ConceptPaperFactory()
    PartnerRoleFactory(edition=paper.edition, organisation=None, country="KG", role="beneficiary")

    move(paper, papers.SUBMITTED, FOCAL_POINT, reason="")
    with pytest.raises(RuleBroken, match="paper_is_not_writable"):
        write(paper)
    move(paper, papers.RETURNED, reason="Say how many people")
    write(paper, budget={"agencies": "1200.50"}, currency="USD")
    move(paper, papers.SUBMITTED, FOCAL_POINT, reason="")
    move(paper, papers.ACCEPTED, reason="Traced to a strategy")

    paper.refresh_from_db()
    assert (paper.state, paper.budget) == ("accepted", {"agencies": "1200.50"})
    assert list(PaperStep.objects.values_list("to_state", "reason")) == [
        ("submitted", ""),
        ("returned", "Say how many people"),
        ("submitted", ""),
        ("accepted", "Traced to a strategy"),
    ]


def test_a_paper_with_gaps_is_not_sent_and_nothing_is_kept():
    paper = ConceptPaperFactory(texts={"title": "A"})

    with pytest.raises(RuleBroken, match="paper_is_whole"):
        move(paper, papers.SUBMITTED, FOCAL_POINT)

    assert not PaperStep.objects.exists()


def test_a_decision_needs_a_reason():
    paper = ConceptPaperFactory(state="submitted")

    with pytest.raises(RuleBroken, match="reason_missing"):
        move(paper, papers.DECLINED, reason=" ")


def test_papers_are_past_once_the_committee_has_approved():
    paper = ConceptPaperFactory(edition__state="jsc_approved")

    with pytest.raises(RuleBroken, match="demand_is_open"):
        write(paper)


def test_the_joint_concept_begins_with_the_words_of_the_accepted_papers():
    paper = ConceptPaperFactory(state="accepted")
    ConceptPaperFactory(edition=paper.edition, country="TJ", state="declined")

    concept = services.begin_concept(paper.edition, language="en", by=paper.written_by, at=AT)

    assert concept.texts["problem"] == "KG: Words of problem"
    assert "title" not in concept.texts


def test_a_change_of_the_concept_asks_every_side_anew():
    table = Table().agreed()
    assert set(queries.agreements(table.concept)) == set(committee.SIDES)

    concept = services.write_concept(
        table.concept,
        texts=WORDS | {"risks": "People move on"},
        language="en",
        by=table.people["pivotal"],
        at=AT,
    )

    assert concept.version == 2
    assert queries.agreements(concept) == {}
    assert Agreement.objects.count() == 3  # what was agreed to before stays with its version


def test_saving_the_same_words_makes_no_version():
    concept = JointConceptFactory()

    services.write_concept(concept, texts=WORDS, language="en", by=concept.changed_by, at=AT)

    concept.refresh_from_db()
    assert concept.version == 1


def test_nobody_agrees_for_another_side():
    table = Table().agreed()

    with pytest.raises(RuleBroken, match="not_your_side"):
        services.agree(
            table.concept,
            side="pivotal",
            version=1,
            may=frozenset({"beneficiary"}),
            by=table.people["beneficiary"],
            at=AT,
        )


def ask(table, **how):
    kept = {
        "procedure": "silent",
        "title": "Approval",
        "proposal": "Approve it",
        "language": "en",
        "by": table.people["facilitating"],
        "at": AT,
        "days": 10,
        "is_on_the_concept": True,
    }
    return services.ask(table.edition, **(kept | how))


def test_a_question_needs_a_member_of_each_side():
    table = Table().agreed()

    with pytest.raises(RuleBroken, match="a_side_has_no_member"):
        ask(table)


def test_a_question_on_the_concept_needs_the_agreement_of_all_sides():
    table = Table().seated().agreed()
    Agreement.objects.filter(side="beneficiary").delete()

    with pytest.raises(RuleBroken, match="not_all_sides_agree"):
        ask(table)


def test_silence_consents_when_the_time_is_over_and_the_edition_may_go_on():
    table = Table().seated().agreed()
    question = ask(table)
    assert Letter.objects.filter(kind="committee").count() == 2  # not to whoever asks
    assert not queries.facts_of_life(table.edition)["committee_has_approved"]

    assert services.close_by_clock(at=question.answers_due_at) == []
    (closed,) = services.close_by_clock(at=question.answers_due_at + timedelta(seconds=1))

    assert (closed.state, closed.ended_by) == ("approved", None)
    facts = queries.facts_of_life(table.edition)
    assert facts["committee_has_approved"]
    approver = EditionRoleFactory(edition=table.edition, role="approver").user
    programmes.move(table.edition, to=State.JSC_APPROVED, by=approver, at=AT, facts=facts)


def test_without_a_decision_the_edition_stays_where_it_is():
    table = Table().seated().agreed()
    approver = EditionRoleFactory(edition=table.edition, role="approver").user

    with pytest.raises(RuleBroken, match="committee_has_approved"):
        programmes.move(
            table.edition,
            to=State.JSC_APPROVED,
            by=approver,
            at=AT,
            facts=queries.facts_of_life(table.edition),
        )


def test_an_approval_does_not_cover_what_was_written_after_it():
    table = Table().seated().agreed()
    question = ask(table)
    services.close_by_clock(at=question.answers_due_at + timedelta(seconds=1))

    services.write_concept(
        table.concept,
        texts=WORDS | {"risks": "New"},
        language="en",
        by=table.people["pivotal"],
        at=AT,
    )

    assert not queries.facts_of_life(table.edition)["committee_has_approved"]


def test_one_objection_ends_a_silent_procedure():
    table = Table().seated().agreed()
    question = ask(table)
    member = table.members["beneficiary"]

    with pytest.raises(RuleBroken, match="objection_says_why"):
        services.answer(question, member=member, answer="object", words=" ", at=AT)
    services.answer(question, member=member, answer="object", words="Too few seats", at=AT)

    question.refresh_from_db()
    assert question.state == "objected"
    assert services.close_by_clock(at=question.answers_due_at + timedelta(days=1)) == []


def test_an_answer_after_the_last_moment_is_too_late():
    table = Table().seated().agreed()
    question = ask(table)
    at = question.answers_due_at + timedelta(seconds=1)

    with pytest.raises(RuleBroken, match="too_late"):
        services.answer(
            question, member=table.members["pivotal"], answer="object", words="No", at=at
        )


def test_a_meeting_approves_with_a_quorum_and_no_objection():
    table = Table().seated()
    question = table.question()
    chair = table.people["facilitating"]
    for side in ("facilitating", "pivotal"):
        services.answer(question, member=table.members[side], answer="agree", words="", at=AT)

    with pytest.raises(RuleBroken, match="quorum_and_no_objection"):
        services.end(question, to="approved", outcome="", by=chair, at=AT)
    services.answer(
        question, member=table.members["beneficiary"], answer="abstain", words="", at=AT
    )
    services.end(question, to="approved", outcome="Agreed in Astana", by=chair, at=AT)

    question.refresh_from_db()
    assert (question.state, question.ended_by) == ("approved", chair)


def test_somebody_of_another_edition_is_no_member():
    table, other = Table().seated(), Table().seated()

    with pytest.raises(RuleBroken, match="not_a_candidate"):
        services.answer(
            table.question(), member=other.members["pivotal"], answer="agree", words="", at=AT
        )
    with pytest.raises(RuleBroken, match="not_a_candidate"):
        services.seat(table.edition, user=other.people["pivotal"], side="pivotal", at=AT)


def test_the_database_keeps_an_objection_from_being_silent_about_its_reason():
    table = Table().seated()
    question = table.question()
    given = services.answer(
        question, member=table.members["pivotal"], answer="agree", words="", at=AT
    )

    with transaction.atomic(), pytest.raises(Exception, match="an_objection_says_why"):
        type(given).objects.filter(pk=given.pk).update(answer="object")
    assert connection.is_usable()
