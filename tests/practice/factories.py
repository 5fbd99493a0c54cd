"""A team and an invented licence service of five steps."""

from datetime import UTC, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from samgak.practice.models import PracticeCase, ServiceModel, ServiceStep, Team, TeamMember
from samgak.practice.queries import blueprints
from samgak.practice.services import cases
from tests.factories import EditionFactory, ParticipantFactory

AT = datetime(2030, 1, 15, 9, tzinfo=UTC)


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: {"en": f"Team {n}"})
    language = "en"


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember

    team = factory.SubFactory(TeamFactory)
    participant = factory.LazyAttribute(lambda one: ParticipantFactory(edition=one.team.edition))


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = ServiceModel

    team = factory.SubFactory(TeamFactory)
    title = {"en": "Licence for a kiosk"}
    people_low = people_likely = people_high = Decimal(1000)
    tariff_per_hour = Decimal(6)
    office_tariff_per_hour = Decimal(5)
    currency = "USD"
    held = ["full-name", "home-address", "address-certificate", "tax-certificate"]
    saved_at = AT


class StepFactory(DjangoModelFactory):
    class Meta:
        model = ServiceStep

    service = factory.SubFactory(ServiceFactory)
    position = factory.LazyAttribute(lambda one: one.service.steps.count() + 1)
    code = factory.LazyAttribute(lambda one: f"s{one.position}")
    title = factory.LazyAttribute(lambda one: {"en": f"Step {one.position}"})
    actor = "citizen"
    office = "Akimat"
    channel = "in-person"


DOCUMENTS = ["address-certificate", "tax-certificate"]
# Title, actor, office, minutes, days of waiting, visit, documents, data, fee.
LICENCE = (
    ("Fetch the certificate", "citizen", "Service centre", 60, 0, True, [], ["full-name"], 2),
    ("Issue the certificate", "officer", "Service centre", 10, 3, False, [], [], 0),
    ("Apply", "citizen", "City", 60, 0, True, DOCUMENTS, ["full-name", "home-address"], 10),
    ("Check the application", "officer", "City", 30, 10, False, [], [], 0),
    ("Collect the licence", "citizen", "City", 30, 0, True, [], [], 0),
)


def licence_service(**more) -> ServiceModel:
    service = ServiceFactory(**more)
    for title, actor, office, minutes, days, visit, documents, data, fee in LICENCE:
        ends = ("low", "likely", "high")
        StepFactory(
            service=service,
            title={"en": title},
            actor=actor,
            office={"en": office},
            is_visit=visit,
            documents=documents,
            data_fields=data,
            fee=Decimal(fee),
            **{f"active_minutes_{end}": Decimal(minutes) for end in ends},
            **{f"waiting_days_{end}": Decimal(days) for end in ends},
        )
    return service


def granted_case(service: ServiceModel, *, applicant, officer, at: datetime) -> PracticeCase:
    """An application that went through all offices and was granted."""
    case = cases.begin(service, identity="p01", by=applicant, at=at)
    asked = (question.item for question in blueprints.blueprint_of(service).questions)
    case = cases.submit(case, answers=dict.fromkeys(asked, "yes"), at=at)
    for task in case.tasks.filter(is_automatic=False, is_decision=False):
        cases.finish_task(case, position=task.position, note="", by=officer, at=at)
    decision = case.tasks.get(is_decision=True).position
    return cases.decide(
        case, position=decision, is_granted=True, reason="All is in order", by=officer, at=at
    )
