"""How open a dataset is: the five stars, and a checklist that says of each point why.

Sources: T. Berners-Lee, Linked Data - Design Issues, 2006, stars added 2010
(https://www.w3.org/DesignIssues/LinkedData.html); the five elements of openness of the Open Data
Inventory (Open Data Watch, ODIN methodology): machine readability, non-proprietary format, download
options, metadata, terms of use.
"""

from dataclasses import dataclass

MET, PARTLY, NOT_MET = STATES = ("met", "partly", "not-met")
WORTH = {MET: 1.0, PARTLY: 0.5, NOT_MET: 0.0}
POINTS = (
    "machine-readable",
    "non-proprietary",
    "download",
    "metadata",
    "terms-of-use",
    "languages",
    "contact",
    "up-to-date",
    "clean",
    "privacy",
)


@dataclass(frozen=True)
class Facts:
    """What is known of a dataset when its openness is judged."""

    has_licence: bool
    licence_is_open: bool
    has_title_and_description: bool
    has_theme_and_keywords: bool
    languages: int  # in which title and description are written
    has_contact: bool
    has_frequency: bool
    has_period: bool
    faulty_columns: int
    has_key: bool  # a column by which every row can be named
    has_links: bool  # a column of web addresses that lead to other data
    risk: str  # highest level of personal.LEVELS
    risk_is_reasoned: bool


@dataclass(frozen=True)
class Point:
    """One point of the checklist; `reason` is a code, the point's name and what was found."""

    name: str
    state: str

    @property
    def reason(self) -> str:
        return f"{self.name}:{self.state}"


def stars(facts: Facts) -> int:
    """0 to 5. The portal gives every dataset as CSV, JSON and Parquet: with an open licence three are sure.

    Four need an address for every row, that is a key; five need links to other data besides.
    """
    if not facts.licence_is_open:
        return 0
    if not facts.has_key:
        return 3
    return 5 if facts.has_links else 4


def checklist(facts: Facts) -> tuple[Point, ...]:
    """The ten points in their order."""
    return tuple(Point(name, state) for name, state in zip(POINTS, _states(facts), strict=True))


def score(points: tuple[Point, ...]) -> float:
    """Points reached of ten; a point met in part counts a half, as in ODIN."""
    return sum(WORTH[point.state] for point in points)


def _states(facts: Facts) -> list[str]:
    return [
        MET,
        MET,
        MET,
        _both(facts.has_title_and_description, facts.has_theme_and_keywords),
        _both(facts.has_licence, facts.licence_is_open),
        MET if facts.languages >= 2 else PARTLY if facts.languages else NOT_MET,
        MET if facts.has_contact else NOT_MET,
        _both(facts.has_frequency, facts.has_period),
        MET if not facts.faulty_columns else PARTLY if facts.faulty_columns <= 2 else NOT_MET,
        _privacy(facts),
    ]


def _both(first: bool, second: bool) -> str:
    return MET if first and second else PARTLY if first or second else NOT_MET


def _privacy(facts: Facts) -> str:
    if facts.risk == "low":
        return MET
    return PARTLY if facts.risk == "medium" or facts.risk_is_reasoned else NOT_MET
