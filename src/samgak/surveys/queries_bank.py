"""The question bank: what earlier editions asked, and how it went."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q

from samgak.participants import rules as participants_rules
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes import queries as programmes
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition, EditionRole, PartnerRole
from samgak.programmes.permissions import OFFICER
from samgak.questionnaires import composing
from samgak.questionnaires.definition import Question, Text, parse
from samgak.questionnaires.exchanged import Told
from samgak.questionnaires.notes import Source
from samgak.surveys import queries, rules_bank
from samgak.surveys.models import KnowledgeTest, Sitting, Survey
from samgak.surveys.rules_reaction import LEAST, MOST_SURVEYS

WRITERS = (OFFICER, Role.EVALUATION_OFFICER)
QUESTIONS_PER_PAGE = 20


@dataclass(frozen=True)
class Answered:
    """How one question went: answers counted after the course, or before it where none came after.

    share_right is in percent (the difficulty of the item, higher is easier); discrimination is the
    correlation with the points of all other questions.
    """

    people: int
    share_right: float
    discrimination: float | None


@dataclass(frozen=True)
class Entry:
    """A question of an earlier edition."""

    source: Source
    edition: Edition
    form_title: Text
    told: Told
    question: Question | None = None
    answered: Answered | None = None

    @property
    def address(self) -> str:
        return rules_bank.address_of(self.source)

    @property
    def is_of_test(self) -> bool:
        return self.source.form == rules_bank.TEST


@dataclass(frozen=True)
class _Form:
    edition: Edition
    code: str
    definition: Told


def sources(user, edition: Edition, *, on: date):
    """The other editions whose questions somebody may read, right answers and all.

    Those on which the person may write tests, and those of the same programme that the person may
    see and whose tests are over.
    """
    own = EditionRole.objects.filter(user=user, role__in=WRITERS).on(on).values("edition")
    house = OrganisationRole.objects.filter(user=user, role__in=WRITERS).on(on)
    partner = PartnerRole.objects.filter(organisation__in=house.values("organisation"))
    over = Q(state__in=rules_bank.OVER_STATES)
    shared = over & Q(programme=edition.programme_id, programme__isnull=False)
    seen = programmes.editions_for(user, on=on)
    readable = shared | Q(pk__in=own) | Q(pk__in=partner.values("edition"))
    return seen.filter(readable).exclude(pk=edition.pk)


def bank(
    user, edition: Edition, *, on: date, words: str = "", page: str | None = None
) -> Page[Entry]:
    """A page of the questions in which every word stands, in whatever language, newest first."""
    wanted = words.casefold().split()[:10]
    found = [
        entry
        for entry in _entries(user, edition, on=on)
        if not wanted or _has_all(composing.words_of(entry.told), wanted)
    ]
    shown = Paginator(found, QUESTIONS_PER_PAGE).get_page(page)
    shown.object_list = _with_answers(list(shown.object_list))
    return shown


def picked(user, edition: Edition, *, on: date, addresses: Collection[str]) -> list[Entry]:
    """The questions that were ticked, as far as the person may read them, in the bank's order."""
    wanted = {rules_bank.source_of(one) for one in addresses}
    return [entry for entry in _entries(user, edition, on=on) if entry.source in wanted]


def targets(edition: Edition) -> list[tuple[rules_bank.Target, Told | None]]:
    """The forms of this edition that take questions, with what they hold; None for what is made new."""
    found: list[tuple[rules_bank.Target, Told | None]] = []
    test = queries.test_of(edition)
    if rules_kinds.has(edition.kind, "tests") and (test is None or not test.sittings.exists()):
        found.append(_target(rules_bank.TEST, test.definition if test else None))
    surveys = list(Survey.objects.filter(edition=edition))
    for survey in surveys:
        if survey.opened_at is None:
            found.append(_target(f"{rules_bank.SURVEY}{survey.key}", survey.definition))
    if len(surveys) < MOST_SURVEYS:
        found.append(_target(rules_bank.NEW_SURVEY, None))
    return found


def copies_in(told: Told) -> list[tuple[Question, Source]]:
    """The questions of a form that were taken from an earlier edition, and from where."""
    return [(one, one.taken_from) for one in parse(told).questions if one.taken_from]


def _target(code: str, told: Told | None) -> tuple[rules_bank.Target, Told | None]:
    count = sum(1 for _ in composing.questions_in(told)) if told else 0
    return rules_bank.Target(code, count), told


def _entries(user, edition: Edition, *, on: date) -> Iterator[Entry]:
    for form in _forms(user, edition, on=on):
        for told in composing.questions_in(form.definition):
            source = Source(form.edition.code, form.code, str(told["key"]))
            yield Entry(source, form.edition, form.definition["title"], told)


def _forms(user, edition: Edition, *, on: date) -> list[_Form]:
    readable = {"edition__in": sources(user, edition, on=on)}
    tests = KnowledgeTest.objects.filter(**readable).select_related("edition")
    surveys = Survey.objects.filter(**readable).select_related("edition")
    found = [
        *(_Form(one.edition, rules_bank.TEST, one.definition) for one in tests),
        *(_Form(one.edition, f"{rules_bank.SURVEY}{one.key}", one.definition) for one in surveys),
    ]
    found.sort(key=lambda one: (one.edition.code, one.code != rules_bank.TEST, one.code))
    return sorted(found, key=lambda one: one.edition.starts_on, reverse=True)


def _has_all(said: str, wanted: Iterable[str]) -> bool:
    return all(word in said for word in wanted)


def _with_answers(entries: list[Entry]) -> list[Entry]:
    """The entries of a page with their questions read and their tests looked at, in two queries."""
    tests = KnowledgeTest.objects.filter(
        edition__in={entry.edition.pk for entry in entries if entry.is_of_test}
    )
    by_edition = _answered(list(tests)) if entries else {}
    made = []
    for entry in entries:
        question = _question(entry)
        of_test = by_edition.get(entry.edition.pk, {}) if entry.is_of_test else {}
        made.append(replace(entry, question=question, answered=of_test.get(question.key)))
    return made


def _question(entry: Entry) -> Question:
    """The one question read by itself; its condition is of no use here."""
    told = {name: value for name, value in entry.told.items() if name != "show_when"}
    form = composing.empty(version="bank", title=entry.form_title) | {"questions": [told]}
    return parse(form).questions[0]


def _answered(tests: list[KnowledgeTest]) -> Mapping[int, Mapping[str, Answered]]:
    """By edition and question; nothing of tests that fewer than five handed in."""
    sittings: dict[int, list[Sitting]] = {}
    for one in Sitting.objects.filter(
        test__in=tests,
        handed_in_at__isnull=False,
        participant__state__in=participants_rules.PRESENT,
    ):
        sittings.setdefault(one.test_id, []).append(one)
    return {test.edition_id: _of_test(test, sittings.get(test.pk, [])) for test in tests}


def _of_test(test: KnowledgeTest, sittings: list[Sitting]) -> dict[str, Answered]:
    found = queries.results_of_form(parse(test.definition), sittings)
    answered = {}
    for one, correlation in found.discriminating:
        after = one.taken_post > 0
        people = one.taken_post if after else one.taken_pre
        share = one.share_post if after else one.share_pre
        if people >= LEAST and share is not None:
            answered[one.question.key] = Answered(people, share, correlation)
    return answered
