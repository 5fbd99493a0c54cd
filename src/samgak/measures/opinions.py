"""Opinion groups from votes on statements, what all parts agree on, and what divides them.

Votes are 1 (agree), -1 (disagree), 0 (pass) and NaN (not seen), people in rows, statements in columns.
As in Polis (Small, Bjorkegren, Erkkila, Shaw, Megill: Polis: Scaling deliberation by mapping high
dimensional opinion spaces. Recerca 26(2), 2021, 1-26): votes that are missing get the mean of their
statement, principal components put people on a plane, k-means finds groups there, and agreement is
smoothed by one agreeing and one other vote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]

# As in Polis: whoever voted on fewer statements has no place on the map; fewer statements need all.
LEAST_VOTES = 7
# No group, and no part that is compared, is smaller: its count would tell how one person voted.
LEAST_PEOPLE = 5
MOST_GROUPS = 5
# Kaufman and Rousseeuw, Finding Groups in Data (1990), table 4: up to 0.25 there is no structure.
LEAST_SILHOUETTE = 0.25
# Laplace-smoothed share of agreement from which a part counts as agreeing.
AGREES_FROM = 0.6
# Least difference of two groups' shares, and its one-sided 95 % point of the normal distribution.
DIVIDES_FROM, DIVIDES_Z = 0.3, 1.645
MOST_ROUNDS = 100
OTHERS = "others"
NOWHERE = -1


@dataclass(frozen=True)
class Tally:
    """How many agree, disagree and pass."""

    agree: int
    disagree: int
    passed: int

    @property
    def voted(self) -> int:
        return self.agree + self.disagree + self.passed

    @property
    def share(self) -> float:
        """Smoothed share that agrees, (agree + 1) / (voted + 2): Laplace's rule of succession."""
        return (self.agree + 1) / (self.voted + 2)


@dataclass(frozen=True)
class Opinion:
    """What the parts think of one statement: `least` is the lowest share of agreement of any part."""

    total: Tally
    groups: tuple[Tally, ...]
    countries: Mapping[str, Tally]
    least: float
    spread: float
    z: float

    @property
    def unites(self) -> bool:
        """Whether every group and every country that is large enough agrees."""
        return self.total.voted >= LEAST_PEOPLE and self.least >= AGREES_FROM

    @property
    def divides(self) -> bool:
        """Whether two groups differ, by more than chance would."""
        return self.spread >= DIVIDES_FROM and self.z >= DIVIDES_Z


@dataclass(frozen=True)
class Landscape:
    """People on the plane (NaN: voted too little), their group (-1: none), and every statement."""

    places: Matrix
    groups: Labels
    silhouette: float
    opinions: tuple[Opinion, ...]

    @property
    def group_sizes(self) -> tuple[int, ...]:
        count = int(self.groups.max(initial=NOWHERE)) + 1
        return tuple(int((self.groups == one).sum()) for one in range(count))

    def uniting(self) -> list[int]:
        """Columns of what all agree on, the surest first."""
        found = [at for at, one in enumerate(self.opinions) if one.unites]
        return sorted(found, key=lambda at: (-self.opinions[at].least, at))

    def dividing(self) -> list[int]:
        """Columns of what divides the groups, the widest first."""
        found = [at for at, one in enumerate(self.opinions) if one.divides]
        return sorted(found, key=lambda at: (-self.opinions[at].spread, at))


def landscape(votes: Matrix, countries: Sequence[str]) -> Landscape:
    """Groups, places and opinions; the same whatever the order of the people.

    Raises ValueError when votes are no matrix of -1, 0, 1 and NaN with one country for each row.
    """
    if votes.ndim != 2 or len(votes) != len(countries):
        raise ValueError("one country for each row of a matrix")
    if not np.isin(votes[~np.isnan(votes)], (-1.0, 0.0, 1.0)).all():
        raise ValueError("votes are -1, 0, 1 or NaN")
    # In an order of their own, so that neither sums nor first centres depend on who came first.
    order = np.lexsort(np.nan_to_num(votes, nan=2.0).T) if votes.size else np.arange(len(votes))
    sorted_votes = votes[order]
    voted = (~np.isnan(sorted_votes)).sum(axis=1)
    on_map = voted >= max(1, min(LEAST_VOTES, votes.shape[1]))
    places = np.full((len(votes), 2), np.nan)
    groups = np.full(len(votes), NOWHERE, dtype=np.int64)
    silhouette = 0.0
    if on_map.any():
        found = components(sorted_votes[on_map])
        labels, silhouette = grouped(found)
        places[order[on_map]] = found
        groups[order[on_map]] = labels
    return Landscape(places, groups, silhouette, _opinions(votes, groups, countries))


def components(votes: Matrix) -> Matrix:
    """The people on the first two principal components (Pearson 1901), missing votes as their mean.

    As in Polis, a person's place is stretched by the root of statements over own votes, so that
    whoever voted little is not drawn to the middle. The largest loading of each axis is positive.
    """
    seen = ~np.isnan(votes)
    counts = seen.sum(axis=0)
    means = np.where(seen, votes, 0.0).sum(axis=0) / np.maximum(counts, 1)
    centred = np.where(seen, votes - means, 0.0)
    first = _axes(centred)
    signs = np.sign(first[np.abs(first).argmax(axis=0), np.arange(first.shape[1])])
    plane = np.zeros((len(votes), 2))
    plane[:, : first.shape[1]] = centred @ (first * signs)
    stretch = np.sqrt(votes.shape[1] / np.maximum(seen.sum(axis=1), 1))
    placed: Matrix = np.round(plane * stretch[:, None], 9)
    return placed


def _axes(centred: Matrix) -> Matrix:
    """The two directions of most variance, from whichever of the two square matrices is smaller."""
    if len(centred) >= centred.shape[1]:
        values, axes = np.linalg.eigh(centred.T @ centred)
        first: Matrix = axes[:, np.argsort(values)[::-1][:2]]
        return first
    values, people = np.linalg.eigh(centred @ centred.T)
    crossed = centred.T @ people[:, np.argsort(values)[::-1][:2]]
    lengths = np.sqrt((crossed**2).sum(axis=0))
    along: Matrix = crossed / np.where(lengths > 0, lengths, 1)
    return along


def grouped(places: Matrix) -> tuple[Labels, float]:
    """The division into 2 to 5 groups of the best mean silhouette, and that silhouette.

    A division counts only when each group has five people and the silhouette shows structure; when
    none does, all are in no group. Among equals the fewer groups win. The largest group comes first.
    """
    best = np.full(len(places), NOWHERE, dtype=np.int64), LEAST_SILHOUETTE
    distances = np.sqrt(((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2))
    most = min(MOST_GROUPS, len(places) // LEAST_PEOPLE, len(np.unique(places, axis=0)))
    for count in range(2, most + 1):
        labels = k_means(places, count)
        if np.bincount(labels, minlength=count).min() < LEAST_PEOPLE:
            continue
        value = silhouette(distances, labels)
        if value > best[1] + 1e-9:
            best = labels, value
    labels, value = best
    if not len(labels) or labels.max() == NOWHERE:
        return labels, 0.0
    return _largest_first(places, labels), value


def k_means(places: Matrix, count: int) -> Labels:
    """Lloyd's k-means (Lloyd: Least squares quantization in PCM. IEEE Trans. Inf. Theory 28, 1982).

    The first centre is the person farthest from the mean, each next the one farthest from all
    centres (farthest-first, Gonzalez 1985), so no chance is drawn.
    """
    farthest = ((places - places.mean(axis=0)) ** 2).sum(axis=1).argmax()
    centres = places[[farthest]]
    while len(centres) < count:
        nearest = ((places[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2).min(axis=1)
        centres = np.vstack([centres, places[nearest.argmax()]])
    labels = np.full(len(places), NOWHERE, dtype=np.int64)
    for _round in range(MOST_ROUNDS):
        nearest = ((places[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        moved = nearest.argmin(axis=1)
        if (moved == labels).all():
            break
        labels = moved
        for one in range(count):
            if (labels == one).any():
                centres[one] = places[labels == one].mean(axis=0)
    return labels


def silhouette(distances: Matrix, labels: Labels) -> float:
    """Mean silhouette width, (b - a) / max(a, b): Rousseeuw, J. Comput. Appl. Math. 20 (1987), 53-65.

    `a` is a person's mean distance to the own group, `b` the least mean distance to another; who is
    alone in a group has 0.
    """
    members = np.eye(int(labels.max()) + 1)[labels]
    sizes = members.sum(axis=0)
    sums = distances @ members
    own = sizes[labels]
    rows = np.arange(len(labels))
    inside = sums[rows, labels] / np.maximum(own - 1, 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    outside = means.min(axis=1)
    widest = np.maximum(inside, outside)
    widths = np.where((own > 1) & (widest > 0), (outside - inside) / np.where(widest, widest, 1), 0)
    return float(widths.mean())


def _largest_first(places: Matrix, labels: Labels) -> Labels:
    def rank(one: int) -> tuple[float, ...]:
        chosen = places[labels == one]
        return (-len(chosen), *(float(value) for value in chosen.mean(axis=0)))

    order = sorted(range(int(labels.max()) + 1), key=rank)
    renamed: Labels = np.argsort(np.array(order))[labels]
    return renamed


def _opinions(votes: Matrix, groups: Labels, countries: Sequence[str]) -> tuple[Opinion, ...]:
    count = int(groups.max(initial=NOWHERE)) + 1
    by_group = [_tallies(votes[groups == one]) for one in range(count)]
    named = np.array(countries)
    by_country = {one: _tallies(votes[named == one]) for one in sorted(set(countries))}
    return tuple(
        _opinion(
            total,
            tuple(tallies[column] for tallies in by_group),
            {one: tallies[column] for one, tallies in by_country.items()},
        )
        for column, total in enumerate(_tallies(votes))
    )


def _tallies(votes: Matrix) -> list[Tally]:
    counts = [(votes == value).sum(axis=0) for value in (1, -1, 0)]
    return [Tally(*(int(one) for one in column)) for column in zip(*counts, strict=True)]


def _opinion(total: Tally, groups: tuple[Tally, ...], countries: Mapping[str, Tally]) -> Opinion:
    compared = [one for one in (*groups, *_large(countries).values()) if one.voted >= LEAST_PEOPLE]
    large = sorted((one for one in groups if one.voted >= LEAST_PEOPLE), key=lambda one: one.share)
    low, high = (large[0], large[-1]) if len(large) > 1 else (total, total)
    return Opinion(
        total=total,
        groups=groups,
        countries=countries,
        least=min((one.share for one in (total, *compared)), default=0.0),
        spread=high.share - low.share,
        z=difference(high, low),
    )


def _large(countries: Mapping[str, Tally]) -> dict[str, Tally]:
    """The countries of at least five votes, the others together."""
    large = {key: one for key, one in countries.items() if one.voted >= LEAST_PEOPLE}
    small = [one for key, one in countries.items() if key not in large]
    return large | {
        OTHERS: Tally(
            sum(one.agree for one in small),
            sum(one.disagree for one in small),
            sum(one.passed for one in small),
        )
    }


def difference(high: Tally, low: Tally) -> float:
    """z of two smoothed shares by the pooled two-proportion test, as Polis compares groups."""
    n, m = high.voted + 2, low.voted + 2
    pooled = (high.share * n + low.share * m) / (n + m)
    error = (pooled * (1 - pooled) * (1 / n + 1 / m)) ** 0.5
    return float((high.share - low.share) / error)
