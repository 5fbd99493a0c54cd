"""How an edition comes about: papers of the countries, one concept, the silence of a committee."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.demand import phrases, phrases_files, queries, services
from samgak.demand.models import ConceptPaper
from samgak.demand.rules import committee, papers
from samgak.exchange.rehearsal.stage import APPROVER, OFFICER, Stage
from samgak.partners.models import Role
from samgak.programmes import queries as programmes
from samgak.programmes import rules_kinds
from samgak.programmes.models import EditionRole, PartnerRole
from samgak.programmes.rules import State

LANGUAGE = "en"
DAYS_TO_OBJECT = 10


def decide(stage: Stage) -> None:
    """From the demand to the approval of the committee."""
    with stage.scene("demand", _("Writing concept papers and asking the steering committee")):
        is_joint = rules_kinds.has(stage.edition.kind, "three_sides")
        if is_joint:
            _write_papers(stage)
        stage.move(State.SCREENED, role=OFFICER)
        stage.move(State.JOINT_CONCEPT, role=OFFICER)
        try:
            if is_joint:
                _decide_together(stage)
        except RuleBroken as broken:
            stage.summary.warn(phrases.sentence(broken))
        stage.move(State.JSC_APPROVED, role=APPROVER)


def _write_papers(stage: Stage) -> None:
    """Each country asks, and the officer accepts."""
    officer = stage.allowed(stage.actor(OFFICER), "demand.screen_paper")
    for country in programmes.beneficiary_countries(stage.edition):
        focal_point = stage.actor(str(Role.FOCAL_POINT), country=country)
        stage.allowed(focal_point, "demand.write_paper")
        paper = services.draft_paper(
            stage.edition, country=country, language=LANGUAGE, by=focal_point, at=stage.now
        )
        services.write_paper(
            paper,
            texts=dict.fromkeys(papers.DEMANDED, f"rehearsal:{stage.edition.code}"),
            budget={},
            currency="",
            language=LANGUAGE,
            is_resubmission=False,
            by=focal_point,
            at=stage.now,
        )
        _move(stage, paper, papers.SUBMITTED, by=focal_point, role=papers.FOCAL_POINT)
        _move(stage, paper, papers.ACCEPTED, by=officer, role=papers.OFFICER)
    stage.results["concept_papers"] = ConceptPaper.objects.filter(
        edition=stage.edition, state=papers.ACCEPTED
    ).count()


def _move(stage: Stage, paper: ConceptPaper, to: str, *, by: User, role: str) -> None:
    reason = "rehearsal" if to == papers.ACCEPTED else ""
    services.move_paper(paper, to=to, roles=frozenset({role}), by=by, at=stage.now, reason=reason)


def _decide_together(stage: Stage) -> None:
    officer = stage.allowed(stage.actor(OFFICER), "demand.lead_committee")
    concept = services.begin_concept(stage.edition, language=LANGUAGE, by=officer, at=stage.now)
    concept = services.write_concept(
        concept,
        texts=dict.fromkeys(papers.DEMANDED, f"rehearsal:{stage.edition.code}"),
        language=LANGUAGE,
        by=officer,
        at=stage.now,
    )
    for side in committee.SIDES:
        if member := _speaker(stage, side):
            services.seat(stage.edition, user=member, side=side, at=stage.now)
            services.agree(
                concept,
                side=side,
                version=concept.version,
                may=frozenset({side}),
                by=stage.allowed(member, "demand.write_concept"),
                at=stage.now,
            )
    services.ask(
        stage.edition,
        procedure=committee.SILENT,
        title=str(stage.edition),
        proposal=f"rehearsal:{stage.edition.code}",
        language=LANGUAGE,
        is_on_the_concept=True,
        days=DAYS_TO_OBJECT,
        by=officer,
        at=stage.now,
    )
    stage.now += timedelta(days=DAYS_TO_OBJECT + 1)
    services.close_by_clock(at=stage.now)
    members = [queries.Seat(one) for one in queries.members(stage.edition)]
    content = phrases_files.minutes(
        stage.edition,
        queries.minutes(stage.edition),
        members=members,
        kind=phrases_files.PDF,
        on=stage.now.date(),
    )
    (stage.out / "minutes.pdf").write_bytes(content)


def _speaker(stage: Stage, side: str) -> User | None:
    """Who speaks for the side: an officer of its organisation, a focal point of its country."""
    role = PartnerRole.objects.filter(edition=stage.edition, role=side).first()
    if role is None:
        return None
    if role.organisation_id is None:
        return stage.actor(str(Role.FOCAL_POINT), country=role.country)
    user = User.objects.create_user(f"{side}@rehearsal.invalid", name=f"Rehearsal {side}")
    EditionRole.objects.create(
        user=user, edition=stage.edition, role=OFFICER, organisation=role.organisation
    )
    return user
