"""What an edition asks of its applicants, and the answers as pages show them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from samgak.applications.models import AnswerFile, Application, ApplicationForm
from samgak.applications.rules import states
from samgak.calls import queries_ready as calls
from samgak.calls.models import CourseInformation
from samgak.core import versions
from samgak.core.prepared import Given, Prepared
from samgak.participants.models import Person
from samgak.programmes.models import Edition
from samgak.questionnaires.answers import AnswerFault, validate, visible
from samgak.questionnaires.fields import LINE, parse
from samgak.questionnaires.model import FILE, TABLE, Form, Question, Section
from samgak.uploads import Policy

USUAL = Path(__file__).parents[1] / "data" / "application.json"
# Keys of questions that the application itself reads; a form without them does without.
FAMILY_NAME, GIVEN_NAME, NATIVE_NAME = "family_name", "given_name", "native_name"
NAMES = (FAMILY_NAME, GIVEN_NAME, NATIVE_NAME)
SUPERVISOR_NAME, SUPERVISOR_EMAIL = "supervisor_name", "supervisor_email"
REASONS_TO_APPLY = ("motivation", "intended_use")


@dataclass(frozen=True)
class Asked:
    """One question of a person's application: where it stands and what is said so far."""

    section: Section
    question: Question
    number: int
    out_of: int
    answer: Any
    faults: list[AnswerFault]
    before: str  # key of the question before, empty for the first
    after: str

    @property
    def is_answered(self) -> bool:
        return self.answer not in (None, "", [], {})


@dataclass(frozen=True)
class ToFind:
    """What an applicant looks up before beginning, as far as the form asks for it."""

    files: list[Question]
    tables: list[Question]  # with days or years to fill in
    supervisor: bool
    reasons: bool


def to_find(form: Form) -> ToFind:
    """What the questions of a form ask for that nobody knows by heart."""
    shown = [one for one in form.questions if not one.is_hidden]
    keys = {one.key for one in shown}
    return ToFind(
        files=[one for one in shown if one.type == FILE],
        tables=[
            one
            for one in shown
            if one.type == TABLE and any(column.type != LINE for column in one.columns)
        ],
        supervisor=not keys.isdisjoint((SUPERVISOR_NAME, SUPERVISOR_EMAIL)),
        reasons=not keys.isdisjoint(REASONS_TO_APPLY),
    )


def are_asked(edition: Edition) -> bool:
    """Whether the edition takes applications beside nominations."""
    return bool(_any_form(edition=edition.pk))


@Prepared
def _any_form() -> QuerySet:
    found = ApplicationForm.objects.filter(edition=Given("edition"))
    return found.order_by().values_list("pk", flat=True)[:1]


def newest_form(edition: Edition) -> ApplicationForm | None:
    return ApplicationForm.objects.filter(edition=edition).order_by("-number").first()


def version_of(form: ApplicationForm) -> str:
    """The version of the form with which a page of the editor is opened."""
    return versions.stamp([form], fields=("number", "definition"))


def form_of(application: Application) -> ApplicationForm:
    """The version that counts: of what was submitted its own, of a draft the newest."""
    if application.form is not None and application.state not in states.OPEN:
        return application.form
    return ApplicationForm.objects.filter(edition=application.edition_id).order_by("-number")[0]


@cache
def _usual() -> str:
    return USUAL.read_text(encoding="utf-8")


def usual_definition() -> dict[str, Any]:
    """The form with which an edition begins, in all languages."""
    return json.loads(_usual())


def parsed(form: ApplicationForm) -> Form:
    """The form as kept; it was checked before it was."""
    return parse(form.definition)


def documents_asked(application: Application) -> CourseInformation | None:
    """The version of the course information whose documents the applicant has yet to have at hand."""
    return calls.asked(application.edition, ready_for=application.ready_for)


def policy_of(application: Application, *, key: str) -> Policy | None:
    """Which files a question takes; None where the form asks for none under this key."""
    for question in parsed(form_of(application)).questions:
        if question.key == key and question.type == FILE and not question.is_hidden:
            return policy(question)
    return None


def policy(question: Question) -> Policy:
    """Which files a question takes."""
    return Policy(kinds=question.file_kinds, most_bytes=question.most_megabytes * 1_000_000)


def file_of(application: Application, *, key: str) -> AnswerFile | None:
    """The file that answers a question."""
    return application.files.filter(question=key).first()


def first_answers(application: Application) -> dict[str, str]:
    """What is known of the person already and need not be typed again."""
    person: Person = application.person
    known = {
        FAMILY_NAME: person.family_name,
        GIVEN_NAME: person.given_name,
        NATIVE_NAME: person.native_name,
        "sex": person.sex,
        "born_on": person.born_on.isoformat(),
        "email": person.email,
    }
    return {key: value for key, value in known.items() if value}


def questions_asked(
    application: Application, *, form: Form, today: date, answers: Mapping[str, Any] | None = None
) -> list[Asked]:
    """The questions that are shown for the answers given, in order."""
    given = application.answers if answers is None else answers
    shown = visible(form, given, today=today)
    faults = validate(form, given, today=today)[1]
    found = [
        (section, question)
        for section in form.sections
        for question in section.questions
        if question.key in shown
    ]
    keys = ["", *(question.key for _section, question in found), ""]
    return [
        Asked(
            section=section,
            question=question,
            number=number,
            out_of=len(found),
            answer=given.get(question.key),
            faults=faults.get(question.key, []),
            before=keys[number - 1],
            after=keys[number + 1],
        )
        for number, (section, question) in enumerate(found, start=1)
    ]


def next_question(asked: list[Asked], *, last: str) -> str:
    """Where to go on: at the question one was at, if it is not answered; else at the first such."""
    open_ones = [one.question.key for one in asked if one.faults]
    if last in open_ones:
        return last
    return next(iter(open_ones), "")
