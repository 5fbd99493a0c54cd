"""The demonstration: an edition while its call is open, and invented people to walk through it.

Everything goes through the services that pages use, on the days on which it would have happened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from json import loads
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from samgak.accounts.models import User
from samgak.calls import queries as calls
from samgak.calls import services_ready as calls_ready
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.demand import queries as demand
from samgak.exchange import clock
from samgak.exchange.queries import demonstration as queries
from samgak.exchange.services import (
    demonstration_applications,
    demonstration_calls,
    demonstration_demand,
    demonstration_discussion,
    demonstration_one_stop,
    demonstration_open_data,
    demonstration_reaction,
    demonstration_secondment,
    load,
)
from samgak.exchange.services.companions import load_companions
from samgak.funding import queries as funding
from samgak.nominations import services as nominations
from samgak.nominations.models import Nomination
from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes import services as programmes
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.rules import State
from samgak.surveys import services as surveys
from samgak.timetable.models import Interpreter, Lecturer

SHOWN_ON = date(2025, 7, 20)
IMPORTED = ("KZ", "KG", "TJ")  # the visitor imports the others
BEFORE_THE_CALL = (
    (State.SCREENED, "officer-koica", 150),
    (State.JOINT_CONCEPT, "officer-kazaid", 110),
    (State.JSC_APPROVED, "approver", 75),
    (State.BUDGETED, "officer-koica", 40),
    (State.CI_PUBLISHED, "officer-koica", 14),
)


@dataclass(frozen=True)
class House:
    """Somebody invented who works for an organisation."""

    key: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    language: str
    timezone: str


HOUSES = (
    House("administrator", "Han Ji-won", "koica", (Role.ADMINISTRATOR,), "ko", "Asia/Seoul"),
    House("officer-koica", "Seo Min-jae", "koica", (Role.PROGRAMME_OFFICER,), "ko", "Asia/Seoul"),
    House(
        "officer-kazaid", "Дана Серікова", "kazaid", (Role.PROGRAMME_OFFICER,), "kk", "Asia/Almaty"
    ),
    House("screener", "Yoon Ha-eun", "koica", (Role.SCREENER,), "ko", "Asia/Seoul"),
    House("approver", "Нұрлан Жақсыбек", "kazaid", (Role.APPROVER,), "kk", "Asia/Almaty"),
    House("evaluation", "Ахмет Оралов", "kazaid", (Role.EVALUATION_OFFICER,), "ru", "Asia/Almaty"),
    House("reporting", "Bae So-yeon", "koica", (Role.REPORTING_OFFICER,), "ko", "Asia/Seoul"),
    House(
        "reporting-kazaid", "Мәдина Тоқар", "kazaid", (Role.REPORTING_OFFICER,), "kk", "Asia/Almaty"
    ),
)
FOCAL_POINTS = (
    ("KZ", "Ерлан Мұқанов", "kk", "Asia/Almaty"),
    ("KG", "Айпери Турдуева", "ky", "Asia/Bishkek"),
    ("TJ", "Фирӯза Назарова", "tg", "Asia/Dushanbe"),
    ("UZ", "Dilnoza Rahimova", "uz", "Asia/Tashkent"),
    ("TM", "Maral Annaýewa", "tk", "Asia/Ashgabat"),
)
# One of them is a programme officer too: a person with two hats.
LECTURERS = (
    ("kr-1", "lecturer", "Kwon Tae-hyun", "ko", "Asia/Seoul"),
    ("kz-1", "officer-kazaid", "Дана Серікова", "kk", "Asia/Almaty"),
)
INTERPRETERS = (("i-1", "interpreter", "Алина Пак", "ru", "Asia/Almaty"),)


@transaction.atomic
def demonstrate() -> Edition | None:
    """Fill an empty database with the demonstration; None when an edition is there already.

    Raises RuleBroken outside demonstration mode.
    """
    if not settings.DEMONSTRATION:
        raise RuleBroken("not_a_demonstration")
    if Edition.objects.exists():
        return None
    directory = queries.DIRECTORY
    with audit.because("samgak demonstrate"):
        edition = load((directory / "edition.yaml").read_text(encoding="utf-8")).edition
        people = {**_staff_houses(), **_staff_edition(edition)}
        demonstration_calls.add(edition, people, at=edition.call.opens_at - timedelta(days=20))
        _go_to_the_call(edition, people)
        clock.follow(edition, on=SHOWN_ON)
        _load_test(edition, directory)
        load_companions(edition, directory, at=edition.call.opens_at)
        _import_workbooks(edition, directory, people)
        _invite_participant(edition)
        demonstration_open_data.add(edition, at=edition.call.opens_at)
        demonstration_one_stop.click_through(edition, people, at=edition.call.opens_at)
        demonstration_discussion.add(edition, at=edition.call.opens_at)
        demonstration_reaction.add(edition, at=edition.call.opens_at)
        demonstration_applications.add(people)
        demonstration_secondment.add(
            people,
            seconded=_account("seconded", "Әлия Жақсылықова", "kk", "Asia/Seoul"),
            mentor=_account("mentor", "Oh Se-jin", "ko", "Asia/Seoul"),
        )
    edition.refresh_from_db()
    return edition


def _staff_houses() -> dict[str, User]:
    people = {}
    # Whose administrators look after the whole site.
    Organisation.objects.filter(key=HOUSES[0].organisation).update(operates_site=True)
    for one in HOUSES:
        user = people[one.key] = _account(one.key, one.name, one.language, one.timezone)
        for role in one.roles:
            OrganisationRole.objects.create(
                user=user, role=role, organisation=Organisation.objects.get(key=one.organisation)
            )
    return people


def _staff_edition(edition: Edition) -> dict[str, User]:
    people = {}
    for country, name, language, timezone in FOCAL_POINTS:
        user = _account(f"focal-{country.lower()}", name, language, timezone)
        people[f"focal-{country.lower()}"] = user
        EditionRole.objects.create(
            user=user, edition=edition, role=Role.FOCAL_POINT, country=country
        )
    for code, key, name, language, timezone in LECTURERS:
        user = people[key] = _account(key, name, language, timezone)
        Lecturer.objects.filter(edition=edition, code=code).update(user=user)
        EditionRole.objects.create(user=user, edition=edition, role=Role.LECTURER)
    for code, key, name, language, timezone in INTERPRETERS:
        user = _account(key, name, language, timezone)
        Interpreter.objects.filter(edition=edition, code=code).update(user=user)
        EditionRole.objects.create(user=user, edition=edition, role=Role.INTERPRETER)
    return people


def _account(key: str, name: str, language: str, timezone: str) -> User:
    """The account of that key, made when it is new."""
    email = f"{key}@{queries.DOMAIN}"
    if known := User.objects.filter(email=email).first():
        return known
    return _account_at(email, name, language, timezone)


def _account_at(email: str, name: str, language: str, timezone: str) -> User:
    user = User.objects.create_user(
        email, queries.PASSWORD, name=name, language=language, timezone=timezone
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _go_to_the_call(edition: Edition, people: dict[str, User]) -> None:
    began_at = edition.call.opens_at
    demonstration_demand.ask(edition, people, at=began_at - timedelta(days=165))
    for target, key, days_before in BEFORE_THE_CALL:
        if target == State.JSC_APPROVED:
            demonstration_demand.agree(edition, people, at=began_at - timedelta(days=100))
        programmes.move(
            edition,
            to=target,
            by=people[key],
            at=began_at - timedelta(days=days_before),
            facts=funding.facts(edition) | demand.facts_of_life(edition) | calls.facts(edition),
        )
    programmes.move_by_clock(at=edition.call.opens_at)


def _load_test(edition: Edition, directory: Path) -> None:
    definition = loads((directory / "test.json").read_text(encoding="utf-8"))
    surveys.load_test(edition, definition=definition, at=edition.call.opens_at)


def _import_workbooks(edition: Edition, directory: Path, people: dict[str, User]) -> None:
    for country, at in zip(IMPORTED, _mornings_before(edition), strict=False):
        path = directory / f"nominations-{country.lower()}.xlsx"
        by = people[f"focal-{country.lower()}"]
        workbook = nominations.upload(
            edition,
            country=country,
            file_name=path.name,
            content=path.read_bytes(),
            by=by,
            at=at,
        )
        nominations.preview(workbook, at=at)
        calls_ready.declare_ready(edition, number="1", by=by, at=at)
        nominations.import_workbook(workbook, by=by, at=at)


def _mornings_before(edition: Edition) -> Iterator[datetime]:
    """Ten o'clock at the venue, on days before the one that is shown."""
    for days in (9, 6, 4):
        day = SHOWN_ON - timedelta(days=days)
        yield datetime(day.year, day.month, day.day, 10, tzinfo=edition.zone)


def _invite_participant(edition: Edition) -> None:
    """An account for the nominee whom the first country ranks highest, so that one can follow it."""
    best = Nomination.objects.filter(edition=edition, country=IMPORTED[0]).select_related("person")
    person = best.exclude(person__email="").order_by("rank").first().person
    user = _account_at(person.email, str(person), "kk", "Asia/Almaty")
    person.user = user
    person.save(update_fields=["user"])
    EditionRole.objects.create(user=user, edition=edition, role=Role.PARTICIPANT)
