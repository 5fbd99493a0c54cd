"""The licence of a small shop, as it is and as one desk would give it: what the tests click through."""

from datetime import UTC, datetime

from samgak.practice.models import ServiceModel, ServiceStep, Team, TeamMember
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

AT = datetime(2030, 1, 14, 5, tzinfo=UTC)
# code, title, actor, office, channel, fields, documents, minutes, visit
STEPS = (
    ("apply", "Apply", "business", "Town hall", "in-person",
     ["full-name", "business-number", "opening-hours"], ["identity-document"], (20, 30, 60), True),
    ("tax", "Fetch the tax certificate", "business", "Tax office", "in-person",
     ["full-name", "tax-number"], ["tax-certificate"], (10, 20, 40), True),
    ("check", "Check the rooms", "officer", "Fire service", "in-person", [], [], (20, 40, 60), False),
    ("decide", "Decide", "officer", "Town hall", "in-person", [], [], (10, 15, 30), False),
    ("enter", "Enter into the register", "system", "Town hall", "automatic", [], [], (0, 0, 0), False),
)  # fmt: skip


def team(edition, key="red", language="en"):
    return Team.objects.create(edition=edition, key=key, name=f"Team {key}", language=language)


def player(edition, team=None, role="participant"):
    """Somebody of the edition, in a team if given; returns the user."""
    user = UserFactory()
    EditionRoleFactory(edition=edition, user=user, role=role)
    if role == "participant":
        seat = ParticipantFactory(edition=edition, person__user=user)
        if team:
            TeamMember.objects.create(team=team, participant=seat)
    return user


def shop(team, **changes):
    """The service as it is: five steps, 30,000 licences a year."""
    given = {
        "team": team,
        "title": "Licence of a small shop",
        "people_low": 20_000,
        "people_likely": 30_000,
        "people_high": 40_000,
        "tariff_per_hour": 5,
        "held": [
            "full-name",
            "business-number",
            "tax-number",
            "tax-certificate",
            "identity-document",
        ],
        "saved_at": AT,
    }
    service = ServiceModel.objects.create(**(given | changes))
    for position, row in enumerate(STEPS, start=1):
        code, title, actor, office, channel, fields, documents, minutes, is_visit = row
        low, likely, high = minutes
        ServiceStep.objects.create(
            service=service,
            position=position,
            code=code,
            title=title,
            actor=actor,
            office=office,
            channel=channel,
            data_fields=fields,
            documents=documents,
            active_minutes_low=low,
            active_minutes_likely=likely,
            active_minutes_high=high,
            is_visit=is_visit,
        )
    return service


def one_stop(service, **changes):
    """A redesign: whatever a register holds is fetched, one desk."""
    given = {
        "team": service.team,
        "base": service,
        "title": "One desk for shops",
        "operations": [{"code": "ask-once"}],
        "saved_at": AT,
    }
    return ServiceModel.objects.create(**(given | changes))


def world():
    """An edition with two teams; the red one has the shop and its redesign."""
    edition = EditionFactory()
    red, blue = team(edition), team(edition, "blue")
    service = shop(red)
    return edition, red, blue, service, one_stop(service)
