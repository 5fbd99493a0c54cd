"""What a cohort is chosen from and the answers that can come back, in the officer's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

LEVELS = ("poor", "fair", "good", "excellent")
PARTS = ("focal_point_rank", "years_in_service", "language", "given")
SEATS = "seats"
EACH_ORGANISATION = "organisation=each"
OVERRIDES = "overrides"
SCREENING = "screening"


def country_line(country: str) -> str:
    return f"country={country}"


def sex_line(sex: str) -> str:
    return f"sex={sex}"


def country_and_sex_line(country: str, sex: str) -> str:
    # A comma already separates the lines of a reason, so a plus joins the keys of one line.
    return f"country={country}+sex={sex}"


Exact = int | Decimal | Fraction
TAKEN = {"country", "sex", "organisation"}


def _refuse_unless(holds: bool, sentence: str) -> None:
    if not holds:
        raise ValueError(sentence)


def _refuse_float(value: object, what: str) -> None:
    # A float has already lost the decimal that was written, and with it the exact tie.
    _refuse_unless(not isinstance(value, float), f"{what} must be exact, not a float")


@dataclass(frozen=True)
class Nominee:
    """One imported row: `languages` maps a code to poor, fair, good or excellent.

    `attributes` are what else quota lines may ask for, such as level: regional or first_timer: yes.
    `lacks` are codes of what is demanded of everyone beside the rules and isn't there.
    """

    key: str
    country: str
    family: str
    given: str
    born_on: date
    sex: str
    organisation: str
    rank: int
    years_in_service: int | Fraction
    languages: Mapping[str, str] = field(default_factory=dict)
    last_training_on: date | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # Of tens of thousands: a sentence is put together only where it is said.
        if self.rank < 1:
            raise ValueError(f"{self.key}: the rank starts at 1")
        if isinstance(self.years_in_service, float):
            _refuse_float(self.years_in_service, f"{self.key}: years_in_service")
        if self.years_in_service.numerator < 0:
            raise ValueError(f"{self.key}: negative years in service")
        for code, level in self.languages.items():
            if level not in LEVELS:
                raise ValueError(f"{self.key}: unknown level {level!r} of {code}")


@dataclass(frozen=True)
class QuotaLine:
    """At least `minimum` and at most `maximum` people of whom all keys hold, or of each organisation.

    The keys are a country, a sex and any attributes. With a `weight` the line is a wish: it is not
    demanded, but every person too few or too many costs the cohort so many points.
    """

    country: str | None = None
    sex: str | None = None
    each_organisation: bool = False
    minimum: int | None = None
    maximum: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    weight: Exact | None = None

    def __post_init__(self) -> None:
        _refuse_unless(
            bool(self.keys) != self.each_organisation,
            "a quota line names a country, a sex, attributes or all of them, or each organisation",
        )
        for key, value in self.attributes.items():
            plain = key not in TAKEN and not set("=+,;") & set(key + value)
            _refuse_unless(plain and bool(key), f"{key}={value}: no name of an attribute")
        _refuse_unless(
            self.minimum is not None or self.maximum is not None,
            f"{self.name}: neither a minimum nor a maximum",
        )
        _refuse_unless(
            not self.each_organisation or self.minimum is None,
            f"{self.name}: an organisation has a maximum only",
        )
        low = self.minimum or 0
        _refuse_unless(low >= 0, f"{self.name}: a negative minimum")
        _refuse_unless(
            self.maximum is None or self.maximum >= low,
            f"{self.name}: the minimum is above the maximum",
        )
        _refuse_float(self.weight, f"{self.name}: the weight")
        _refuse_unless(self.weight is None or self.weight > 0, f"{self.name}: a weight above 0")

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What a person must be to count: the country, the sex, then attributes by name."""
        own = (("country", self.country), ("sex", self.sex))
        named = tuple((key, value) for key, value in own if value is not None)
        return named + tuple(sorted(self.attributes.items()))

    @property
    def name(self) -> str:
        return "+".join(f"{key}={value}" for key, value in self.keys) or EACH_ORGANISATION


def line_of(name: str, *, minimum: int | None = None, maximum: int | None = None) -> QuotaLine:
    """The demanded line of this name; raises ValueError for a name that no line has."""
    if name == EACH_ORGANISATION:
        return QuotaLine(each_organisation=True, maximum=maximum)
    keys = dict(part.split("=") for part in name.split("+") if part.count("=") == 1)
    line = QuotaLine(
        country=keys.pop("country", None),
        sex=keys.pop("sex", None),
        attributes=keys,
        minimum=minimum,
        maximum=maximum,
    )
    _refuse_unless(line.name == name, f"{name}: no name of a quota line")
    return line


@dataclass(frozen=True)
class LanguageRule:
    """The least level asked of one language."""

    code: str
    at_least: str

    def __post_init__(self) -> None:
        _refuse_unless(self.at_least in LEVELS, f"unknown level {self.at_least!r}")


@dataclass(frozen=True)
class Eligibility:
    """The rules of a call; a rule that is None asks nothing."""

    minimum_years_in_service: int | Fraction | None = None
    years_since_training_abroad: int | None = None
    language: LanguageRule | None = None


@dataclass(frozen=True)
class ScorePart:
    """`weight` points for a value between 0 and 1; `code` a language.

    `full_at`: the years in service, or the score given from outside, that count as 1.
    """

    part: str
    weight: int | Decimal | Fraction
    full_at: int | Decimal | Fraction | None = None
    code: str | None = None

    def __post_init__(self) -> None:
        _refuse_unless(self.part in PARTS, f"unknown part of the score {self.part!r}")
        _refuse_float(self.weight, f"{self.part}: the weight")
        _refuse_float(self.full_at, f"{self.part}: full_at")
        if self.part in ("years_in_service", "given"):
            reached = self.full_at is not None and self.full_at > 0
            _refuse_unless(reached, f"{self.part}: full_at must be above 0")
        if self.part == "language":
            _refuse_unless(bool(self.code), "language: the score needs a language code")


@dataclass(frozen=True)
class Problem:
    """A closed call: raises ValueError for values that no call can mean.

    `locked_in` and `locked_out` are the keys of people whom an officer seats (eligible or not) or
    leaves out by exception; all quotas hold for them too. `given_scores` are marks from outside, such
    as a panel's median, by key: from 0 to the `full_at` of the part "given" that counts them, alone or
    beside other parts; whoever has none has 0. `found_eligible` and `found_ineligible` are the keys of
    people of whom a screener found otherwise than the rules say.
    """

    seats: int
    nominees: tuple[Nominee, ...]
    tie_seed: str
    starts_on: date
    quota_lines: tuple[QuotaLine, ...] = ()
    eligibility: Eligibility = Eligibility()
    score_parts: tuple[ScorePart, ...] = ()
    reserves_per_country: int = 0
    locked_in: frozenset[str] = frozenset()
    locked_out: frozenset[str] = frozenset()
    given_scores: Mapping[str, Exact] = field(default_factory=dict)
    found_eligible: frozenset[str] = frozenset()
    found_ineligible: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _refuse_unless(self.seats >= 1, "a cohort has at least one seat")
        _refuse_unless(self.reserves_per_country >= 0, "a negative number of reserves")
        keys = {nominee.key for nominee in self.nominees}
        _refuse_unless(len(keys) == len(self.nominees), "two nominees have the same key")
        locked = self.locked_in | self.locked_out
        _refuse_unless(locked <= keys, "an exception for somebody who was not nominated")
        _refuse_unless(
            self.locked_in.isdisjoint(self.locked_out), "somebody is both seated and left out"
        )
        found = self.found_eligible | self.found_ineligible
        _refuse_unless(found <= keys, "a finding about somebody who was not nominated")
        _refuse_unless(
            self.found_eligible.isdisjoint(self.found_ineligible),
            "somebody is found both eligible and ineligible",
        )
        self._check_given_scores(keys)

    def _check_given_scores(self, keys: set[str]) -> None:
        _refuse_unless(keys >= self.given_scores.keys(), "a score of somebody not nominated")
        counting = [part.full_at for part in self.score_parts if part.part == "given"]
        _refuse_unless(
            bool(counting) or not self.given_scores, "no part of the score counts the given scores"
        )
        most = min((full for full in counting if full is not None), default=0)
        for key, score in self.given_scores.items():
            _refuse_float(score, f"{key}: the given score")
            _refuse_unless(0 <= score <= most, f"{key}: a given score beyond 0 to {most}")


@dataclass(frozen=True)
class Cohort:
    """Whom to take: `scores` of everyone imported, `positions` (from 1) of the eligible, a reason for everyone left.

    `total`: the sum of the scores in points; `missed`: by wish, how many people too few or too many;
    `penalty`: what that costs in points. `proven`: no cohort has a greater total less penalty.
    """

    selected: tuple[str, ...]
    scores: dict[str, Fraction]
    eligible: tuple[str, ...]
    positions: dict[str, int]
    total: Fraction
    reserves: dict[str, tuple[str, ...]]
    reasons: dict[str, str]
    proven: bool
    missed: dict[str, int] = field(default_factory=dict)
    penalty: Fraction = Fraction(0)

    @property
    def worth(self) -> Fraction:
        """The points that count: the total less the penalty."""
        return self.total - self.penalty


@dataclass(frozen=True)
class Change:
    """The new `value` of one bound: `min` or `max` of a quota line, `seats`, or how many `overrides`."""

    bound: str
    value: int


@dataclass(frozen=True)
class NoCohort:
    """Lines that can't hold together while any fewer of them can, and what alone would free them (None: nothing).

    `overrides` is among them when they hold together but for the exceptions that people made.
    `relaxation`: the bounds that together free the whole call with the least total of changed seats,
    exceptions kept, by line (None: only nobody could be seated).
    """

    clashing: tuple[str, ...]
    changes: dict[str, Change | None]
    relaxation: dict[str, Change] | None = None


@dataclass(frozen=True)
class TurningPoint:
    """What would have changed the answer for one person, as a code with its parameters."""

    code: str
    params: Mapping[str, object]
