from datetime import UTC, datetime

from samgak.participants.models import Participant
from samgak.practice.models import Dataset, Team, TeamMember
from samgak.practice.services import datasets as services
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

AT = datetime(2020, 1, 15, 8, tzinfo=UTC)
VISITS = (
    "Office,Service,Visits,Day\n"
    + "".join(
        f"Office {n % 3},{'Permit' if n % 2 else 'Разрешение'},{100 + n},2024-01-{n % 28 + 1:02}\n"
        for n in range(30)
    )
).encode()
PEOPLE = (
    "ФИО,Паспорт,Сумма\n" + "".join(f"Вымышленный {n},N1234567{n},{n}\n" for n in range(6))
).encode()
ABOUT = {
    "title": {"en": "Visits", "ru": "Посещения"},
    "description": {"en": "Visits to invented offices.", "ru": "Посещения вымышленных офисов."},
    "keywords": {"en": "office, visits"},
    "publisher": {"en": "Invented office"},
    "theme": "GOVE",
    "frequency": "ANNUAL",
    "countries": ["KZ"],
    "languages": ["en"],
    "contact_name": "Desk",
    "contact_email": "desk@example.org",
    "licence": "cc-by-4.0",
}


def team_of(edition=None, *, key="one") -> Team:
    edition = edition or EditionFactory(state="running")
    return Team.objects.create(edition=edition, key=key, name={"en": f"Team {key}"}, language="en")


def member_of(team: Team, seat: Participant | None = None):
    """Somebody with the role of a participant and a place in the team."""
    seat = seat or ParticipantFactory(edition=team.edition, person__user=UserFactory())
    TeamMember.objects.create(team=team, participant=seat)
    EditionRoleFactory(edition=team.edition, user=seat.person.user, role="participant")
    return seat.person.user


def dataset_of(team: Team, content: bytes = VISITS, name: str = "visits.csv") -> Dataset:
    return services.upload(team, file_name=name, content=content, by=None, at=AT)


def described(team: Team, content: bytes = VISITS, **changes) -> Dataset:
    return services.describe(dataset_of(team, content), values=ABOUT | changes, by=None, at=AT)


def published(team: Team, **changes) -> Dataset:
    dataset = described(team, **changes)
    services.publish(dataset, by=None, at=AT)
    return dataset
