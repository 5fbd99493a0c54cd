"""The desk of a focal point: its nominees in order, its drafts, its quotas, its letter, its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Concat

from samgak.core.prepared import Given, Prepared
from samgak.core.regions import REGION_OF
from samgak.nominations.models import (
    EndorsementLetter,
    HandOver,
    Nomination,
    NominationDraft,
)
from samgak.nominations.queries.applied import is_endorsed
from samgak.nominations.queries.diversity import Unanswered, counts_for, unanswered
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
    unanswered: tuple[Unanswered, ...] = ()  # of the questions that quotas count

    @property
    def possible(self) -> int | None:
        """How many more the country may nominate; None where the call sets no limit."""
        return None if self.most is None else max(0, self.most - self.nominated)


def present_in_order(edition: Edition, *, country: str) -> QuerySet[Nomination]:
    """A country's nominees in its own order."""
    found = Nomination.objects.filter(edition=edition, country=country).present()
    return found.select_related("person").order_by("rank", "pk")


def page_in_order(edition: Edition, *, country: str, start: int, stop: int) -> list[Nomination]:
    """Those of them from `start` on, before `stop`."""
    return _in_order.part(start, stop, edition=edition.pk, country=country)


@Prepared
def _in_order() -> QuerySet[Nomination]:
    found = Nomination.objects.filter(edition=Given("edition"), country=Given("country"))
    return found.present().select_related("person").order_by("rank", "pk")


def left_list(edition: Edition, *, country: str) -> list[Nomination]:
    """Those whose nomination was withdrawn or given to another person."""
    return _left(edition=edition.pk, country=country)


@Prepared
def _left() -> QuerySet[Nomination]:
    found = Nomination.objects.filter(edition=Given("edition"), country=Given("country"))
    left = found.filter(state__in=states.LEFT).order_by("rank", "pk")
    return left.select_related("person", "replaced_by__person")


def order_stamp(edition: Edition, *, country: str) -> str:
    """The version of a country's order: who stands at which rank."""
    return _order_told.first(edition=edition.pk, country=country) or ""


@Prepared
def _order_told() -> QuerySet:
    found = Nomination.objects.filter(edition=Given("edition"), country=Given("country"))
    place = Concat("pk", Value(" "), "rank", output_field=TextField())
    of_country = found.present().order_by().values("country")
    told = of_country.annotate(all=MD5(StringAgg(place, ",", order_by=("rank", "pk"))))
    return told.values_list("all", flat=True)


def drafts_of(edition: Edition, *, country: str) -> QuerySet[NominationDraft]:
    """What a country keeps as drafts."""
    return NominationDraft.objects.filter(edition=edition, country=country)


def shown_drafts(edition: Edition, *, country: str) -> list[NominationDraft]:
    """The drafts of a country as its desk lists them, without what was typed."""
    return _drafts(edition=edition.pk, country=country)


@Prepared
def _drafts() -> QuerySet[NominationDraft]:
    found = NominationDraft.objects.filter(edition=Given("edition"), country=Given("country"))
    return found.defer("values", "own_answers")


def draft_of(edition: Edition, *, country: str, pk: int) -> NominationDraft:
    """One draft; raises DoesNotExist for any other."""
    return drafts_of(edition, country=country).get(pk=pk)


def desk_quotas(edition: Edition, *, country: str, call: Call | None) -> DeskQuotas:
    """What a country has nominated beside what the call asks of it."""
    fits = is_eligible(call, on=edition.starts_on) & is_endorsed(edition) if call else Q()
    able = Q(state__in=states.STANDING) & fits
    counted = _by_sex(able)(edition=edition.pk, country=country)
    by_sex = {row["person__sex"]: row for row in counted}
    lines = _lines_of(edition, country, call) if call else []

    def total(name: str) -> int:
        return sum(row[name] for row in by_sex.values())

    return DeskQuotas(
        nominated=total("people"),
        waiting=total("waiting"),
        returned=total("returned"),
        most=call.nominations_per_country_max if call else None,
        lines=tuple(_lines(edition, country, lines, by_sex, able)),
        unanswered=tuple(unanswered(_nominees(edition, country), lines)),
    )


@lru_cache(maxsize=64)
def _by_sex(able: Q) -> Prepared:
    """The nominees of a country by sex, and how many of them are `able`: a query for each condition."""
    return Prepared(
        lambda: (
            _present()
            .values("person__sex")
            .annotate(
                people=Count("pk"),
                eligible=Count("pk", filter=able),
                waiting=Count("pk", filter=Q(state=states.NOMINATED)),
                returned=Count("pk", filter=Q(state=states.RETURNED)),
            )
        )
    )


def _present() -> QuerySet[Nomination]:
    found = Nomination.objects.filter(edition=Given("edition"), country=Given("country"))
    return found.present().order_by()


@Prepared
def _houses() -> QuerySet:
    """How many nominees of a country each organisation sends, the most first."""
    houses = _present().values("organisation").annotate(people=Count("pk"))
    return houses.order_by("-people").values_list("people", flat=True)[:1]


@Prepared
def _lines_asked() -> QuerySet[QuotaLine]:
    lines = QuotaLine.objects.filter(call=Given("call"))
    return lines.filter(Q(country="") | Q(country=Given("country")))


def _nominees(edition: Edition, country: str) -> QuerySet[Nomination]:
    return Nomination.objects.filter(edition=edition, country=country).present().order_by()


def _lines_of(edition: Edition, country: str, call: Call) -> list[QuotaLine]:
    """The lines that the country's nominees can meet, each with its call and edition at hand."""
    call.edition = edition
    lines = list(_lines_asked(call=call.pk, country=country))
    for line in lines:
        line.call = call
    return lines


def _lines(edition: Edition, country: str, lines: list[QuotaLine], by_sex: dict, able: Q):
    for line in lines:
        if line.minimum is None and line.maximum is None:
            continue
        if line.region not in ("", REGION_OF.get(country)):
            continue
        if line.each_organisation:
            most = _houses.first(edition=edition.pk, country=country) or 0
            yield DeskQuota(line, most, most, of_country=False)
            continue
        if line.attributes:
            told = _nominees(edition, country).aggregate(
                people=Count("pk", filter=counts_for(line, edition)),
                eligible=Count("pk", filter=counts_for(line, edition) & able),
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


def latest_letter(edition: Edition, *, country: str) -> EndorsementLetter | None:
    """The signed letter that counts, without its content."""
    return _letters.first(edition=edition.pk, country=country)


@Prepared
def _letters() -> QuerySet[EndorsementLetter]:
    found = EndorsementLetter.objects.filter(edition=Given("edition"), country=Given("country"))
    return found.defer("content")[:1]


def letter_of(edition: Edition, *, pk: int, countries: frozenset[str] | None) -> EndorsementLetter:
    """One signed letter the reader may see (countries None: all); raises DoesNotExist."""
    found = EndorsementLetter.objects.filter(edition=edition)
    found = found if countries is None else found.filter(country__in=countries)
    return found.get(pk=pk)


def countries_without_letter(edition: Edition, *, people: Mapping[str, People]) -> list[str]:
    """Those of the countries that have people on the list and sent no signed letter."""
    sent = set(_letters_sent(edition=edition.pk))
    return sorted(code for code, them in people.items() if them.present and code not in sent)


@Prepared
def _letters_sent() -> QuerySet:
    letters = EndorsementLetter.objects.filter(edition=Given("edition")).order_by()
    return letters.values_list("country", flat=True).distinct()


def desk_roles(edition: Edition, *, country: str, on: date) -> list[EditionRole]:
    """Who has the desk of a country that day, and who will have it."""
    return _desk_roles(edition=edition.pk, country=country, day=on)


@Prepared
def _desk_roles() -> QuerySet[EditionRole]:
    of_desk = EditionRole.objects.filter(edition=Given("edition"), country=Given("country"))
    roles = of_desk.filter(role=Role.FOCAL_POINT).exclude(held_until__lte=Given("day"))
    return roles.select_related("user").order_by("held_from", "pk")


def hand_overs(edition: Edition, *, country: str) -> QuerySet[HandOver]:
    """Every time the desk of a country went to another person, the latest first."""
    found = HandOver.objects.filter(edition=edition, country=country)
    return found.select_related("predecessor", "successor", "made_by")


def hand_over_of(edition: Edition, *, pk: int) -> HandOver:
    """One hand-over of the edition; raises DoesNotExist."""
    found = HandOver.objects.select_related("predecessor", "successor", "made_by", "edition")
    return found.get(edition=edition, pk=pk)
