"""Invented nominees by the thousand, for measurements."""

import random
from datetime import date, timedelta
from decimal import Decimal

from samgak.nominations.models import Nomination
from samgak.nominations.rules.identity import identity_of
from samgak.nominations.services.records import search_text
from samgak.participants.models import Person
from samgak.programmes.models import Edition

COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ")
FAMILIES = ("Ospanova", "Rahimov", "Karimova", "Ataýew", "Toktogulov", "Sattorova", "Kim", "Li")
GIVEN = ("Aigul", "Dilshod", "Nargiza", "Merdan", "Bakyt", "Zarina", "Askar", "Gulnara")
NATIVE = (
    "Оспанова",
    "Раҳимов",
    "Каримова",
    "Ataýew",
    "Токтогулов",
    "Сатторова",
    "김민서",
    "이지원",
)


def nominate(edition: Edition, *, count: int, at) -> None:
    """Put this many invented people forward, in bulk, evenly over five countries."""
    chance = random.Random(f"bench:{count}")
    people = [_person(number, chance) for number in range(count)]
    Person.objects.bulk_create(people, batch_size=2000)
    Nomination.objects.bulk_create(
        [
            Nomination(
                edition=edition,
                person=person,
                country=person.country,
                rank=number // len(COUNTRIES) + 1,
                organisation=f"Ministry {chance.randrange(40)}",
                position_held="Officer",
                years_in_service=Decimal(chance.randrange(1, 30)),
                languages={"ru": {"said": "good", "level": chance.choice(["fair", "good"])}},
                nominated_at=at,
                search_text=search_text(person),
            )
            for number, person in enumerate(people)
        ],
        batch_size=2000,
    )


def _person(number: int, chance: random.Random) -> Person:
    country = COUNTRIES[number % len(COUNTRIES)]
    name, given = chance.randrange(len(FAMILIES)), chance.choice(GIVEN)
    family = f"{FAMILIES[name]}{number}"
    born = date(1970, 1, 1) + timedelta(days=chance.randrange(10_000))
    known = identity_of(country=country, family=family, given=given, born_on=born)
    return Person(
        country=country,
        family_name=family,
        given_name=given,
        native_name=f"{NATIVE[name]}{number} {given}",
        name_key=known.name,
        sex=chance.choice("FM"),
        born_on=born,
        email=f"bench{number}@example.org",
    )
