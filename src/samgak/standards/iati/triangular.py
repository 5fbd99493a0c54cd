"""Whether an activity may be called triangular co-operation: a coded check, not a tick box."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samgak.standards.iati import codelists

BILATERAL = "1"  # CollaborationType: bilateral
TRIANGULAR = "8"  # CollaborationType: bilateral, triangular co-operation


@dataclass(frozen=True)
class PartnerRole:
    """One role one partner holds in the edition; country None: an international organisation."""

    role: str  # facilitating, pivotal, beneficiary, host, implementing, supporting
    country: str | None  # ISO 3166-1 alpha-2


def collaboration_type(roles: Iterable[PartnerRole], *, on: date) -> str:
    """Return "8" when nothing speaks against triangular co-operation on that day, else "1".

    Source: CollaborationType, code 8 (OECD DAC bi_multi 8), as `reasons_not_triangular` reads it.
    """
    return BILATERAL if reasons_not_triangular(roles, on=on) else TRIANGULAR


def reasons_not_triangular(roles: Iterable[PartnerRole], *, on: date) -> list[str]:
    """Return a code for each condition of collaboration type 8 that the partners do not meet.

    The code list gives 8 to activities in which bilateral providers or international
    organisations support South-South co-operation together with developing countries, so that all
    partners share knowledge; joint programming, pooled funds or delegated co-operation without a
    South-South element must not get it. Read here as:

    - no-facilitating-partner, no-pivotal-partner, no-beneficiary: one of the three roles is empty;
    - no-south-south-element: no pivotal or host partner is of a developing country that shares
      with a beneficiary of another developing country (developing: on the DAC List of ODA
      Recipients that day);
    - no-supporting-provider: every facilitating and pivotal partner is of that same country, so
      nobody joins forces with it.
    """
    held = list(roles)
    names = {role.role for role in held}
    reasons = [
        reason
        for name, reason in (
            ("facilitating", "no-facilitating-partner"),
            ("pivotal", "no-pivotal-partner"),
            ("beneficiary", "no-beneficiary"),
        )
        if name not in names
    ]
    southern = _southern_providers(held, on=on)
    if not southern:
        reasons.append("no-south-south-element")
    elif not any(_has_supporter(country, held) for country in southern):
        reasons.append("no-supporting-provider")
    return reasons


def _southern_providers(roles: list[PartnerRole], *, on: date) -> set[str]:
    sharing = _developing_countries(roles, {"pivotal", "host"}, on=on)
    beneficiaries = _developing_countries(roles, {"beneficiary"}, on=on)
    return {country for country in sharing if beneficiaries - {country}}


def _developing_countries(roles: list[PartnerRole], names: set[str], *, on: date) -> set[str]:
    countries = {r.country for r in roles if r.role in names and r.country}
    return {country for country in countries if codelists.is_oda_recipient(country, on=on)}


def _has_supporter(country: str, roles: list[PartnerRole]) -> bool:
    return any(r.role in ("facilitating", "pivotal") and r.country != country for r in roles)
