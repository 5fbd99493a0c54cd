"""Who can take a seat that became free: the reserves in their order, and the quotas each would break. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samgak.planning.selection import Nominee, QuotaLine


@dataclass(frozen=True)
class Verdict:
    """One reserve: the lines that would not hold; none, and the reserve may be seated."""

    key: str
    broken: tuple[str, ...]


def verdicts(
    lines: Sequence[QuotaLine],
    *,
    seated: Sequence[Nominee],
    reserves: Iterable[Nominee],
    seats: int,
) -> list[Verdict]:
    """What each reserve, joining those seated, would do to the quotas.

    A maximum breaks when it is passed; a minimum, when the seats that are still free after this one are too
    few to reach it. Lines that were broken before are not held against somebody who makes them no worse.
    """
    counts = _counts(lines, seated)
    open_seats = seats - len(seated)
    return [
        Verdict(one.key, _broken(lines, counts, one, open_seats=open_seats)) for one in reserves
    ]


def _broken(
    lines: Sequence[QuotaLine], counts: Mapping[str, Counter[str]], one: Nominee, *, open_seats: int
) -> tuple[str, ...]:
    broken = []
    for line in lines:
        group = _group(line, one)
        now = counts[line.name][group] if group is not None else 0
        if group is not None and line.maximum is not None and now + 1 > line.maximum:
            broken.append(line.name)
        elif group is None and line.minimum:
            lacking = line.minimum - counts[line.name][""]
            # With this seat gone, what is left can't fill the line; before, it could.
            if lacking == open_seats:
                broken.append(line.name)
    return tuple(broken)


def _counts(lines: Sequence[QuotaLine], seated: Sequence[Nominee]) -> dict[str, Counter[str]]:
    return {
        line.name: Counter(group for one in seated if (group := _group(line, one)) is not None)
        for line in lines
    }


def _group(line: QuotaLine, one: Nominee) -> str | None:
    """Under which heading the line counts this person; None where it does not."""
    if line.each_organisation:
        return f"{one.country} {one.organisation}"
    counts = line.country in (None, one.country) and line.sex in (None, one.sex)
    return "" if counts else None
