"""Where and for what: recipients and sectors, their percentages, and the level they stand on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from samgak.standards.iati.checks.problem import Problem
from samgak.standards.iati.model import DAC, Activity, RecipientCountry, RecipientRegion, Sector
from samgak.standards.iati.triangular import TRIANGULAR, reasons_not_triangular

Percentages = Sequence[Decimal | None]


def percentages_are_possible(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 12.1.1 (countries, regions) and 12.3.1 (sectors)."""
    for field, given in _percentages(activity):
        if given.is_finite() and not 0 <= given <= 100:
            rule = "12.3.1" if field.startswith("sector") else "12.1.1"
            yield Problem(rule, field, {"percentage": str(given)})


def percentages_are_numbers(activity: Activity, today: date) -> Iterator[Problem]:
    """Our rule: NaN and infinity are Decimals, but no percentages."""
    for field, given in _percentages(activity):
        if not given.is_finite():
            yield Problem("not-a-number", field, {"amount": str(given)})


def _percentages(activity: Activity) -> Iterator[tuple[str, Decimal]]:
    groups: tuple[tuple[str, Sequence[RecipientCountry | RecipientRegion | Sector]], ...] = (
        ("recipient-country", activity.recipient_countries),
        ("recipient-region", activity.recipient_regions),
        ("sector", activity.sectors),
    )
    for field, shares in groups:
        for n, share in enumerate(shares, start=1):
            if share.percentage is not None:
                yield f"{field}[{n}]", share.percentage


def recipients_share_100_percent(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 3.1.1, 3.1.2, 3.1.4 for countries alone; 3.4.1, 3.4.2, 3.4.4 with regions."""
    countries = [country.percentage for country in activity.recipient_countries]
    regions = defaultdict(list)
    for region in activity.recipient_regions:
        regions[region.vocabulary].append(region.percentage)
    if not regions:
        yield from _shares(countries, "recipient-country", ("3.1.1", "3.1.2", "3.1.4"))
    for percentages in regions.values():
        together = countries + percentages
        yield from _shares(together, "recipient-region", ("3.4.1", "3.4.2", "3.4.4"))


def sectors_share_100_percent(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 2.1.1, 2.1.2, 2.1.4, for each vocabulary by itself."""
    vocabularies = defaultdict(list)
    for sector in activity.sectors:
        vocabularies[sector.vocabulary].append(sector.percentage)
    for percentages in vocabularies.values():
        yield from _shares(percentages, "sector", ("2.1.1", "2.1.2", "2.1.4"))


def _shares(percentages: Percentages, field: str, rules: tuple[str, str, str]) -> Iterator[Problem]:
    each_has_one, sum_is_100, alone_is_100 = rules
    given = [share for share in percentages if share is not None and share.is_finite()]
    total = sum(given, Decimal(0))
    if len(percentages) > 1 and None in percentages:
        yield Problem(each_has_one, field)
    elif len(percentages) > 1 and total != 100:
        yield Problem(sum_is_100, field, {"sum": str(total)})
    elif len(percentages) == 1 and given and total != 100:
        yield Problem(alone_is_100, field, {"sum": str(total)})


def recipients_stand_on_one_level(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 3.6.2 (not on both levels), 3.7.1 and 3.7.2 (on one of them, for all)."""
    above = bool(activity.recipient_countries or activity.recipient_regions)
    below = [
        t.recipient_country is not None or t.recipient_region is not None
        for t in activity.transactions
    ]
    yield from _levels(above, below, ("3.6.2", "3.7.1", "3.7.2"), "recipient-country")


def sectors_stand_on_one_level(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 6.6.2 (not on both levels), 6.2.2 and 6.7.2 (on one of them, for all)."""
    below = [bool(t.sectors) for t in activity.transactions]
    yield from _levels(bool(activity.sectors), below, ("6.6.2", "6.2.2", "6.7.2"), "sector")


def _levels(
    above: bool, below: list[bool], rules: tuple[str, str, str], field: str
) -> Iterator[Problem]:
    both, neither, not_all = rules
    if above and any(below):
        yield Problem(both, field)
    elif not above and not any(below):
        yield Problem(neither, field)
    elif not above and not all(below):
        yield Problem(not_all, f"transaction[{below.index(False) + 1}]/{field}")


def own_vocabularies_are_explained(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 2.2.1, 102.1.1 (sectors), 6.13.1, 6.14.1 (policy markers)."""
    for n, sector in enumerate(activity.sectors, start=1):
        if sector.vocabulary in ("98", "99") and not any((sector.narrative or {}).values()):
            yield Problem("2.2.1", f"sector[{n}]")
    if activity.sectors and all(sector.vocabulary != DAC for sector in activity.sectors):
        yield Problem("102.1.1", "sector")
    for n, marker in enumerate(activity.policy_markers, start=1):
        if marker.vocabulary == DAC and marker.significance is None:
            yield Problem("6.14.1", f"policy-marker[{n}]")
        if marker.vocabulary == "99" and not any((marker.narrative or {}).values()):
            yield Problem("6.13.1", f"policy-marker[{n}]")


def triangular_means_south_south(activity: Activity, today: date) -> Iterator[Problem]:
    """Our rule, from the text of CollaborationType 8: only with a South-South element."""
    if activity.collaboration_type == TRIANGULAR:
        started = min((day.iso_date for day in activity.activity_dates), default=today)
        for reason in reasons_not_triangular(activity.partner_roles, on=started):
            yield Problem("collaboration-type-8", "collaboration-type", {"reason": reason})


RULES = (
    percentages_are_possible,
    percentages_are_numbers,
    recipients_share_100_percent,
    sectors_share_100_percent,
    recipients_stand_on_one_level,
    sectors_stand_on_one_level,
    own_vocabularies_are_explained,
    triangular_means_south_south,
)
