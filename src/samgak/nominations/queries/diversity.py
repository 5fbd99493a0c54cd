"""What quotas and wishes ask of people beside country and sex: region, level, training before."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from samgak.applications import queries as applications
from samgak.core.regions import REGION_OF, countries_of
from samgak.nominations.models import EarlierRecord, Nomination
from samgak.nominations.queries.repeats import NOT_TAKEN
from samgak.participants.models import Participant
from samgak.programmes.models import Edition, QuotaLine

LEVEL = "level"  # the question of the application that asks for it
SAME = EarlierRecord.Verdict.SAME


def with_attributes(
    nominations: QuerySet[Nomination], edition: Edition, *, lines: Iterable[QuotaLine]
) -> QuerySet[Nomination]:
    """The nominations with what these lines ask of the record, for `attributes_of`."""
    asked = _asked(lines)
    if "first_timer" in asked:
        nominations = nominations.annotate(took_part=_took_part(edition))
    if "level" in asked:
        said = _submitted(edition).annotate(said=KT(f"answers__{LEVEL}"))
        nominations = nominations.annotate(office_level=Subquery(said.values("said")[:1]))
    return nominations


def attributes_of(nomination: Nomination, lines: Iterable[QuotaLine]) -> dict[str, str]:
    """What these lines ask of somebody, where it is known; of `with_attributes` only."""
    asked = _asked(lines)
    found: dict[str, str] = {}
    if "region" in asked and nomination.country in REGION_OF:
        found["region"] = REGION_OF[nomination.country]
    if "first_timer" in asked:
        trained = nomination.last_training_on is not None or nomination.took_part  # type: ignore[attr-defined]
        found["first_timer"] = "no" if trained else "yes"
    if "level" in asked and nomination.office_level:  # type: ignore[attr-defined]
        found["level"] = nomination.office_level  # type: ignore[attr-defined]
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
        said = _submitted(edition).filter(**{f"answers__{LEVEL}": line.level})
        wanted &= Q(Exists(said))
    return wanted


def _asked(lines: Iterable[QuotaLine]) -> set[str]:
    return {key for line in lines for key in line.attributes}


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
