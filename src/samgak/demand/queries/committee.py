from dataclasses import dataclass

from django.db.models import F, QuerySet

from samgak.accounts.models import User
from samgak.demand.models import (
    CommitteeAnswer,
    CommitteeMember,
    CommitteeQuestion,
    ConceptPaper,
)
from samgak.demand.rules import committee as rules
from samgak.demand.rules import papers as papers_rules
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition, EditionRole, PartnerRole
from samgak.programmes.permissions import Access

# Whoever speaks for an agency or a country.
SPEAKERS = (Role.PROGRAMME_OFFICER, Role.APPROVER, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Seat:
    """A member of the committee with the answer to a question, if any."""

    member: CommitteeMember
    answer: CommitteeAnswer | None = None


def members(edition: Edition) -> QuerySet[CommitteeMember]:
    """Who sits in the committee now."""
    return CommitteeMember.objects.filter(edition=edition, left_at=None).select_related("user")


def member_of(edition: Edition, user: User) -> CommitteeMember | None:
    """The seat of this person, None without one."""
    return members(edition).filter(user=user).first()


def questions(edition: Edition) -> QuerySet[CommitteeQuestion]:
    """Everything laid before the committee, the newest first: the decision log."""
    found = CommitteeQuestion.objects.filter(edition=edition)
    return found.select_related("asked_by", "ended_by")


def question(found: CommitteeQuestion) -> list[Seat]:
    """Every member of now and everybody who answered, in the order of the sides."""
    answers = {one.member_id: one for one in found.answers.select_related("member__user")}
    here = {one.pk: one for one in members(found.edition)}
    everybody = here | {pk: one.member for pk, one in answers.items()}
    ordered = sorted(everybody.values(), key=lambda one: (rules.SIDES.index(one.side), one.pk))
    return [Seat(member, answers.get(member.pk)) for member in ordered]


def said(found: CommitteeQuestion) -> dict[str, list[str]]:
    """The answers by side."""
    by_side: dict[str, list[str]] = {}
    for side, answer in found.answers.values_list("member__side", "answer"):
        by_side.setdefault(side, []).append(answer)
    return by_side


def minutes(edition: Edition) -> list[tuple[CommitteeQuestion, list[Seat]]]:
    """Every question with its answers, the oldest first, in a constant number of queries."""
    found = list(questions(edition).order_by("number"))
    answers: dict[int, list[Seat]] = {}
    rows = CommitteeAnswer.objects.filter(question__in=found).select_related("member__user")
    for row in rows.order_by("member__side", "given_at"):
        answers.setdefault(row.question_id, []).append(Seat(row.member, row))
    return [(one, answers.get(one.pk, [])) for one in found]


def sides_of(edition: Edition, access: Access) -> frozenset[str]:
    """For which sides the reader may speak: a focal point for the own country's, others for their organisation's."""
    organisations = {one.organisation_id for one in access.held if one.organisation_id}
    roles = PartnerRole.objects.filter(edition=edition, role__in=rules.SIDES)
    return frozenset(
        role
        for role, organisation, country in roles.values_list("role", "organisation", "country")
        if organisation in organisations
        or (country in access.countries)
        or (role == "beneficiary" and access.countries)
    )


def candidates(edition: Edition) -> QuerySet[User]:
    """Who can sit in the committee: those who hold a role for a partner or a country of this edition."""
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    at_partners = OrganisationRole.objects.filter(
        organisation__in=partners.values("organisation"), role__in=SPEAKERS
    )
    here = EditionRole.objects.filter(edition=edition, role__in=[*SPEAKERS, Role.FOCAL_POINT])
    users = User.objects.filter(pk__in=at_partners.values("user")) | User.objects.filter(
        pk__in=here.values("user")
    )
    seated = CommitteeMember.objects.filter(edition=edition, left_at=None)
    return users.exclude(pk__in=seated.values("user")).distinct().order_by("name", "email")


def facts_of_life(edition: Edition) -> dict[str, bool]:
    """What the life of the edition waits for here: no paper unread, and a decision of the committee.

    The decision is on the joint concept as it stands: who changes it afterwards asks anew.
    """
    waiting = ConceptPaper.objects.filter(edition=edition, state=papers_rules.SUBMITTED)
    decisions = CommitteeQuestion.objects.filter(
        edition=edition, state=rules.APPROVED, concept_version=F("concept__version")
    )
    facts = {
        "papers_are_screened": not waiting.exists(),
        "committee_has_approved": decisions.exists(),
    }
    waived = rules_kinds.waived_guards(edition.kind) & facts.keys()
    return facts | dict.fromkeys(waived, True)
