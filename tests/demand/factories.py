from datetime import UTC, datetime

import factory

from samgak.demand.models import (
    Agreement,
    CommitteeMember,
    CommitteeQuestion,
    ConceptPaper,
    JointConcept,
)
from samgak.demand.rules import papers
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    PartnerRoleFactory,
    UserFactory,
)

AT = datetime(2030, 1, 10, 9, tzinfo=UTC)
WORDS = {field: f"Words of {field}" for field in papers.DEMANDED}


class ConceptPaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConceptPaper

    edition = factory.SubFactory(EditionFactory, state="demand")
    country = "KG"
    language = "en"
    texts = factory.LazyFunction(lambda: dict(WORDS))
    written_at = AT
    written_by = factory.SubFactory(UserFactory)


class JointConceptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JointConcept

    edition = factory.SubFactory(EditionFactory, state="joint_concept")
    language = "en"
    texts = factory.LazyFunction(lambda: dict(WORDS))
    changed_at = AT
    changed_by = factory.SubFactory(UserFactory)


class CommitteeQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommitteeQuestion

    number = 1
    procedure = "meeting"
    language = "en"
    title = "Venue"
    proposal = "In Astana"
    asked_at = AT


class CommitteeMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommitteeMember

    side = "facilitating"
    seated_at = AT


class Table:
    """An edition with an officer of each agency and a focal point of one country, all seated."""

    def __init__(self, state="joint_concept"):
        self.edition = EditionFactory(state=state)
        self.people, self.members = {}, {}
        for side in ("facilitating", "pivotal"):
            organisation = OrganisationFactory()
            PartnerRoleFactory(edition=self.edition, organisation=organisation, role=side)
            self.people[side] = EditionRoleFactory(
                edition=self.edition, role="programme_officer", organisation=organisation
            ).user
        PartnerRoleFactory(
            edition=self.edition, organisation=None, country="KG", role="beneficiary"
        )
        self.people["beneficiary"] = EditionRoleFactory(
            edition=self.edition, role="focal_point", country="KG"
        ).user

    def seated(self):
        for side, user in self.people.items():
            self.members[side] = CommitteeMember.objects.create(
                edition=self.edition, user=user, side=side, seated_at=AT
            )
        return self

    def agreed(self):
        self.concept = JointConceptFactory(edition=self.edition)
        for side, user in self.people.items():
            Agreement.objects.create(
                concept=self.concept, version=1, side=side, given_at=AT, given_by=user
            )
        return self

    def question(self, **how):
        how = {"asked_by": self.people["facilitating"]} | how
        return CommitteeQuestionFactory(edition=self.edition, **how)
