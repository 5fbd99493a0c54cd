"""The nominees of an edition as lists show them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samgak.core.prepared import Given, Prepared
from samgak.nominations.models import Nomination, Selection, SelectionLine
from samgak.nominations.queries import engine, selections
from samgak.nominations.queries.applied import applied, is_endorsed
from samgak.nominations.queries.counts import COUNTED_EXACTLY, count_of, remembered
from samgak.nominations.queries.imports import languages_asked
from samgak.nominations.rules import states
from samgak.nominations.rules.identity import may_be_same_date, may_be_same_name, name_key
from samgak.nominations.rules.selections import kept_point
from samgak.participants.folding import folded
from samgak.planning.selection.problem import LEVELS, SCREENING, TurningPoint
from samgak.planning.selection.rules import missed_rules
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition
from samgak.programmes.permissions import Access

ROWS_AT_ONCE = 1_000


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the list; an empty value asks nothing."""

    country: str = ""
    sex: str = ""
    eligible: str = ""  # yes or no
    outcome: str = ""  # of the selection, or the state of the nomination
    name: str = ""


@dataclass(frozen=True)
class ListedNominee:
    """A row of the list: the nomination, what the selection says of it, the rules it misses."""

    nomination: Nomination
    line: SelectionLine | None
    missed: Mapping[str, Mapping[str, object]]

    def as_not_eligible(self) -> SelectionLine | None:
        """What a selection would say of somebody who misses a rule, None of anybody else."""
        if not self.missed:
            return None
        return SelectionLine(
            reason="not-eligible/" + ",".join(self.missed),
            turning_point=kept_point(TurningPoint("eligibility", self.missed)),
        )


class People(NamedTuple):
    """How many nominees of a country stand, and how many take a place of it."""

    standing: int
    present: int


NOBODY = People(standing=0, present=0)


def shown_selection(edition: Edition, *, access: Access) -> Selection | None:
    """The selection a reader may see beside the nominees: a focal point only an approved one."""
    if not access.sees_all_countries:
        return selections.approved_selection(edition)
    latest = _latest_selection.first(edition=edition.pk)
    shown = (Selection.State.PROPOSED, Selection.State.APPROVED)
    return latest if latest and latest.state in shown else None


@Prepared
def _latest_selection() -> QuerySet[Selection]:
    return Selection.objects.filter(edition=Given("edition")).order_by("-pk")[:1]


def nominees(
    edition: Edition,
    *,
    access: Access,
    filters: Filters,
    selection: Selection | None = None,
    call: Call | None = None,
) -> QuerySet[Nomination]:
    """The nominees whom the reader may see and asked for, by country and rank."""
    found = Nomination.objects.filter(edition=edition, **_visible(access))
    if filters.outcome in Nomination.State.values:
        found = found.filter(state=filters.outcome)
    else:
        found = found.present()
        if filters.outcome:
            line = SelectionLine.objects.filter(selection=selection, outcome=filters.outcome)
            found = found.filter(Exists(line.filter(nomination=OuterRef("pk"))))
    if filters.country:
        found = found.filter(country=filters.country)
    if filters.sex:
        found = found.filter(person__sex=filters.sex)
    if filters.eligible and call:
        eligible = _is_held_eligible(edition, call)
        found = found.filter(eligible if filters.eligible == "yes" else ~eligible)
    for word in folded(filters.name).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("country", "rank", "pk")


def _visible(access: Access) -> dict[str, object]:
    return {} if access.sees_all_countries else {"country__in": access.countries}


def count_of_nominees(
    found: QuerySet[Nomination],
    *,
    edition: Edition,
    access: Access,
    filters: Filters,
    selection: Selection | None,
    people: Mapping[str, People],
) -> int:
    """How many they are, `people` on the lists of the countries that the reader sees."""
    everybody = sum(them.present for them in people.values())
    if filters == Filters() and everybody > COUNTED_EXACTLY:
        return everybody
    seen = "" if access.sees_all_countries else ",".join(sorted(access.countries))
    chosen = selection.pk if selection else None
    question = (seen, chosen, *asdict(filters).values())
    return count_of(found, edition=edition, question=question)


def _is_held_eligible(edition: Edition, call: Call) -> Q:
    """Eligible by the rules, but for those of whom a screener found otherwise."""
    found = selections.deviating_findings(edition, rules=engine.eligibility(call))
    eligible = [key for key, one in found.items() if one.verdict == "eligible"]
    kept = is_eligible(call, on=edition.starts_on) & is_endorsed(edition)
    rest = kept & ~Q(pk__in=found.keys() - set(eligible))
    return rest | Q(pk__in=eligible)


def is_eligible(call: Call, *, on: date) -> Q:
    """The rules of the call as a condition of the database, the same as `missed_rules` in Python."""
    kept = Q()
    if call.minimum_years_in_service is not None:
        kept &= Q(years_in_service__gte=call.minimum_years_in_service)
    if call.years_since_training_abroad is not None:
        latest = latest_training(on, call.years_since_training_abroad)
        kept &= Q(last_training_on__isnull=True) | Q(last_training_on__lte=latest)
    if call.language_code:
        enough = LEVELS[LEVELS.index(call.language_at_least) :]
        # Not `__in`: of a language nobody wrote down it would be neither true nor false.
        spoken = Q()
        for level in enough:
            spoken |= Q(languages__contains={call.language_code: {"level": level}})
        kept &= spoken
    return kept


def latest_training(on: date, years: int) -> date:
    """The last day a training may lie on to be `years` whole years before `on`."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


def listed(
    nominations: Iterable[Nomination],
    *,
    edition: Edition,
    selection: Selection | None,
    call: Call | None,
) -> list[ListedNominee]:
    """The nominations of one page with what the selection and the rules say of each."""
    shown = list(nominations)
    lines = {}
    if selection:
        of_page = selection.lines.filter(nomination__in=[one.pk for one in shown])
        lines = {line.nomination_id: line for line in of_page}
    missed = _barriers(shown, edition=edition, call=call) if call else {}
    return [ListedNominee(one, lines.get(one.pk), missed.get(one.pk, {})) for one in shown]


def _barriers(
    shown: list[Nomination], *, edition: Edition, call: Call
) -> dict[int, dict[str, dict[str, object]]]:
    """What keeps each of them out: rules missed, or what a screener found instead."""
    rules = engine.eligibility(call)
    asked = applied(edition, nominations=shown)
    people = [(one.pk, engine.nominee(one, lacks=asked.lacks(one))) for one in shown]
    barriers: dict[int, dict[str, dict[str, object]]] = {
        pk: missed_rules(nominee, rules, on=edition.starts_on) for pk, nominee in people
    }
    for key, one in selections.deviating_findings(edition, rules=rules, nominations=shown).items():
        is_eligible = one.verdict == "eligible"
        barriers[key] = {} if is_eligible else {SCREENING: {"reason": one.reason}}
    return barriers


def all_listed(
    found: QuerySet[Nomination],
    *,
    edition: Edition,
    selection: Selection | None,
    call: Call | None,
) -> Iterator[ListedNominee]:
    """Every nominee of the list, one after the other, in memory that doesn't grow."""
    rows = found.select_related("person").iterator(chunk_size=ROWS_AT_ONCE)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield from listed(some, edition=edition, selection=selection, call=call)


def people_by_country(edition: Edition) -> dict[str, People]:
    """How many people each country that nominated somebody has on the list."""
    return remembered(edition, "people", lambda: _counted_by_country(edition))


def _counted_by_country(edition: Edition) -> dict[str, People]:
    present = Nomination.objects.filter(edition=edition).present()
    standing = Count("pk", filter=Q(state__in=states.STANDING))
    by_country = present.order_by("country").values_list("country")
    counted = by_country.annotate(standing=standing, present=Count("pk"))
    return {country: People(*people) for country, *people in counted}


def nominated_by_country(edition: Edition) -> dict[str, int]:
    """How many people stand nominated for each country that nominated somebody."""
    found = people_by_country(edition)
    return {country: people.standing for country, people in found.items() if people.standing}


def quotas_of(edition: Edition, selection: Selection) -> list[selections.QuotaState]:
    """Each quota line with the number of selected people it counts."""
    return remembered(
        edition,
        ("quotas", selection.pk),
        lambda: selections.quota_states(edition, selection),
    )


def nominating_countries(edition: Edition) -> dict[str, People]:
    """The countries that send participants, and any other that has nominated somebody."""
    sending = programmes.beneficiary_countries(edition)
    return dict.fromkeys(sending, NOBODY) | people_by_country(edition)


def people_seen(edition: Edition, *, access: Access) -> dict[str, People]:
    """The same of the countries whose nominees the reader may see."""
    if access.sees_all_countries:
        return nominating_countries(edition)
    found = people_by_country(edition)
    return {country: found.get(country, NOBODY) for country in sorted(access.countries)}


def nomination_of(edition: Edition, *, pk: int, access: Access) -> Nomination:
    """One nomination the reader may see; raises DoesNotExist for any other."""
    found = Nomination.objects.filter(edition=edition, **_visible(access))
    return found.select_related("person", "edition").get(pk=pk)


def look_alikes(nomination: Nomination) -> list[Nomination]:
    """Other nominees of the country that may be the same person typed another way."""
    person = nomination.person
    near = Nomination.objects.filter(
        Q(person__born_on=person.born_on) | Q(person__name_key=person.name_key),
        edition=nomination.edition,
        country=nomination.country,
    ).exclude(pk=nomination.pk)
    return [
        other
        for other in near.select_related("person").order_by("rank", "pk")
        if may_be_same_date(person.born_on, other.person.born_on)
        and (
            may_be_same_name(person.passport_name, other.person.passport_name)
            or _share_native_name(person.native_name, other.person.native_name)
        )
    ]


def others_of_rank(nomination: Nomination) -> QuerySet[Nomination]:
    """Other nominees of the country with the same rank."""
    same = Nomination.objects.filter(
        edition=nomination.edition, country=nomination.country, rank=nomination.rank
    )
    return same.present().exclude(pk=nomination.pk).select_related("person")


def _share_native_name(one: str, other: str) -> bool:
    return bool(one and other) and name_key(one) == name_key(other)


def call_of(edition: Edition) -> Call | None:
    """The call of the edition, if it has one."""
    return getattr(edition, "call", None)


def language_codes(edition: Edition) -> list[str]:
    """The languages a nomination speaks of: those of the call, the working language, English."""
    return sorted({"en", edition.working_language} | languages_asked(edition))


def next_rank(edition: Edition, *, country: str) -> int:
    """The place after the last nominee of a country."""
    last = Nomination.objects.filter(edition=edition, country=country).present()
    return 1 + (last.order_by("-rank").values_list("rank", flat=True).first() or 0)
