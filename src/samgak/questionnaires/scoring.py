"""The points of a test."""

from dataclasses import dataclass

from samgak.questionnaires.answers import Clean
from samgak.questionnaires.conditions import Answer
from samgak.questionnaires.definition import Form, Question


@dataclass(frozen=True)
class QuestionScore:
    key: str
    points: int
    out_of: int
    is_answered: bool


@dataclass(frozen=True)
class Score:
    """Points of a whole form, and of each scored question in the form's order."""

    points: int
    out_of: int
    questions: tuple[QuestionScore, ...]


def score(form: Form, clean: Clean) -> Score:
    """Return the points of answers that `answers.validate` let pass; a missing answer scores 0.

    A question gives all of its points or none: of several options exactly the correct ones must be
    chosen. Questions without a correct answer are not scored. A number is right when it is equal.
    """
    scored = tuple(
        QuestionScore(
            key=question.key,
            points=question.points if _is_right(question, clean.get(question.key)) else 0,
            out_of=question.points,
            is_answered=question.key in clean,
        )
        for question in form.questions
        if question.correct is not None
    )
    return Score(
        points=sum(one.points for one in scored),
        out_of=sum(one.out_of for one in scored),
        questions=scored,
    )


def _is_right(question: Question, answer: Answer | None) -> bool:
    if isinstance(question.correct, frozenset):
        chosen = answer if isinstance(answer, tuple) else (answer,)
        return question.correct == frozenset(chosen)
    return question.correct == answer
