"""What quotas and wishes ask of people beside country and sex: region, level, training before, answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT, KeyTextTransform
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from samgak.applications import queries as applications
from samgak.core.regions import REGION_OF, countries_of
from samgak.nominations.models import EarlierRecord, Nomination
from samgak.nominations.queries.repeats import NOT_TAKEN
from samgak.participants.models import Participant
from samgak.programmes import rules_questions
from samgak.programmes.models import Edition, QuotaLine
from samgak.programmes.rules_questions import LEVEL, OWN

SAME = EarlierRecord.Verdict.SAME


def with_attributes(
    nominations: QuerySet[Nomination], edition: Edition, *, lines: Iterable[QuotaLine]
) -> QuerySet[Nomination]:
    """The nominations with what these lines ask of the record, for `attributes_of`."""
    asked = asked_by(lines)
    if "first_timer" in asked:
        nominations = nominations.annotate(took_part=_took_part(edition))
    if "level" in asked:
        nominations = nominations.annotate(office_level=_level(edition, lines))
    answers = {f"answer_{n}": _answer(key) for n, key in enumerate(questions_of(lines))}
    return nominations.annotate(**answers)


def attributes_of(nomination: Nomination, asked: Collection[str]) -> dict[str, str]:
    """What is `asked` of somebody, where it is known; of `with_attributes` only."""
    found: dict[str, str] = {}
    if "region" in asked and nomination.country in REGION_OF:
        found["region"] = REGION_OF[nomination.country]
    if "first_timer" in asked:
        trained = nomination.last_training_on is not None or nomination.took_part  # type: ignore[attr-defined]
        found["first_timer"] = "no" if trained else "yes"
    if "level" in asked and nomination.office_level:  # type: ignore[attr-defined]
        found["level"] = nomination.office_level  # type: ignore[attr-defined]
    questions = sorted(key for key in asked if key.startswith(OWN))
    for n, name in enumerate(questions):
        if answer := getattr(nomination, f"answer_{n}"):
            found[name] = answer
    return found


def counted(
    nominations: QuerySet[Nomination], edition: Edition, *, lines: Iterable[QuotaLine]
) -> dict[int, int]:
    """How many of these people each line counts, by primary key of the line, in one query."""
    counts = {
        f"line_{line.pk}": Count("pk", filter=counts_for(line, edition))
        for line in lines
        if not line.each_organisation
    }
    found = nominations.order_by().aggregate(**counts) if counts else {}
    return {int(name.removeprefix("line_")): number for name, number in found.items()}


def counts_for(line: QuotaLine, edition: Edition) -> Q:
    """Whom a line counts, as a condition of the database on nominations."""
    wanted = Q()
    if line.country:
        wanted &= Q(country=line.country)
    if line.sex:
        wanted &= Q(person__sex=line.sex)
    if line.region:
        wanted &= Q(country__in=countries_of(line.region))
    if line.first_timer:
        trained = Q(last_training_on__isnull=False) | Q(_took_part(edition))
        wanted &= trained if line.first_timer == "no" else ~trained
    if line.level:
        wanted &= Q(Exact(_level(edition, [line]), Value(line.level)))
    if line.question:
        wanted &= Q(own_answers__contains={line.question: line.answer})
    return wanted


def questions_of(lines: Iterable[QuotaLine]) -> list[str]:
    """The questions of the call that these lines name, by key, each once."""
    return sorted({line.question for line in lines if line.question})


def lines_on_answers(edition: Edition) -> list[QuotaLine]:
    """The quotas and wishes of the call that count answers to its questions."""
    found = QuotaLine.objects.filter(call__edition=edition).exclude(question="")
    return list(found.select_related("call__edition"))


def own_words(edition: Edition) -> rules_questions.Words:
    """What the answers mean that the quotas of the call count."""
    return words_of(lines_on_answers(edition))


def words_of(lines: Iterable[QuotaLine]) -> rules_questions.Words:
    """What the answers mean that these lines count."""
    named = ((OWN + line.asked, line.own_words) for line in lines)
    return {name: words[name] for name, words in named if name in words}


@dataclass(frozen=True)
class Unanswered:
    """A question that quotas count, and how many people have given none of its answers."""

    text: Mapping[str, str]
    people: int


def unanswered(nominations: QuerySet[Nomination], lines: Iterable[QuotaLine]) -> list[Unanswered]:
    """Of each question that these lines name, how many of the people count nowhere; one query."""
    keys = questions_of(lines)
    call = next((line.call for line in lines if line.question), None)
    asked = [one for one in call.asked if one["key"] in keys] if call else []
    counts = {
        f"without_{n}": Count("pk", filter=~_has_answered(one)) for n, one in enumerate(asked)
    }
    found = nominations.order_by().aggregate(**counts) if counts else {}
    told = [Unanswered(one["text"], found[f"without_{n}"]) for n, one in enumerate(asked)]
    return [one for one in told if one.people]


def _has_answered(question: Mapping[str, Any]) -> Q:
    options = [option["key"] for option in question["options"]]
    given = Q(In(_answer(question["key"]), options))
    # Without the key the answer is neither among the options nor not.
    return Q(own_answers__has_key=question["key"]) & given


def _answer(key: str) -> KeyTextTransform:
    return KeyTextTransform(key, "own_answers")


def _level(edition: Edition, lines: Iterable[QuotaLine]) -> Subquery | Coalesce:
    """What the submitted application says, else what the nomination answers where the call asks it."""
    said = _submitted(edition).annotate(said=KT(f"answers__{LEVEL}"))
    of_application = Subquery(said.values("said")[:1])
    if any(line.level and rules_questions.asks_level(line.call.asked) for line in lines):
        return Coalesce(of_application, _answer(LEVEL))
    return of_application


def asked_by(lines: Iterable[QuotaLine]) -> frozenset[str]:
    """What these lines ask of people beside country and sex, by name."""
    return frozenset(key for line in lines for key in line.attributes)


def _submitted(edition: Edition) -> QuerySet:
    """The submitted application of the nominee of the outer query."""
    return applications.submitted(edition.pk).filter(person=OuterRef("person"))


def _took_part(edition: Edition) -> Exists:
    """Whether the nominee, or a record found to be the same person, took part in an earlier edition."""
    earlier = Participant.objects.filter(edition__ends_on__lt=edition.starts_on)
    earlier = earlier.exclude(edition=edition).exclude(state__in=NOT_TAKEN)
    same = EarlierRecord.objects.filter(nomination=OuterRef(OuterRef("pk")), verdict=SAME)
    own = Q(person=OuterRef("person")) | Q(person__in=same.values("person"))
    return Exists(earlier.filter(own))
