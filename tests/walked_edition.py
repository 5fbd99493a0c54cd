"""One edition with everything in it, for two countries: what the walk through all addresses meets."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.tokens import default_token_generator
from pypdf import PdfWriter

from samgak.accounts.models import User
from samgak.actionplans import services as actionplans
from samgak.actionplans.models import CheckIn
from samgak.applications.models import OfficialForm
from samgak.discussions.models import Post, Topic
from samgak.learning.models import Lesson
from samgak.nominations.models import (
    CountryForm,
    Criterion,
    EarlierRecord,
    EndorsementLetter,
    HandOver,
    NominationDraft,
    Override,
    Review,
    Selection,
    SelectionLine,
    WorkbookImport,
    WorkbookRow,
)
from samgak.partners.models import Agreement, OrganisationRole, Role
from samgak.places.models import Appeal, CohortPaper
from samgak.practice.models import Dataset
from samgak.privacy import services as privacy
from samgak.privacy.models import Consent
from samgak.programmes.models import Edition, EditionRole, QuotaLine
from samgak.programmes.permissions import HOUSE_ROLES
from samgak.reporting.models import ReportingSnapshot
from samgak.standards.iati.plain import to_plain
from tests.actionplans.factories import ActionPlanFactory
from tests.applications.factories import (
    WHOLE,
    AnswerFileFactory,
    ApplicationFactory,
    ApplicationFormFactory,
)
from tests.attendance.factories import AttendanceRecordFactory, PlacedSessionFactory
from tests.calls.factories import a_published
from tests.certificates.factories import CertificateFactory
from tests.correspondence.factories import LetterFactory
from tests.demand.factories import (
    CommitteeMemberFactory,
    CommitteeQuestionFactory,
    ConceptPaperFactory,
    JointConceptFactory,
)
from tests.discussions.factories import PostFactory, a_commitment, a_topic
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    ParticipantFactory,
    PartnerRoleFactory,
    PersonFactory,
    UserFactory,
)
from tests.funding.factories import ContributionFactory, ExchangeRateFactory
from tests.learning.factories import (
    CountryReportFactory,
    LessonFactory,
    LessonUseFactory,
    ProgrammeFactory,
    ReadingMarkFactory,
)
from tests.nominations.factories import (
    NominationFactory,
    WorkbookImportFactory,
    committed_draw,
)
from tests.practice.dataset_factories import published, team_of
from tests.practice.factories import TeamMemberFactory, licence_service
from tests.privacy.factories import give
from tests.secondments.factories import (
    FinalReportFactory,
    LogEntryFactory,
    OutputFactory,
    a_secondment,
)
from tests.standards.iati.activities import activity
from tests.stories.factories import QuotationFactory
from tests.surveys.factories import KnowledgeTestFactory, SittingFactory, a_survey

AT = datetime(2020, 1, 20, 6, tzinfo=UTC)
STRANGER, ANONYMOUS = "stranger", "anonymous"


@dataclass
class Side:
    """A country: its focal point, a person with a seat, another who was only nominated."""

    country: str
    focal_point: EditionRole
    seat: object
    participant: EditionRole
    nomination: object
    other_nomination: object
    workbook: WorkbookImport
    row: WorkbookRow
    line: SelectionLine
    override: Override
    letter: object
    certificate: object
    check_in: object
    evidence: object
    erasure: object
    secondment_seat: object
    draft: object
    earlier: object
    hand_over: object
    appeal: Appeal
    application: object  # of the person with a seat; waits for the focal point
    application_draft: object  # of the other
    signed: object
    paper: object
    words: tuple[str, ...]  # by which its people are known
    words_of_seat: tuple[str, ...]


@dataclass
class World:
    edition: Edition
    secondment: Edition  # with the same people in the same roles
    house: OrganisationRole
    session: object
    selection: Selection
    draw: object
    contribution: object
    rate: object
    practice_service: object
    agreement: Agreement
    snapshot: ReportingSnapshot
    dataset: Dataset
    quotation: object
    official_form: OfficialForm
    lesson: object
    criterion: Criterion
    paper: CohortPaper
    topic: Topic
    post: Post
    sides: dict[str, Side]
    people: dict[str, User | None]
    question: object = None
    member: object = None

    @property
    def reset(self) -> str:
        return default_token_generator.make_token(self.house.user)


def make(state: str = "running") -> World:
    """The edition, with the users of every role by name."""
    edition = EditionFactory(
        state=state,
        starts_on=date(2020, 1, 14),
        ends_on=date(2020, 1, 16),
        programme=ProgrammeFactory(),
    )
    house = OrganisationRoleFactory(role=Role.ADMINISTRATOR, organisation__key="koica")
    PartnerRoleFactory(edition=edition, organisation=house.organisation)
    edition.organisations.add(house.organisation)
    asked = {"key": "p1", "type": "text", "text": {"en": "A district"}}
    questions = {"format": 1, "version": "1", "title": {"en": "x"}, "questions": [asked]}
    call = CallFactory(edition=edition, questions=questions)
    ApplicationFormFactory(edition=edition)
    test = KnowledgeTestFactory(edition=edition, loaded_at=AT)
    session = PlacedSessionFactory(edition=edition)
    lesson = LessonFactory(programme=edition.programme)
    lesson.files.create(name="notes.txt", content=b"notes", size_bytes=5)
    LessonUseFactory(session=session, lesson=lesson)
    selection = Selection.objects.create(
        edition=edition,
        state="proposed",
        proposed_at=AT,
        proposed_by=UserFactory(),
        seats=2,
        total_score="2",
    )
    secondment = a_secondment(state=state, starts_on=edition.starts_on, ends_on=edition.ends_on)
    PartnerRoleFactory(edition=secondment, organisation=house.organisation)
    sides = {}
    for position, country in enumerate(("KZ", "KG"), start=1):
        PartnerRoleFactory(edition=edition, organisation=None, country=country, role="beneficiary")
        QuotaLine.objects.create(call=call, position=position, country=country, minimum=1)
        sides[country] = _side(edition, country, selection, session, test)
        sides[country].secondment_seat = _seconded(secondment, sides[country])
    world = World(
        edition=edition,
        secondment=secondment,
        house=house,
        session=session,
        selection=selection,
        draw=committed_draw(
            edition, [side.nomination for side in sides.values()], by=selection.proposed_by
        ),
        contribution=ContributionFactory(edition=edition, payer=house.organisation),
        rate=ExchangeRateFactory(edition=edition),
        practice_service=licence_service(team__edition=edition),
        agreement=Agreement.objects.create(kind="memorandum", title="First agreement"),
        snapshot=ReportingSnapshot.objects.create(
            edition=edition,
            organisation=house.organisation,
            standard="iati",
            activity=to_plain(activity()),
            frozen_at=AT,
            frozen_by=house.user,
        ),
        dataset=published(team_of(edition)),
        quotation=QuotationFactory(
            story__edition=edition,
            story__state="public",
            story__asked_at=AT,
            story__asked_by=house.user,
            story__published_at=AT,
            organisation=house.organisation,
        ),
        official_form=OfficialForm.objects.create(
            organisation=house.organisation,
            title="Our form",
            language="en",
            layout="# The applicant\ngiven_name",
            saved_at=AT,
        ),
        lesson=lesson,
        criterion=Criterion.objects.create(
            edition=edition, position=1, name={"en": "Use at home"}, weight=1
        ),
        paper=CohortPaper.objects.create(
            edition=edition,
            kind="roster",
            form="pdf",
            language="en",
            made_at=AT,
            made_by=house.user,
            people=2,
            name="roster.pdf",
            content=_sheet(),
        ),
        sides=sides,
        people={},
        topic=(topic := a_topic(edition=edition)),
        post=PostFactory(topic=topic),
    )
    world.people = _people(world)
    for side in sides.values():
        lecturer = world.people[Role.LECTURER.value]
        Review.objects.create(edition=edition, nomination=side.nomination, reviewer=lecturer)
    for role in EditionRole.objects.filter(edition=edition):
        role.pk, role.edition = None, secondment
        role.save(force_insert=True)
    TeamMemberFactory(team=world.practice_service.team, participant=sides["KZ"].seat)
    a_published(edition, sections={"en": {"concept": "One-stop services"}})
    a_commitment(edition=edition)
    a_survey(edition)
    world.question = CommitteeQuestionFactory(edition=edition, asked_by=house.user)
    JointConceptFactory(edition=edition)
    world.member = CommitteeMemberFactory(
        edition=edition, user=world.people[f"{Role.PROGRAMME_OFFICER} of a partner"]
    )
    return world


def _people(world: World) -> dict[str, User | None]:
    people: dict[str, User | None] = {ANONYMOUS: None, STRANGER: UserFactory()}
    for role in Role.values:
        if role not in (Role.FOCAL_POINT, Role.PARTICIPANT):
            people[role] = EditionRoleFactory(edition=world.edition, role=role).user
    for role in HOUSE_ROLES:
        given = OrganisationRoleFactory(role=role, organisation=world.house.organisation)
        people[f"{role} of a partner"] = given.user
    for country, side in world.sides.items():
        people[f"focal point of {country}"] = side.focal_point.user
        people[f"participant of {country}"] = side.participant.user
    other = EditionRoleFactory(edition=EditionFactory(), role=Role.PROGRAMME_OFFICER)
    people["officer of another edition"] = other.user
    past = AT.date() - timedelta(days=1)
    ended = EditionRoleFactory(edition=world.edition, role=Role.PROGRAMME_OFFICER, held_until=past)
    people["officer of the past"] = ended.user
    people["administrator of another organisation"] = OrganisationRoleFactory(
        role=Role.ADMINISTRATOR, organisation=OrganisationFactory()
    ).user
    people["administrator of the site"] = OrganisationRoleFactory(
        role=Role.ADMINISTRATOR, organisation=OrganisationFactory(operates_site=True)
    ).user
    return people


def _side(edition: Edition, country: str, selection: Selection, session, test) -> Side:
    seated, nominated = _person(country, "Aqmar", "Ақмар"), _person(country, "Baqyt", "Бақыт")
    seated.user = UserFactory(name=f"Seat-of-{country}", email=seated.email)
    seated.save()
    seat = ParticipantFactory(
        edition=edition,
        person=seated,
        certificate_native_name=seated.native_name,
        certificate_passport_name=seated.passport_name,
        name_confirmed_at=AT,
    )
    nomination = NominationFactory(edition=edition, person=seated, country=country, rank=1)
    other = NominationFactory(edition=edition, person=nominated, country=country, rank=2)
    workbook = WorkbookImportFactory(
        edition=edition, country=country, state="imported", imported_at=AT
    )
    row = WorkbookRow.objects.create(
        workbook=workbook,
        row=2,
        outcome="reported",
        code="born-on-missing",
        passport_name=nominated.passport_name,
        native_name=nominated.native_name,
    )
    line = SelectionLine.objects.create(
        selection=selection, nomination=nomination, outcome="selected", score="1", score_sorted=1
    )
    AttendanceRecordFactory(session=session, participant=seat)
    SittingFactory(test=test, participant=seat)
    plan = ActionPlanFactory(
        participant=seat, title=f"Plan of {seated.family_name}", state="submitted"
    )
    check_in = CheckIn.objects.create(
        plan=plan, month=1, due_at=AT, asked_at=AT, answered_at=AT, status="done"
    )
    CountryReportFactory(edition=edition, country=country)
    ReadingMarkFactory(participant=seat, lesson=Lesson.objects.get(programme=edition.programme))
    give(seat, at=AT - timedelta(days=10), issued_on="2019-01-01")
    Consent.objects.create(
        person=nominated,
        edition=edition,
        purpose="photographs",
        data_class="ordinary",
        text_version="1",
        language="en",
        answer="agreed",
        answered_at=AT,
    )
    return Side(
        country=country,
        focal_point=EditionRoleFactory(edition=edition, role=Role.FOCAL_POINT, country=country),
        seat=seat,
        participant=EditionRoleFactory(
            edition=edition, role=Role.PARTICIPANT, user=seated.user, country=""
        ),
        nomination=nomination,
        other_nomination=other,
        workbook=workbook,
        row=row,
        line=line,
        override=Override.objects.create(
            edition=edition,
            nomination=other,
            kind="seat",
            reason="known for it",
            made_at=AT,
            made_by=UserFactory(),
        ),
        letter=LetterFactory(edition=edition, person=seated, address=seated.email),
        certificate=CertificateFactory(participant=seat, edition=edition, pdf=_sheet()),
        check_in=check_in,
        secondment_seat=None,
        appeal=Appeal.objects.create(
            edition=edition,
            nomination=other,
            state="received",
            words=f"{nominated.family_name} asks for a review.",
            language="en",
            received_at=AT,
            proposed_by=UserFactory(),
            decided_by=UserFactory(),
        ),
        erasure=privacy.ask_for_erasure(person=seated, edition=edition, at=AT),
        evidence=actionplans.add_evidence(check_in, name="a.pdf", content=_sheet(), at=AT),
        draft=NominationDraft.objects.create(
            edition=edition, country=country, name=nominated.passport_name, saved_at=AT
        ),
        earlier=EarlierRecord.objects.create(
            nomination=nomination, person=nominated, grounds=["same_address"]
        ),
        hand_over=_handed_over(edition, country),
        application=AnswerFileFactory(
            content=_sheet(),
            application=ApplicationFactory(
                edition=edition,
                person=seated,
                submitted=True,
                state="supervisor_endorsed",
                answers=WHOLE | {"native_name": seated.native_name},
            ),
        ).application,
        application_draft=AnswerFileFactory(
            content=_sheet(), application=ApplicationFactory(edition=edition, person=nominated)
        ).application,
        signed=EndorsementLetter.objects.create(
            edition=edition,
            country=country,
            file_name="letter.pdf",
            kind="pdf",
            content=_sheet(),
            size_bytes=len(_sheet()),
            uploaded_at=AT,
        ),
        paper=ConceptPaperFactory(edition=edition, country=country),
        words=(*_words(seated), *_words(nominated)),
        words_of_seat=_words(seated),
    )


def _handed_over(edition: Edition, country: str) -> HandOver:
    """A desk that went from one to another; the country asks a question of its own."""
    CountryForm.objects.create(
        edition=edition,
        country=country,
        definition={
            "format": 1,
            "version": "1",
            "title": {"en": country},
            "questions": [{"key": "q1", "type": "text", "text": {"en": "A clearance"}}],
        },
        changed_at=AT,
    )
    before, after = UserFactory(), UserFactory()
    return HandOver.objects.create(
        edition=edition,
        country=country,
        predecessor=before,
        successor=after,
        takes_effect_on=AT.date(),
        made_at=AT,
        made_by=before,
    )


def _seconded(secondment: Edition, side: Side):
    seat = ParticipantFactory(edition=secondment, person=side.seat.person)
    name = side.seat.person.family_name
    LogEntryFactory(participant=seat, text=f"Week of {name}")
    OutputFactory(participant=seat, title=f"Output of {name}")
    FinalReportFactory(participant=seat, changes=f"Changes of {name}")
    return seat


def _person(country: str, latin: str, cyrillic: str):
    return PersonFactory(
        country=country,
        family_name=f"{latin}{country}ova",
        native_name=f"{cyrillic}{country}ова Дана",
        email=f"{latin.lower()}{country.lower()}ova@example.org",
    )


def _words(person) -> tuple[str, ...]:
    return (person.family_name, person.native_name.split()[0], person.email)


def _sheet() -> bytes:
    """An empty sheet: what certificates say is tested with them."""
    book, target = PdfWriter(), io.BytesIO()
    book.add_blank_page(width=595, height=842)
    book.write(target)
    return target.getvalue()
