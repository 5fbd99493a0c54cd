"""Brings about on the demonstration what its life leaves out: a talk, a secondment under way, stories."""

from datetime import UTC, datetime

from i18nfield.strings import LazyI18nString

from samgak.accounts.models import User
from samgak.discussions.models import Topic
from samgak.exchange.queries.demonstration import CODE, DOMAIN
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.secondments.models import FinalReport
from samgak.stories import rules, services
from tests.browser import course
from tests.discussions.factories import PostFactory, a_commitment

AT = datetime(2025, 8, 30, 9, tzinfo=UTC)
SECONDMENT = "secondment-2025"
# Run inside the site, before anybody looks at it.
PREPARED = f"from {__name__} import prepare; prepare()"


def prepare() -> None:
    course.seat()
    speaker = User.objects.get(email=f"kz-1@{DOMAIN}")
    edition, secondment = Edition.objects.get(code=CODE), Edition.objects.get(code=SECONDMENT)
    topic = Topic.objects.filter(edition=edition).first()
    PostFactory(topic=topic, author=speaker, author_name=speaker.name)
    a_commitment(edition, state="drafted", drafted_by=speaker)
    _publish(edition)
    _quote(secondment, "kazaid")
    Edition.objects.filter(pk=secondment.pk).update(state="running")
    FinalReport.objects.filter(participant__edition=secondment).update(submitted_at=None)


def _quote(edition: Edition, key: str):
    organisation, officer = _agency(key)
    story = services.write(
        edition,
        headline=edition.title,
        lead=LazyI18nString({}),
        facts_shown=rules.FACTS,
        by=officer,
        at=AT,
    )
    said = services.enter_quotation(
        story,
        None,
        speaker="Invented speaker",
        organisation=organisation,
        language="en",
        words=LazyI18nString({"en": "We leave as one office."}),
        by=officer,
        at=AT,
    )
    services.approve_quotation(said, agencies=[organisation.pk], by=officer, at=AT)
    return story


def _publish(edition: Edition) -> None:
    story = _quote(edition, "kazaid")
    services.ask(story, by=_agency("kazaid")[1], at=AT)
    for key in ("kazaid", "koica"):
        organisation, officer = _agency(key)
        given = {"organisation": organisation, "agencies": [organisation.pk]}
        services.approve(story, **given, by=officer, at=AT)


def _agency(key: str) -> tuple[Organisation, User]:
    return Organisation.objects.get(key=key), User.objects.get(email=f"officer-{key}@{DOMAIN}")
