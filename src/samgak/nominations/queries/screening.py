"""The screening board: what is computed of each nominee, what a person confirmed, what has changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, F, Q, QuerySet

from samgak.nominations.models import EligibilityFinding, Nomination
from samgak.nominations.queries import engine, selections
from samgak.nominations.queries.applied import applied
from samgak.nominations.rules import screening as rules
from samgak.nominations.rules import states
from samgak.participants.folding import folded
from samgak.planning.selection import Eligibility
from samgak.planning.selection.rules import missed_rules
from samgak.programmes.models import Call, Edition

ROWS_AT_ONCE = 1_000


@dataclass(frozen=True)
class Screened:
    """A nominee of the board. `missed`: the rules of the call; `finding`: what a person confirmed."""

    nomination: Nomination
    missed: Mapping[str, Mapping[str, object]]
    digest: str
    finding: EligibilityFinding | None

    @property
    def computed(self) -> str:
        return rules.computed(self.missed)

    @property
    def has_changed(self) -> bool:
        """Somebody confirmed it, but saw other facts or other rules than there are now."""
        return self.finding is not None and self.finding.digest != self.digest

    @property
    def version(self) -> str:
        """What a form was opened with: the facts, and the finding that stood beside them."""
        found = self.finding
        return f"{self.digest[:40]}-{int(found.decided_at.timestamp() * 1e6) if found else 0}"


def board(edition: Edition, *, filters: Mapping[str, str]) -> QuerySet[Nomination]:
    """The standing nominations that match country, how they stand and words of a name."""
    found = Nomination.objects.standing().filter(edition=edition)
    if country := filters.get("country"):
        found = found.filter(country=country)
    for word in folded(filters.get("name", "")).split():
        found = found.filter(search_text__contains=word)
    if standing := filters.get("standing"):
        found = found.filter(_standing(edition, standing))
    found = found.select_related("person__user", "finding__decided_by")
    return found.order_by("country", "rank", "pk")


def _standing(edition: Edition, standing: str) -> Q:
    if standing == rules.TO_CONFIRM:
        return Q(finding__isnull=True)
    if standing == rules.DEVIATING:
        return Q(finding__isnull=False) & ~Q(finding__verdict=F("finding__computed"))
    if standing == rules.CHANGED:
        return Q(pk__in=changed(edition))
    return Q(finding__verdict=standing)


def changed(edition: Edition) -> list[int]:
    """The nominations that are no longer what the screener confirmed."""
    asked = eligibility_of(edition)
    found = Nomination.objects.standing().filter(edition=edition, finding__isnull=False)
    people = found.select_related("person", "finding").iterator(chunk_size=ROWS_AT_ONCE)
    on, there = edition.starts_on, applied(edition)
    return [
        one.pk
        for one in people
        if one.finding.digest
        != selections.digest_of(one, rules=asked, on=on, lacks=there.lacks(one))
    ]


def screened(nominations: Iterable[Nomination], *, edition: Edition) -> list[Screened]:
    """What is computed of these nominations and what was found."""
    return list(_screened(nominations, edition, eligibility_of(edition)))


def all_screened(found: QuerySet[Nomination], *, edition: Edition) -> Iterator[Screened]:
    """The same for every row of the board, in memory that doesn't grow."""
    asked = eligibility_of(edition)
    rows = found.iterator(chunk_size=ROWS_AT_ONCE)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield from _screened(some, edition, asked)


def _screened(
    nominations: Iterable[Nomination], edition: Edition, asked: Eligibility
) -> Iterator[Screened]:
    on, there = edition.starts_on, applied(edition)
    for one in nominations:
        lacks = there.lacks(one)
        missed = missed_rules(engine.nominee(one, lacks=lacks), asked, on=on)
        digest = selections.digest_of(one, rules=asked, on=on, lacks=lacks)
        yield Screened(one, missed, digest, getattr(one, "finding", None))


def eligibility_of(edition: Edition) -> Eligibility:
    """The rules of the call; none where there is no call."""
    call = Call.objects.filter(edition=edition).first()
    return engine.eligibility(call) if call else Eligibility()


@dataclass(frozen=True)
class Counts:
    """How many nominees stand how."""

    nominees: int
    to_confirm: int
    eligible: int
    ineligible: int
    deviating: int


def counts(edition: Edition) -> Counts:
    """How far the screening is."""
    has_finding = Q(finding__isnull=False)
    standing = Nomination.objects.filter(edition=edition, state__in=states.STANDING)
    return Counts(
        **standing.order_by().aggregate(
            nominees=Count("pk"),
            to_confirm=Count("pk", filter=~has_finding),
            eligible=Count("pk", filter=Q(finding__verdict="eligible")),
            ineligible=Count("pk", filter=Q(finding__verdict="ineligible")),
            deviating=Count("pk", filter=has_finding & ~Q(finding__verdict=F("finding__computed"))),
        )
    )


def last_batch(edition: Edition) -> EligibilityFinding | None:
    """One of the findings that were confirmed together last and still stand."""
    found = EligibilityFinding.objects.filter(edition=edition, batch__isnull=False)
    return found.order_by("-decided_at").select_related("decided_by").first()
