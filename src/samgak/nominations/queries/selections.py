"""What a cohort is chosen from, what was proposed, and what that says of each nominee."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from samgak.core.errors import RuleBroken
from samgak.core.prepared import Given, GivenKeys, Prepared
from samgak.nominations.models import (
    EligibilityFinding,
    Nomination,
    Override,
    Selection,
    SelectionLine,
)
from samgak.nominations.queries import diversity, engine, reviews
from samgak.nominations.queries.applied import applied
from samgak.nominations.rules import screening, states
from samgak.nominations.rules.selections import six_places
from samgak.participants.folding import folded
from samgak.planning import selection as planning
from samgak.planning.selection.quotas import Limit
from samgak.programmes.models import Call, Edition, QuotaLine
from samgak.spreadsheets import Cell

COHORT_COLUMNS = ("country", "family", "given", "native", "born", "score")
RESERVE_COLUMNS = ("country", "position", "family", "given")
NOT_SELECTED_COLUMNS = ("country", "family", "given", "reason")
READ = (
    "pk",
    "person_id",
    "country",
    "organisation",
    "rank",
    "years_in_service",
    "last_training_on",
)
READ_OF_PERSON = ("family_name", "given_name", "born_on", "sex")
Outcome = SelectionLine.Outcome


def selection_problem(edition: Edition) -> planning.Problem:
    """The closed call as the engine reads it, exact; refuses an edition without a call or a nominee."""
    call = Call.objects.prefetch_related("quota_lines", "score_parts").filter(edition=edition)
    found = call.first()
    if found is None:
        raise RuleBroken("call_missing")
    lines = list(_asking(found.quota_lines.all()))
    by_attributes = [one for one in lines if one.attributes]
    nominations = _rows(edition, by_attributes)
    told, asked = applied(edition), diversity.asked_by(by_attributes)
    nominees = tuple(
        engine.nominee_of_row(
            one,
            one,
            languages=engine.levels_written(one.spoken),
            lacks=told.lacks(one),
            attributes=diversity.attributes_of(one, asked) if asked else {},
        )
        for one in nominations
    )
    if not nominees:
        raise RuleBroken("nobody_is_nominated")
    exceptions = [(o.kind, str(o.nomination_id)) for o in overrides(edition).values()]
    weight, marks = reviews.median_in_score(edition, nominations=nominations)
    findings = deviating_findings(edition, rules=engine.eligibility(found)).values()
    return planning.Problem(
        seats=found.seats,
        nominees=nominees,
        tie_seed=found.tie_seed,
        starts_on=edition.starts_on,
        quota_lines=tuple(engine.quota_line(line) for line in lines),
        eligibility=engine.eligibility(found),
        score_parts=(*map(engine.score_part, found.score_parts.all()), *weight),
        given_scores=marks,
        reserves_per_country=found.reserves_per_country,
        locked_in=frozenset(key for kind, key in exceptions if kind == Override.Kind.SEAT),
        locked_out=frozenset(key for kind, key in exceptions if kind == Override.Kind.LEAVE_OUT),
        found_eligible=_found(findings, EligibilityFinding.Verdict.ELIGIBLE),
        found_ineligible=_found(findings, EligibilityFinding.Verdict.INELIGIBLE),
    )


def _rows(edition: Edition, lines: Iterable[QuotaLine]) -> list[Any]:
    """The standing nominations, each a row with what the engine reads of it and of its person.

    Rows, for a call may have tens of thousands: as objects they take five times as long.
    """
    of_person = {name: F(f"person__{name}") for name in READ_OF_PERSON}
    # As text: many say the same, and it is read once.
    spoken = Cast("languages", TextField())
    standing = Nomination.objects.standing().filter(edition=edition)
    standing = standing.annotate(**of_person, spoken=spoken)
    found = diversity.with_attributes(standing, edition, lines=lines)
    return list(found.values_list(*READ, *found.query.annotations, named=True))


def deviating_findings(
    edition: Edition,
    *,
    rules: planning.Eligibility,
    nominations: Iterable[Nomination] | None = None,
) -> dict[int, EligibilityFinding]:
    """What screeners found otherwise than computed, by nomination; only of what they saw as it is now."""
    if nominations is None:
        found = _deviating(edition=edition.pk)
        rows = [(one.nomination, one) for one in found]
    else:
        standing = {one.pk: one for one in nominations if one.state in states.STANDING}
        of_these = _deviating_of(edition=edition.pk, nominations=list(standing))
        rows = [(standing[one.nomination_id], one) for one in of_these]
    if not rows:
        return {}
    asked, on = applied(edition, nominations=[one for one, _ in rows]), edition.starts_on
    return {
        nomination.pk: one
        for nomination, one in rows
        if one.digest == digest_of(nomination, rules=rules, on=on, lacks=asked.lacks(nomination))
    }


@Prepared
def _deviating() -> QuerySet[EligibilityFinding]:
    found = EligibilityFinding.objects.filter(nomination__state__in=states.STANDING)
    found = found.filter(edition=Given("edition")).exclude(verdict=F("computed"))
    return found.select_related("nomination__person")


@Prepared
def _deviating_of() -> QuerySet[EligibilityFinding]:
    found = EligibilityFinding.objects.filter(nomination__in=GivenKeys("nominations"))
    return found.filter(edition=Given("edition")).exclude(verdict=F("computed"))


def reasons_found(edition: Edition) -> dict[int, str]:
    """Why screeners found people ineligible, by nomination."""
    found = EligibilityFinding.objects.filter(edition=edition, verdict="ineligible")
    return dict(found.values_list("nomination", "reason"))


def digest_of(
    nomination: Nomination, *, rules: planning.Eligibility, on: date, lacks: tuple[str, ...]
) -> str:
    """A digest of what the rules of the call read; a place in the country's order is not among it."""
    nominee = replace(engine.nominee(nomination, lacks=lacks), rank=1)
    return screening.digest(nominee, rules, position=nomination.position_held, on=on)


def _found(findings: Iterable[EligibilityFinding], verdict: str) -> frozenset[str]:
    return frozenset(str(one.nomination_id) for one in findings if one.verdict == verdict)


def _asking(lines: Iterable[QuotaLine]) -> Iterator[QuotaLine]:
    return (one for one in lines if one.minimum is not None or one.maximum is not None)


def overrides(edition: Edition) -> dict[int, Override]:
    """The exceptions in force, by nomination; those of withdrawn nominations are asleep."""
    found = Override.objects.filter(
        edition=edition, nomination__state__in=states.STANDING
    ).select_related("made_by", "nomination__person")
    return {one.nomination_id: one for one in found.order_by("made_at", "pk")}


def latest_selection(edition: Edition) -> Selection | None:
    """The proposal that counts now: the last one made, whatever became of it."""
    found = Selection.objects.filter(edition=edition).select_related("proposed_by", "decided_by")
    return found.order_by("-pk").first()


def approved_selection(edition: Edition) -> Selection | None:
    """The cohort of the edition, once another person has approved it."""
    return _approved.first(edition=edition.pk)


@Prepared
def _approved() -> QuerySet[Selection]:
    return Selection.objects.filter(edition=Given("edition"), state=Selection.State.APPROVED)


def standing_nomination(edition: Edition, *, pk: int) -> Nomination:
    """One nomination of the edition that counts; raises DoesNotExist."""
    found = Nomination.objects.standing().select_related("person", "edition")
    return found.get(edition=edition, pk=pk)


def facts(edition: Edition) -> dict[str, bool]:
    """What the life cycle asks of nominations and selection."""
    return {
        "people_are_nominated": Nomination.objects.standing().filter(edition=edition).exists(),
        "selection_is_approved": approved_selection(edition) is not None,
    }


def selection_rows(selection: Selection) -> QuerySet[SelectionLine]:
    """Everyone the selection speaks of: the selected by score, then the others."""
    # By the selection itself, so that each line knows it.
    found = selection.lines.order_by("pk")
    return found.select_related("nomination__person")


ORDERS = {
    "score": (F("score_sorted").desc(nulls_last=True), "pk"),
    "country": ("nomination__country", "nomination__rank", "pk"),
    "name": ("nomination__person__family_name", "nomination__person__given_name", "pk"),
}


def filtered_rows(selection: Selection, *, filters: Mapping[str, str], sort: str = ""):
    """Those rows that match country, sex, outcome and words of a name, in the order asked for."""
    found = selection_rows(selection).filter(_matching(filters, prefix="nomination__"))
    if outcome := filters.get("outcome"):
        found = found.filter(outcome=outcome)
    if order := ORDERS.get(sort.removeprefix("-")):
        found = found.order_by(*order)
    return found.reverse() if sort.startswith("-") and order else found


def filtered_nominees(edition: Edition, *, filters: Mapping[str, str]):
    """The standing nominations that match, while there is no proposal."""
    found = Nomination.objects.standing().filter(edition=edition).select_related("person")
    return found.filter(_matching(filters, prefix=""))


def _matching(filters: Mapping[str, str], *, prefix: str) -> Q:
    wanted = Q()
    if country := filters.get("country"):
        wanted &= Q(**{f"{prefix}country": country})
    if sex := filters.get("sex"):
        wanted &= Q(**{f"{prefix}person__sex": sex})
    for word in folded(filters.get("name", "")).split():
        wanted &= Q(**{f"{prefix}search_text__contains": word})
    return wanted


@dataclass(frozen=True)
class Row:
    """One nominee of the page: what was nominated, what the proposal says, what a person decided."""

    nomination: Nomination
    line: SelectionLine | None
    override: Override | None


def page_rows(
    found: Iterable[SelectionLine | Nomination], *, exceptions: Mapping[int, Override]
) -> list[Row]:
    """The rows of one page, from lines of a proposal or from bare nominations."""
    lines = [
        (one, one.nomination) if isinstance(one, SelectionLine) else (None, one) for one in found
    ]
    return [Row(nomination, line, exceptions.get(nomination.pk)) for line, nomination in lines]


def countries(edition: Edition) -> list[str]:
    """The countries that nominated somebody."""
    found = Nomination.objects.filter(edition=edition).order_by("country")
    return list(found.values_list("country", flat=True).distinct())


def outcomes(selection: Selection) -> dict[str, int]:
    """How many are selected, in reserve and not selected."""
    rows = SelectionLine.objects.filter(selection=selection).order_by().values("outcome")
    found = {row["outcome"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return {str(outcome): found.get(outcome, 0) for outcome in Outcome.values}


@dataclass(frozen=True)
class QuotaState:
    """A quota line beside the proposal: how many it counts now, of how many."""

    line: QuotaLine
    now: int
    maximum: int
    missed: int = 0  # people too few or too many, of every organisation

    @property
    def cost(self) -> Fraction:
        """What missing a wish costs the cohort, in points."""
        return Fraction(self.line.weight or 0) * self.missed


def quota_states(edition: Edition, selection: Selection | None) -> list[QuotaState]:
    """Every quota and wish with the number of selected people it counts; seats bound an open maximum."""
    lines = list(
        _asking(QuotaLine.objects.filter(call__edition=edition).select_related("call__edition"))
    )
    chosen = SelectionLine.objects.filter(selection=selection, outcome=Outcome.SELECTED)
    people = Nomination.objects.filter(pk__in=chosen.values("nomination"))
    counts = diversity.counted(people, edition, lines=lines) if selection else {}
    sent = _sent(people) if selection and any(line.each_organisation for line in lines) else []
    return [_state(line, counts, sent) for line in lines]


def _sent(people: QuerySet[Nomination]) -> list[int]:
    """How many of these people each organisation sends, the most first."""
    houses = people.order_by().values("country", "organisation").annotate(people=Count("pk"))
    return list(houses.order_by("-people").values_list("people", flat=True))


def _state(line: QuotaLine, counts: Mapping[int, int], sent: list[int]) -> QuotaState:
    numbers = sent if line.each_organisation else [counts.get(line.pk, 0)]
    return QuotaState(
        line,
        now=max(numbers, default=0),
        maximum=line.call.seats if line.maximum is None else line.maximum,
        missed=sum(Limit(line.minimum or 0, line.maximum).missed(number) for number in numbers),
    )


def outcome_rows(selection: Selection, *, countries: Iterable[str] | None):
    """What the approved selection says of these countries' nominees (None: of all)."""
    found = selection_rows(selection).order_by("nomination__country", "pk")
    return found if countries is None else found.filter(nomination__country__in=countries)


def cohort_rows(selection: Selection) -> Iterator[tuple[Cell, ...]]:
    """The selected, a row each under COHORT_COLUMNS: the score with six decimal places."""
    for line in selection_rows(selection).filter(outcome=Outcome.SELECTED):
        person = line.nomination.person
        yield (
            line.nomination.country,
            person.family_name,
            person.given_name,
            person.native_name,
            person.born_on,
            six_places(line.exact_score or Fraction(0)),
        )


def reserve_rows(selection: Selection) -> Iterator[tuple[Cell, ...]]:
    """The reserves of each country in their order, a row each under RESERVE_COLUMNS."""
    found = selection_rows(selection).filter(outcome=Outcome.RESERVE)
    for line in found.order_by("nomination__country", "reserve_position"):
        person = line.nomination.person
        yield (
            line.nomination.country,
            line.reserve_position,
            person.family_name,
            person.given_name,
        )


def not_selected_rows(selection: Selection) -> Iterator[tuple[Cell, ...]]:
    """Everyone else, reserves too, a row each under NOT_SELECTED_COLUMNS: the reason as a code."""
    found = selection_rows(selection).exclude(outcome=Outcome.SELECTED)
    for line in found.order_by("nomination__country", "nomination__rank", "pk"):
        person = line.nomination.person
        yield line.nomination.country, person.family_name, person.given_name, line.reason


FILES = {
    "cohort": (COHORT_COLUMNS, cohort_rows),
    "reserves": (RESERVE_COLUMNS, reserve_rows),
    "not-selected": (NOT_SELECTED_COLUMNS, not_selected_rows),
}
