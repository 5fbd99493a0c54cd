"""The desk of a focal point: its nominees in order, its drafts, its quotas, its letter, its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Concat

from samgak.core.regions import REGION_OF
from samgak.nominations.models import (
    EndorsementLetter,
    HandOver,
    Nomination,
    NominationDraft,
)
from samgak.nominations.queries.applied import is_endorsed
from samgak.nominations.queries.diversity import counts_for
from samgak.nominations.queries.nominees import People, is_eligible
from samgak.nominations.rules import states
from samgak.partners.models import Role
from samgak.programmes.models import Call, Edition, EditionRole, QuotaLine


@dataclass(frozen=True)
class DeskQuota:
    """A quota line as a country's nominees meet it.

    `of_country`: the line counts this country alone, so that its minimum must come from here.
    """

    line: QuotaLine
    nominated: int
    eligible: int
    of_country: bool

    @property
    def missing(self) -> int:
        """How many eligible nominees are still needed for the minimum."""
        least = self.line.minimum or 0
        return max(0, least - self.eligible) if self.of_country else 0

    @property
    def width(self) -> int:
        """How long the bar is, in nominees."""
        return max(1, self.nominated, self.line.maximum or self.line.minimum or 0)

    @property
    def too_many(self) -> int:
        """Of one organisation: how many more are nominated than may be seated."""
        is_house = self.line.each_organisation and self.line.maximum is not None
        return max(0, self.nominated - self.line.maximum) if is_house else 0


@dataclass(frozen=True)
class DeskQuotas:
    """How many are nominated and how many more may be, and each quota line that counts them."""

    nominated: int
    waiting: int  # to be confirmed
    returned: int
    most: int | None
    lines: tuple[DeskQuota, ...]

    @property
    def possible(self) -> int | None:
        """How many more the country may nominate; None where the call sets no limit."""
        return None if self.most is None else max(0, self.most - self.nominated)


def present_in_order(edition: Edition, *, country: str) -> QuerySet[Nomination]:
    """A country's nominees in its own order."""
    found = Nomination.objects.filter(edition=edition, country=country).present()
    return found.select_related("person").order_by("rank", "pk")


def left_list(edition: Edition, *, country: str) -> QuerySet[Nomination]:
    """Those whose nomination was withdrawn or given to another person."""
    found = Nomination.objects.filter(edition=edition, country=country, state__in=states.LEFT)
    return found.select_related("person", "replaced_by__person").order_by("rank", "pk")


def order_stamp(edition: Edition, *, country: str) -> str:
    """The version of a country's order: who stands at which rank."""
    rows = Nomination.objects.filter(edition=edition, country=country).present()
    place = Concat("pk", Value(" "), "rank", output_field=TextField())
    told = rows.order_by().aggregate(all=MD5(StringAgg(place, ",", order_by=("rank", "pk"))))
    return told["all"] or ""


def drafts_of(edition: Edition, *, country: str) -> QuerySet[NominationDraft]:
    """What a country keeps as drafts."""
    return NominationDraft.objects.filter(edition=edition, country=country)


def draft_of(edition: Edition, *, country: str, pk: int) -> NominationDraft:
    """One draft; raises DoesNotExist for any other."""
    return drafts_of(edition, country=country).get(pk=pk)


def desk_quotas(edition: Edition, *, country: str, call: Call | None) -> DeskQuotas:
    """What a country has nominated beside what the call asks of it."""
    found = Nomination.objects.filter(edition=edition, country=country).present()
    fits = is_eligible(call, on=edition.starts_on) & is_endorsed(edition) if call else Q()
    able = Q(state__in=states.STANDING) & fits
    counted = (
        found.order_by()
        .values("person__sex")
        .annotate(
            people=Count("pk"),
            eligible=Count("pk", filter=able),
            waiting=Count("pk", filter=Q(state=states.NOMINATED)),
            returned=Count("pk", filter=Q(state=states.RETURNED)),
        )
    )
    by_sex = {row["person__sex"]: row for row in counted}

    def total(name: str) -> int:
        return sum(row[name] for row in by_sex.values())

    return DeskQuotas(
        nominated=total("people"),
        waiting=total("waiting"),
        returned=total("returned"),
        most=call.nominations_per_country_max if call else None,
        lines=tuple(_lines(country, call, by_sex, found, able)) if call else (),
    )


def _lines(country: str, call: Call, by_sex: dict, found: QuerySet[Nomination], able: Q):
    for line in QuotaLine.objects.filter(call=call, country__in=("", country)):
        if line.minimum is None and line.maximum is None:
            continue
        if line.region not in ("", REGION_OF.get(country)):
            continue
        if line.each_organisation:
            houses = found.order_by().values("organisation").annotate(people=Count("pk"))
            most = houses.order_by("-people").values_list("people", flat=True).first() or 0
            yield DeskQuota(line, most, most, of_country=False)
            continue
        if line.attributes:
            told = found.order_by().aggregate(
                people=Count("pk", filter=counts_for(line, call.edition)),
                eligible=Count("pk", filter=counts_for(line, call.edition) & able),
            )
            rows = [told]
        else:
            rows = [row for sex, row in by_sex.items() if line.sex in ("", sex)]
        yield DeskQuota(
            line,
            sum(row["people"] for row in rows),
            sum(row["eligible"] for row in rows),
            of_country=line.country == country and not line.is_wish,
        )


def endorsement_letters(edition: Edition, *, country: str) -> QuerySet[EndorsementLetter]:
    """The signed letters of a country, the latest first, without their content."""
    found = EndorsementLetter.objects.filter(edition=edition, country=country)
    return found.defer("content").select_related("uploaded_by")


def letter_of(edition: Edition, *, pk: int, countries: frozenset[str] | None) -> EndorsementLetter:
    """One signed letter the reader may see (countries None: all); raises DoesNotExist."""
    found = EndorsementLetter.objects.filter(edition=edition)
    found = found if countries is None else found.filter(country__in=countries)
    return found.get(pk=pk)


def countries_without_letter(edition: Edition, *, people: Mapping[str, People]) -> list[str]:
    """Those of the countries that have people on the list and sent no signed letter."""
    letters = EndorsementLetter.objects.filter(edition=edition).order_by()
    sent = set(letters.values_list("country", flat=True).distinct())
    return sorted(code for code, them in people.items() if them.present and code not in sent)


def desk_roles(edition: Edition, *, country: str, on: date) -> QuerySet[EditionRole]:
    """Who has the desk of a country that day, and who will have it."""
    roles = EditionRole.objects.filter(edition=edition, role=Role.FOCAL_POINT, country=country)
    found = roles.exclude(held_until__lte=on).select_related("user")
    return found.order_by("held_from", "pk")


def hand_overs(edition: Edition, *, country: str) -> QuerySet[HandOver]:
    """Every time the desk of a country went to another person, the latest first."""
    found = HandOver.objects.filter(edition=edition, country=country)
    return found.select_related("predecessor", "successor", "made_by")


def hand_over_of(edition: Edition, *, pk: int) -> HandOver:
    """One hand-over of the edition; raises DoesNotExist."""
    found = HandOver.objects.select_related("predecessor", "successor", "made_by", "edition")
    return found.get(edition=edition, pk=pk)
