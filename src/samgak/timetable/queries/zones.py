from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.core import get_global

from samgak.programmes.models import Edition, PartnerRole


def zones(edition: Edition, *, own: str = "") -> tuple[str, ...]:
    """Time zones whose clocks differ from the venue's: the reader's own, then those of the partners."""
    roles = PartnerRole.objects.filter(edition=edition).select_related("organisation")
    countries = [role.organisation.country if role.organisation else role.country for role in roles]
    wanted = [
        own,
        *(zone for country in dict.fromkeys(countries) for zone in _of(country, edition)),
    ]
    here = _offset(edition.venue_timezone, edition)
    return tuple(dict.fromkeys(zone for zone in wanted if zone and _offset(zone, edition) != here))


def _of(country: str, edition: Edition) -> Iterator[str]:
    """One zone for each clock of the country."""
    at_home = (zone for zone, place in get_global("zone_territories").items() if place == country)
    clocks = {_offset(zone, edition): zone for zone in sorted(at_home, reverse=True)}
    return reversed(clocks.values())


def _offset(zone: str, edition: Edition) -> timedelta | None:
    first = datetime.combine(edition.starts_on, time(12), tzinfo=ZoneInfo(zone))
    return first.utcoffset()
