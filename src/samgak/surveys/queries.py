from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from samgak.core.prepared import Given, Prepared
from samgak.measures.gain import Gain, learning_gain
from samgak.measures.reliability import Effect, cronbach_alpha, discrimination, paired_effect
from samgak.participants import queries as participants_queries
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.questionnaires.answers import AnswerFault, validate
from samgak.questionnaires.definition import Form, Question, parse
from samgak.questionnaires.scoring import score
from samgak.surveys import rules
from samgak.surveys.models import KnowledgeTest, Sitting
from samgak.timetable.models import Session


def test_of(edition: Edition) -> KnowledgeTest | None:
    """The test of an edition, or None where none is loaded."""
    return _tests.first(edition=edition.pk)


@Prepared
def _tests() -> QuerySet[KnowledgeTest]:
    return KnowledgeTest.objects.filter(edition=Given("edition")).select_related("edition")


def opening_of(test: KnowledgeTest) -> rules.Opening:
    """When each of the two tests opens."""
    edition = test.edition
    tests = Session.objects.filter(
        edition=edition, kind=Session.Kind.TEST, is_cancelled=False, starts_at__isnull=False
    )
    return rules.opening(
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        zone=edition.zone,
        test_sessions=list(tests.order_by().values_list("starts_at", flat=True)),
        pre_opened_at=test.pre_opened_at,
        post_opened_at=test.post_opened_at,
    )


def sitting_of(test: KnowledgeTest, *, participant: Participant, moment: str) -> Sitting | None:
    """What the participant has answered at this moment, handed in or not."""
    return Sitting.objects.filter(test=test, participant=participant, moment=moment).first()


def sittings_of(test: KnowledgeTest, *, participant: Participant) -> dict[str, Sitting]:
    """Both of the participant's tests, by moment, as far as they are begun."""
    return {
        sitting.moment: sitting
        for sitting in Sitting.objects.filter(test=test, participant=participant)
    }


@dataclass(frozen=True)
class TestPage:
    """What a participant meets at the address of one test."""

    test: KnowledgeTest
    form: Form
    moment: str
    opening: rules.Opening
    # The participant's own answers before and after, as far as they are begun.
    sittings: Mapping[str, Sitting]
    # Codes of what forbids taking the test now; empty as well when it is handed in.
    obstacles: tuple[str, ...]

    @property
    def sitting(self) -> Sitting | None:
        return self.sittings.get(self.moment)

    @property
    def is_handed_in(self) -> bool:
        return bool(self.sitting and self.sitting.handed_in_at)

    @property
    def scores(self) -> list[Sitting]:
        """What may be told of the points: all of it after the post-test, nothing before."""
        post = self.sittings.get(rules.POST)
        if post is None or not post.handed_in_at:
            return []
        taken = [self.sittings.get(moment) for moment in rules.MOMENTS]
        return [one for one in taken if one and one.handed_in_at and one.out_of]


def test_page(
    test: KnowledgeTest, *, participant: Participant, moment: str, at: datetime
) -> TestPage:
    """The test of this moment as this participant finds it."""
    sittings = sittings_of(test, participant=participant)
    opening = opening_of(test)
    sitting = sittings.get(moment)
    obstacles = rules.reasons_not_to_take(
        moment, edition_state=test.edition.state, opening=opening, at=at
    )
    return TestPage(
        test=test,
        form=parse(test.definition),
        moment=moment,
        opening=opening,
        sittings=sittings,
        obstacles=() if sitting and sitting.handed_in_at else tuple(obstacles),
    )


def faults_of(test: KnowledgeTest, answers: Mapping[str, object]) -> dict[str, list[AnswerFault]]:
    """What is missing or wrong in answers, by question key."""
    _, faults = validate(parse(test.definition), answers)
    return faults


def handed_in(edition: Edition, moment: str) -> set[int]:
    """The ids of the participants who have handed in the test of this moment."""
    return set(
        Sitting.objects.filter(
            test__edition=edition, moment=moment, handed_in_at__isnull=False
        ).values_list("participant_id", flat=True)
    )


@dataclass(frozen=True)
class PersonResult:
    """The points of one person; None for a test that was not handed in."""

    participant: Participant
    pre: float | None
    post: float | None

    @property
    def gain(self) -> float | None:
        return None if self.pre is None or self.post is None else self.post - self.pre


@dataclass(frozen=True)
class QuestionResult:
    """How many of those who handed in a test answered one question right."""

    question: Question
    right_pre: int
    right_post: int
    taken_pre: int
    taken_post: int

    @property
    def share_pre(self) -> float | None:
        """In percent."""
        return 100 * self.right_pre / self.taken_pre if self.taken_pre else None

    @property
    def share_post(self) -> float | None:
        """In percent."""
        return 100 * self.right_post / self.taken_post if self.taken_post else None


@dataclass(frozen=True)
class Results:
    """One result set of an edition's test, whatever language each person read it in."""

    form: Form
    out_of: int
    people: tuple[PersonResult, ...]
    questions: tuple[QuestionResult, ...]
    # Language -> how many tests were handed in in it.
    languages: Mapping[str, int]
    # Of the test after the course, each person's points by question; of the one before without it.
    table: tuple[tuple[float, ...], ...]

    @property
    def missing_pre(self) -> list[Participant]:
        return [one.participant for one in self.people if one.pre is None]

    @property
    def missing_post(self) -> list[Participant]:
        return [one.participant for one in self.people if one.post is None]

    @property
    def taken_pre(self) -> int:
        return len(self.people) - len(self.missing_pre)

    @property
    def taken_post(self) -> int:
        return len(self.people) - len(self.missing_post)

    @cached_property
    def gain(self) -> Gain | None:
        """The paired gain in points; None for a form in which nothing is scored."""
        if not self.out_of:
            return None
        return learning_gain(
            {one.participant.pk: one.pre for one in self.people},
            {one.participant.pk: one.post for one in self.people},
            out_of=self.out_of,
        )

    @cached_property
    def effect(self) -> Effect:
        """The paired effect size, with the bootstrap intervals."""
        pairs = [(one.pre, one.post) for one in self.people]
        both = [(pre, post) for pre, post in pairs if pre is not None and post is not None]
        before, after = [pre for pre, _ in both], [post for _, post in both]
        return paired_effect(before, after, out_of=self.out_of)

    @cached_property
    def alpha(self) -> float | None:
        return cronbach_alpha(self.table)

    @property
    def discriminating(self) -> list[tuple[QuestionResult, float | None]]:
        """Each scored question, with the correlation of its points with all others."""
        found = discrimination(self.table) if self.table else [None] * len(self.questions)
        return list(zip(self.questions, found, strict=True))


def results(edition: Edition) -> Results | None:
    """The results of all present participants, in three queries; None without a test."""
    test = test_of(edition)
    if test is None:
        return None
    form = parse(test.definition)
    people = list(participants_queries.participants(edition))
    present = {person.pk for person in people}
    sittings = [
        sitting
        for sitting in Sitting.objects.filter(test=test, handed_in_at__isnull=False)
        if sitting.participant_id in present
    ]
    points = {(one.participant_id, one.moment): float(one.points) for one in sittings}
    both = (rules.PRE, rules.POST)
    return replace(
        results_of_form(form, sittings),
        people=tuple(
            PersonResult(person, *(points.get((person.pk, moment)) for moment in both))
            for person in people
        ),
    )


def results_of_form(form: Form, sittings: Sequence[Sitting]) -> Results:
    """What sittings that were handed in say of each question; of nobody in particular."""
    return Results(
        form=form,
        out_of=sum(question.points for question in form.questions),
        people=(),
        questions=_questions(form, sittings),
        languages=dict(Counter(one.language for one in sittings).most_common()),
        table=_table(form, sittings),
    )


def _table(form: Form, sittings: Iterable[Sitting]) -> tuple[tuple[float, ...], ...]:
    by_moment: dict[str, list[tuple[float, ...]]] = {moment: [] for moment in rules.MOMENTS}
    for sitting in sittings:
        clean, _ = validate(form, sitting.answers)
        points = tuple(float(one.points) for one in score(form, clean).questions)
        by_moment[sitting.moment].append(points)
    return tuple(by_moment[rules.POST] or by_moment[rules.PRE])


def _questions(form: Form, sittings: Iterable[Sitting]) -> tuple[QuestionResult, ...]:
    taken: Counter[str] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for sitting in sittings:
        taken[sitting.moment] += 1
        clean, _ = validate(form, sitting.answers)
        for one in score(form, clean).questions:
            right[one.key, sitting.moment] += one.points == one.out_of
    return tuple(
        QuestionResult(
            question=question,
            right_pre=right[question.key, rules.PRE],
            right_post=right[question.key, rules.POST],
            taken_pre=taken[rules.PRE],
            taken_post=taken[rules.POST],
        )
        for question in form.questions
        if question.correct is not None
    )
