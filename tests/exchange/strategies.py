"""Editions of every shape, as their files could tell them."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from samgak.core.regions import REGIONS
from samgak.exchange.rules import EditionFile, model

AWKWARD = [
    "NO",
    "2013",
    "null",
    "~",
    "true",
    "- a",
    "# b",
    "a: b",
    "'",
    '"',
    "{}",
    "*x",
    "&x",
    "!x",
    "%d",
    "0x1F",
    "1e3",
    "2025-08-25",
    "=",
    "<<",
    "a\nb",
    "|",
    "\ufeffx",
    "Ўзбек ҷ ä 한국",
]
LETTERS = st.characters(exclude_categories=("Cc", "Cs"))
CODES = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,10}", fullmatch=True)
LANGUAGES = st.sampled_from(["en", "ko", "ru", "kk", "no", "kaa", "uz-Cyrl", "pt-BR", "tg"])
COUNTRIES = st.sampled_from(["NO", "KZ", "KR", "PE", "GE"])
ZONES = st.sampled_from(["Asia/Almaty", "America/Lima", "Europe/Paris", "Asia/Kathmandu", "UTC"])
CURRENCIES = st.sampled_from(["USD", "KZT", "KRW", "UZS"])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CLOCKS = st.times().map(lambda moment: time(moment.hour, moment.minute))


def words(longest: int = 30) -> st.SearchStrategy[str]:
    written = st.text(LETTERS, min_size=1, max_size=longest) | st.sampled_from(AWKWARD)
    return written.map(str.strip).filter(bool)


def texts() -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(LANGUAGES, words(), min_size=1, max_size=3).map(
        lambda versions: dict(sorted(versions.items()))
    )


def many(one: st.SearchStrategy, *, most: int = 3, by=None) -> st.SearchStrategy[tuple]:
    return st.lists(one, max_size=most, unique_by=by).map(tuple)


def maybe(one: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | one


def several(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.lists(st.sampled_from(values), unique=True, max_size=3) if values else st.just([])
    return chosen.map(lambda codes: tuple(sorted(codes)))


def number(most: int, places: int, least: str = "0") -> st.SearchStrategy:
    return st.decimals(min_value=least, max_value=most, places=places)


@st.composite
def parties(draw) -> model.Parties:
    organisations = draw(
        many(
            st.builds(
                model.Organisation,
                key=KEYS,
                name=texts(),
                country=maybe(COUNTRIES),
                iati_identifier=maybe(words()),
            ),
            by=lambda one: one.key,
        )
    )
    keys = [one.key for one in organisations]
    return model.Parties(
        organisations=tuple(sorted(organisations, key=lambda one: one.key)),
        partners=draw(many(partner(keys), by=_partnership)),
        claims=draw(many(claim(keys))),
        history=draw(many(event(keys), by=_event)),
    )


def _partnership(one: model.Partner) -> tuple:
    return (one.organisation, one.country, one.role, one.held_from)


def _event(one: model.HistoryEvent) -> tuple:
    return (one.kind, one.on, tuple(one.title.items()))


@st.composite
def partner(draw, keys: list[str]) -> model.Partner:
    is_country = not keys or draw(st.booleans())
    held_from = draw(maybe(DAYS))
    days = draw(maybe(st.integers(1, 500)))
    return model.Partner(
        organisation=None if is_country else draw(st.sampled_from(keys)),
        country=draw(COUNTRIES) if is_country else None,
        role=draw(st.sampled_from(model.PARTNER_ROLES)),
        held_from=held_from,
        held_until=held_from + timedelta(days=days) if held_from and days else None,
        iati_roles=draw(many(st.sampled_from(model.IATI_ROLES), by=str)),
    )


@st.composite
def claim(draw, keys: list[str]) -> model.Claim:
    about = draw(words().filter(lambda word: word != "role"))
    organisation = draw(maybe(st.sampled_from(keys))) if keys else None
    return model.Claim(
        about="role" if organisation else about,
        value=draw(words() | DAYS.map(date.isoformat) | st.integers(-5, 99).map(str)),
        source=draw(words()),
        organisation=organisation,
    )


@st.composite
def event(draw, keys: list[str]) -> model.HistoryEvent:
    day, precision = draw(DAYS), draw(st.sampled_from(["year", "month", "day"]))
    first = {"year": day.replace(month=1, day=1), "month": day.replace(day=1), "day": day}
    return model.HistoryEvent(
        kind=draw(st.sampled_from(model.EVENT_KINDS)),
        title=draw(texts()),
        on=draw(maybe(st.just(model.PartialDate(first[precision], precision)))),
        partners=draw(several(keys)),
        topics=draw(many(texts())),
    )


@st.composite
def asked(draw, code: str) -> model.Asked:
    kind = draw(st.sampled_from(model.ANSWER_TYPES))
    # A semicolon stands between several answers.
    whole = texts().filter(lambda told: not any(";" in one for one in told.values()))
    options = tuple((f"o{n}", draw(whole)) for n in range(draw(st.integers(2, 4))))
    return model.Asked(
        code,
        {"en": f"Question {code}"},
        kind,
        draw(st.booleans()),
        options if kind in ("single", "multiple") else (),
    )


@st.composite
def quota(draw, answers: list[tuple[str, str]]) -> model.Quota:
    least, more = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    if draw(st.booleans()):
        return model.Quota(
            None, None, True, None, least, weight=draw(maybe(number(1000, 6, "0.000001")))
        )
    country, sex = draw(
        st.sampled_from([("KZ", None), (None, "F"), ("NO", "M"), ("PE", None), (None, None)])
    )
    limits = draw(st.sampled_from([(least, least + more), (least, None), (None, more)]))
    level = draw(maybe(st.sampled_from(model.OFFICE_LEVELS)))
    question, answer = draw(st.sampled_from([*answers, (None, None)]))
    region = None if country or sex or level else draw(st.sampled_from(REGIONS))
    return model.Quota(
        country,
        sex,
        False,
        *limits,
        region=region or draw(maybe(st.sampled_from(REGIONS))),
        level=level,
        first_timer=draw(maybe(st.sampled_from(["yes", "no"]))),
        weight=draw(maybe(number(1000, 6, "0.000001"))),
        question=question,
        answer=answer,
    )


def whom(one: model.Quota) -> tuple:
    """What no two lines may have in common."""
    keys = (one.country, one.sex, one.region, one.level, one.first_timer, one.question, one.answer)
    return (*keys, one.each_organisation, one.weight is None)


@st.composite
def score_part(draw) -> model.ScorePart:
    part = draw(st.sampled_from(["focal_point_rank", "years_in_service", "language"]))
    return model.ScorePart(
        part=part,
        weight=draw(number(1000, 6)),
        full_at=draw(number(40, 2, "0.01")) if part == "years_in_service" else None,
        language=draw(st.sampled_from(["en", "ru"])) if part == "language" else None,
    )


@st.composite
def call(draw, code: str) -> model.Call:
    opens_at = draw(
        maybe(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
    )
    language = draw(maybe(st.sampled_from(["en", "ru"])))
    questions = tuple(draw(asked(f"k{n}")) for n in range(draw(st.integers(0, 2))))
    answers = [
        (one.code, key) for one in questions if one.type == "single" for key, _ in one.options
    ]
    return model.Call(
        seats=draw(st.integers(1, 2_000_000)),
        tie_seed=draw(st.just(code) | words()),
        opens_at=opens_at,
        closes_at=opens_at and opens_at + timedelta(hours=draw(st.integers(1, 9999))),
        reserves_per_country=draw(st.integers(0, 9)),
        nominations_per_country_max=draw(maybe(st.integers(1, 99))),
        method=draw(st.sampled_from(model.METHODS)),
        quotas=draw(many(quota(answers), by=whom)),
        questions=questions,
        eligibility=model.Eligibility(
            minimum_years_in_service=draw(maybe(number(40, 2))),
            years_since_training_abroad=draw(maybe(st.integers(0, 9))),
            language=language,
            language_at_least=draw(st.sampled_from(model.LANGUAGE_LEVELS)) if language else None,
        ),
        score=draw(many(score_part(), by=lambda one: (one.part, one.language))),
    )


@st.composite
def hours(draw) -> model.Hours:
    first, begin, end, last = draw(
        st.lists(CLOCKS, min_size=4, max_size=4, unique=True).map(sorted)
    )
    return model.Hours(
        first=first,
        last=last,
        slot_minutes=draw(st.integers(1, 60)),
        lunch=draw(maybe(st.just((begin, end)))),
        break_minutes=draw(st.integers(0, 30)),
        break_after_minutes=draw(maybe(st.integers(0, 240))),
        weekends=draw(st.booleans()),
        holidays=draw(st.booleans()),
    )


@st.composite
def local_times(draw, first: date, last: date) -> datetime:
    """Between five in the morning and ten in the evening no clock is put forward or back."""
    clock = time(draw(st.integers(5, 21)), draw(st.integers(0, 59)))
    return datetime.combine(draw(st.dates(first, last)), clock)


@st.composite
def lecturer(draw, keys: list[str], first: date, last: date) -> model.Lecturer:
    begins = draw(st.lists(local_times(first, last), max_size=2, unique=True).map(sorted))
    remote = st.builds(model.Remote, ZONES, CLOCKS, CLOCKS)
    return model.Lecturer(
        code=draw(KEYS),
        organisation=draw(maybe(st.sampled_from(keys))) if keys else None,
        languages=draw(many(LANGUAGES, by=str)),
        away=tuple((begin, begin + timedelta(minutes=59)) for begin in begins),
        remote=draw(maybe(remote.filter(lambda one: one.hours_from != one.hours_until))),
    )


@st.composite
def sessions(draw, problem: model.Timetable, first: date, last: date) -> tuple[model.Session, ...]:
    def one_of(things: tuple) -> str | None:
        return draw(maybe(st.sampled_from([thing.code for thing in things]))) if things else None

    codes = draw(st.lists(KEYS, unique=True, max_size=4))
    return tuple(
        model.Session(
            code=code,
            title=draw(texts()),
            minutes=draw(st.integers(1, 480)),
            kind=draw(st.sampled_from(model.SESSION_KINDS)),
            language=draw(LANGUAGES),
            lecturer=one_of(problem.lecturers),
            room=one_of(problem.rooms),
            group=one_of(problem.groups),
            at=draw(maybe(local_times(first, last))),
            after=draw(several(codes[:index])),
        )
        for index, code in enumerate(codes)
    )


@st.composite
def timetables(draw, keys: list[str], first: date, last: date) -> model.Timetable:
    def by_code(one: st.SearchStrategy) -> tuple:
        return draw(many(one, by=lambda thing: thing.code))

    room = st.builds(model.Room, KEYS, st.just({}) | texts(), st.integers(1, 99), st.integers(0, 3))
    pairs = many(st.sampled_from(["ko-ru", "en-ru", "uz-Cyrl-en"]), by=str)
    problem = model.Timetable(
        hours=draw(hours()),
        rooms=by_code(room),
        lecturers=by_code(lecturer(keys, first, last)),
        interpreters=by_code(st.builds(model.Interpreter, KEYS, pairs)),
        groups=by_code(st.builds(model.Group, KEYS, st.integers(1, 99))),
    )
    return model.Timetable(**vars(problem) | {"sessions": draw(sessions(problem, first, last))})


@st.composite
def contribution(draw, keys: list[str], starts_on: date) -> model.Contribution:
    kind = draw(st.sampled_from(model.MONEY_KINDS))
    return model.Contribution(
        payer=draw(st.sampled_from(keys)),
        item=draw(texts()),
        amount=draw(number(10**13, 2)),
        currency=draw(CURRENCIES),
        kind=kind,
        purpose=draw(st.sampled_from(model.PURPOSES)),
        delivered_in=draw(COUNTRIES),
        on=draw(st.just(starts_on) | DAYS),
        valuation=draw(words()) if kind == "in-kind" else None,
    )


def contacts() -> st.SearchStrategy[model.Contact]:
    number = st.from_regex(r"\+?[0-9]([ ()/-]{0,2}[0-9]){2,12}", fullmatch=True)
    return st.builds(
        model.Contact,
        name=st.just({}) | texts(),
        email=maybe(st.sampled_from(["desk@example.org", "no@on.example", "1e3@x.example"])),
        telephone=maybe(number),
        emergency=maybe(number | st.just("112")),
    )


@st.composite
def edition_files(draw) -> EditionFile:
    code, starts_on = draw(CODES), draw(DAYS)
    ends_on = starts_on + timedelta(days=draw(st.integers(0, 20)))
    taking_part = draw(parties())
    keys = [one.key for one in taking_part.organisations]
    rate = st.builds(model.ExchangeRate, CURRENCIES, number(10**6, 6, "0.000001"), DAYS)
    return EditionFile(
        code=code,
        kind=draw(st.sampled_from(model.EDITION_KINDS)),
        title=draw(texts()),
        starts_on=starts_on,
        ends_on=ends_on,
        venue=draw(
            st.builds(model.Venue, st.just({}) | texts(), st.just({}) | texts(), COUNTRIES, ZONES)
        ),
        languages=draw(
            st.builds(model.Languages, LANGUAGES, many(LANGUAGES, by=str), many(LANGUAGES, by=str))
        ),
        contact=draw(contacts()),
        parties=taking_part,
        call=draw(call(code)),
        timetable=draw(timetables(keys, starts_on, ends_on)),
        funding=model.Funding(
            contributions=draw(many(contribution(keys, starts_on))) if keys else (),
            exchange_rates=draw(many(rate, by=lambda one: (one.currency, one.on))),
        ),
        programme=draw(maybe(CODES)),
        objectives=draw(many(texts())),
        sectors=draw(st.just(model.DEFAULT_SECTORS) | sectors()),
        completion=draw(
            st.builds(model.Completion, st.integers(0, 100), st.booleans(), st.booleans())
        ),
    )


@st.composite
def sectors(draw) -> tuple[model.Sector, ...]:
    share = draw(number(99, 6, "0.000001"))
    return (model.Sector("15110", share), model.Sector("43010", 100 - share))
