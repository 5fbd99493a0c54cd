"""Why somebody was not selected, as a code, and who could step in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from samgak.planning.selection.exchanges import Exchanges
from samgak.planning.selection.problem import Nominee

LEFT_OUT = "override/leave_out"
NO_SEAT_LEFT = "override/no_seat_left"  # all were given by exceptions


def reasons_not_selected(
    left: Iterable[Nominee], points: Mapping[str, int], exchanges: Exchanges
) -> dict[str, str]:
    """`score`, `quota/<line>[,<line>]`, `wish/<line>[,<line>]` or `combination` for each left, by key.

    `wish`: one exchange keeps all quotas, but each of those misses one of these wishes by more.
    """
    lowest = min((points[key] for key in exchanges.leavers), default=None)
    reasons = {}
    for nominee in left:
        if lowest is None:
            reasons[nominee.key] = NO_SEAT_LEFT
        elif points[nominee.key] <= lowest:
            reasons[nominee.key] = "score"
        elif lines := exchanges.in_the_way(nominee):
            reasons[nominee.key] = "quota/" + ",".join(lines)
        elif wishes := exchanges.against_wishes(nominee):
            reasons[nominee.key] = "wish/" + ",".join(wishes)
        else:
            reasons[nominee.key] = "combination"
    return reasons


def reserves(
    left: Sequence[Nominee],
    points: Mapping[str, int],
    exchanges: Exchanges,
    *,
    countries: Iterable[str],
    per_country: int,
) -> dict[str, tuple[str, ...]]:
    """The keys of each country's reserves, best first; `left` is in digest order."""
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for nominee in sorted(left, key=lambda one: -points[one.key]):
        own = lists[nominee.country]
        if len(own) < per_country and exchanges.may_replace_a_compatriot(nominee):
            own.append(nominee.key)
    return {country: tuple(lists[country]) for country in sorted(set(countries))}
