"""An edition as its file tells it. Plain data: texts are mappings of language to words, numbers are exact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

FORMAT = 1
EDITION_KINDS = (
    "course",
    "third-country-course",
    "study-visit",
    "online-course",
    "seminar",
    "secondment",
)
PARTNER_ROLES = ("facilitating", "pivotal", "beneficiary", "host", "implementing", "supporting")
IATI_ROLES = ("funding", "accountable", "extending", "implementing")
EVENT_KINDS = ("training", "founding", "agreement", "secondment", "visit", "other")
SESSION_KINDS = ("plenary", "lecture", "discussion", "practice", "workshop", "test", "visit")
LANGUAGE_LEVELS = ("poor", "fair", "good", "excellent")
METHODS = ("score", "ties", "lottery")
ANSWER_TYPES = ("text", "number", "single", "multiple")
OFFICE_LEVELS = ("central", "regional", "local", "other")
ASSESSED_LANGUAGES = ("en", "ru")
MONEY_KINDS = ("cash", "in-kind")
PURPOSES = ("experts", "participants", "event", "administration")

Text = Mapping[str, str]


@dataclass(frozen=True)
class Claim:
    about: str
    value: str
    source: str
    organisation: str | None = None


@dataclass(frozen=True)
class Venue:
    name: Text
    city: Text
    country: str
    timezone: str


@dataclass(frozen=True)
class Contact:
    """Whom people ask; `emergency` is the telephone that participants call."""

    name: Text = field(default_factory=dict)
    email: str | None = None
    telephone: str | None = None
    emergency: str | None = None


@dataclass(frozen=True)
class Languages:
    working: str
    materials: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Organisation:
    key: str
    name: Text
    country: str | None = None
    iati_identifier: str | None = None


@dataclass(frozen=True)
class Partner:
    """An organisation or a country in a role; `held_until` is the first day it no longer is."""

    organisation: str | None
    country: str | None
    role: str
    held_from: date | None = None
    held_until: date | None = None
    iati_roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartialDate:
    """A date as precise as it is known: `precision` is year, month or day; the rest counts from 1."""

    day: date
    precision: str


@dataclass(frozen=True)
class HistoryEvent:
    kind: str
    title: Text
    on: PartialDate | None = None
    partners: tuple[str, ...] = ()  # sorted: their order says nothing
    topics: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Sector:
    code: str
    percent: Decimal


@dataclass(frozen=True)
class Quota:
    """Least and most seats for whom all that is named holds, or each organisation; with a weight a wish."""

    country: str | None
    sex: str | None
    each_organisation: bool
    minimum: int | None
    maximum: int | None
    region: str | None = None
    level: str | None = None
    first_timer: str | None = None
    weight: Decimal | None = None
    question: str | None = None  # of the call, with the answer that counts
    answer: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question to every nominee; the options, by code, belong to those of one or several answers."""

    code: str
    text: Text
    type: str = "single"
    is_required: bool = True
    options: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Eligibility:
    minimum_years_in_service: Decimal | None = None
    years_since_training_abroad: int | None = None
    language: str | None = None
    language_at_least: str | None = None


@dataclass(frozen=True)
class ScorePart:
    part: str
    weight: Decimal
    full_at: Decimal | None = None
    language: str | None = None


@dataclass(frozen=True)
class Call:
    seats: int
    tie_seed: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reserves_per_country: int = 0
    nominations_per_country_max: int | None = None
    method: str = "score"
    questions: tuple[Asked, ...] = ()
    quotas: tuple[Quota, ...] = ()
    eligibility: Eligibility = Eligibility()
    score: tuple[ScorePart, ...] = ()


@dataclass(frozen=True)
class Completion:
    attendance_percent: int = 80
    post_test: bool = False
    action_plan: bool = False


@dataclass(frozen=True)
class Hours:
    first: time
    last: time
    slot_minutes: int
    lunch: tuple[time, time] | None = None
    break_minutes: int = 0
    break_after_minutes: int | None = None
    weekends: bool = False
    holidays: bool = True


@dataclass(frozen=True)
class Room:
    code: str
    name: Text
    seats: int
    booths: int = 0


@dataclass(frozen=True)
class Group:
    code: str
    people: int


@dataclass(frozen=True)
class Remote:
    """The hours at the lecturer's own place inside which a session must lie."""

    timezone: str
    hours_from: time
    hours_until: time


@dataclass(frozen=True)
class Lecturer:
    code: str
    organisation: str | None = None
    languages: tuple[str, ...] = ()
    away: tuple[tuple[datetime, datetime], ...] = ()  # local at the venue, end excluded
    remote: Remote | None = None


@dataclass(frozen=True)
class Interpreter:
    code: str
    pairs: tuple[str, ...]


@dataclass(frozen=True)
class Session:
    code: str
    title: Text
    minutes: int
    kind: str
    language: str
    lecturer: str | None = None
    room: str | None = None
    group: str | None = None
    at: datetime | None = None  # local at the venue
    after: tuple[str, ...] = ()  # sorted: their order says nothing


@dataclass(frozen=True)
class Contribution:
    payer: str
    item: Text
    amount: Decimal
    currency: str
    kind: str
    purpose: str
    delivered_in: str
    on: date
    valuation: str | None = None


@dataclass(frozen=True)
class ExchangeRate:
    currency: str
    per_usd: Decimal
    on: date


@dataclass(frozen=True)
class Parties:
    """Who takes part, what sources say about it, and what happened between them before and after."""

    organisations: tuple[Organisation, ...] = ()  # sorted by key
    partners: tuple[Partner, ...] = ()
    claims: tuple[Claim, ...] = ()
    history: tuple[HistoryEvent, ...] = ()


@dataclass(frozen=True)
class Timetable:
    """The timetable problem."""

    hours: Hours
    sessions: tuple[Session, ...] = ()
    rooms: tuple[Room, ...] = ()
    lecturers: tuple[Lecturer, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Funding:
    contributions: tuple[Contribution, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()


DEFAULT_SECTORS = (Sector("15110", Decimal(100)),)  # public sector policy and administration


@dataclass(frozen=True)
class EditionFile:
    """Everything one edition file says, defaults filled in."""

    code: str
    kind: str
    title: Text
    starts_on: date
    ends_on: date
    venue: Venue
    languages: Languages
    parties: Parties
    call: Call
    timetable: Timetable
    funding: Funding = Funding()
    programme: str | None = None
    objectives: tuple[Text, ...] = ()
    sectors: tuple[Sector, ...] = DEFAULT_SECTORS
    completion: Completion = Completion()
    contact: Contact = Contact()
